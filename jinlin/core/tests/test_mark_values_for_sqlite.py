"""Where do the values of a statement stand when SQLite reads it?"""

import pytest
from django.db import connection

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
