"""Where do the values of a statement stand when SQLite reads it?"""

import pytest
from django.db import connection

from jinlin.core.sqlite.constants import with_constants

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


@pytest.mark.parametrize("again", ["first", "again"])
def test_a_value_and_a_sign_are_told_apart_each_time_the_text_comes(again):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, '100 %%', '%%s', %s", ["a", 2])
        assert cursor.fetchone() == ("a", "100 %", "%s", 2)


def test_values_may_have_names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT %(one)s, %(two)s, %(one)s", {"one": 1, "two": 2})
        assert cursor.fetchone() == (1, 2, 1)


def test_without_values_a_text_is_sent_as_it_is():
    with connection.cursor() as cursor:
        cursor.execute("SELECT '100 %'")
        assert cursor.fetchone() == ("100 %",)


def test_what_never_changes_stands_in_the_text_and_all_else_beside_it():
    text = "SELECT %s, '%%s' WHERE a = %s AND b IN (%s, %s) AND c < %s AND d = %s LIMIT %s"
    sent = ["", "in_hand", "350526210", "it's", "2026-11-30 09:00:00", True, 51]
    written, beside = with_constants(text, sent)
    where = "a = 'in_hand' AND b IN (%s, %s) AND c < %s AND d = 1"
    assert written == f"SELECT '', '%%s' WHERE {where} LIMIT 51"
    assert beside == ["350526210", "it's", "2026-11-30 09:00:00"]


def test_a_statement_without_anything_that_never_changes_stays_as_it_is():
    assert with_constants("SELECT %s", ["350526"]) == ("SELECT %s", ["350526"])


@pytest.mark.parametrize("is_written_out", [False, True])
def test_a_statement_that_says_what_its_index_says_is_prepared_once(is_written_out):
    text, params = "SELECT id FROM matter WHERE state = %s AND place = %s", ["asked", "350526"]
    if is_written_out:
        text, params = with_constants(text, params)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE matter (id integer, state text, place text)")
        cursor.execute("CREATE INDEX asked ON matter (place) WHERE state = 'asked'")
        for _time in range(3):
            cursor.execute(text, params)
            cursor.fetchall()
        assert times_prepared_anew(text) == (0 if is_written_out else 3)


def times_prepared_anew(text):
    with connection.cursor() as cursor:
        marked = text.replace("%s", "?")
        cursor.execute("SELECT reprep FROM sqlite_stmt WHERE sql = %s", [marked])
        return cursor.fetchone()[0]
