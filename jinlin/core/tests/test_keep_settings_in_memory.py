"""Does a process see at once that settings it keeps in memory have changed?"""

import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from jinlin.core import editions
from jinlin.core.editions import Edition, Kept, KeptEach, ask_once, ask_once_ahead, kept_models
from jinlin.core.idempotency import once
from jinlin.core.tests.databases import together
from jinlin.core.time.calendar import CalendarDay, PublishedYear

MAY = [date(2031, 5, day) for day in range(1, 20)]


def kept() -> "Kept[list[date]]":
    return Kept("calendar", lambda: sorted(CalendarDay.objects.values_list("date", flat=True)))


def kept_each() -> "KeptEach[int, list[date]]":
    return KeptEach("calendar", lambda month: [day for day in kept().read() if day.month == month])


def off(day: date) -> CalendarDay:
    return CalendarDay.objects.create(date=day, kind="off")


@pytest.mark.django_db
def test_what_did_not_change_is_not_read_again(django_assert_num_queries: Any) -> None:
    off(MAY[0])
    settings = kept()
    assert settings.now() == [MAY[0]]
    with django_assert_num_queries(1):
        assert settings.now() == [MAY[0]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: off(MAY[1]),
        lambda: CalendarDay.objects.bulk_create([CalendarDay(date=MAY[2], kind="off")]),
        lambda: CalendarDay.objects.bulk_create(
            [CalendarDay(date=MAY[3], kind="off")], ignore_conflicts=True
        ),
        lambda: CalendarDay.objects.filter(date=MAY[0]).update(date=MAY[4]),
        lambda: CalendarDay.objects.all().delete(),
        lambda: connection.cursor().execute("DELETE FROM core_calendarday"),
    ],
)
def test_every_way_of_writing_is_seen(change: Any) -> None:
    off(MAY[0])
    settings = kept()
    settings.now()
    change()
    assert settings.now() == sorted(CalendarDay.objects.values_list("date", flat=True))
    assert settings.now() != [MAY[0]]


@pytest.mark.django_db
def test_a_table_that_is_emptied_at_one_go_is_seen() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("it has no such statement")
    off(MAY[0])
    settings = kept()
    settings.now()
    connection.cursor().execute("TRUNCATE core_calendarday")
    assert settings.now() == []


@pytest.mark.django_db
def test_another_edition_is_not_touched() -> None:
    before = dict(Edition.objects.values_list("name", "mark"))
    off(MAY[0])
    after = dict(Edition.objects.values_list("name", "mark"))
    assert {name for name in before if before[name] != after[name]} == {"calendar"}


@pytest.mark.django_db
def test_what_was_rolled_back_was_never_there() -> None:
    """Also when somebody writes as often afterwards: a mark never comes back."""
    settings = kept()
    settings.now()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        off(MAY[0])
        assert settings.now() == [MAY[0]]
        raise ZeroDivisionError
    assert settings.now() == []
    off(MAY[1])
    assert settings.now() == [MAY[1]]


@pytest.mark.django_db
def test_what_an_undone_verb_wrote_is_not_kept_under_the_mark_it_began_with() -> None:
    """The verb asked for another setting before it wrote, and for this one only afterwards: no
    process had it in memory.
    """
    settings, another = kept(), kept()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), ask_once():
        another.now()
        off(MAY[0])
        assert settings.now() == [MAY[0]]
        raise ZeroDivisionError
    assert settings.now() == []


@pytest.mark.django_db
def test_inside_a_verb_it_is_asked_for_once(django_assert_num_queries: Any) -> None:
    settings = kept()
    settings.now()
    with django_assert_num_queries(1), ask_once():
        settings.now()
        with ask_once():
            settings.now()
    off(MAY[0])
    with ask_once():
        assert settings.now() == [MAY[0]]
        off(MAY[1])
        assert settings.now() == [MAY[0]]
    assert settings.now() == [MAY[0], MAY[1]]


@pytest.mark.django_db
def test_ahead_of_a_verb_it_is_asked_for_once_and_the_verb_asks_itself(
    django_assert_num_queries: Any,
) -> None:
    settings = kept()
    settings.now()
    with ask_once_ahead():
        with django_assert_num_queries(1):
            assert (settings.now(), settings.now()) == ([], [])
        off(MAY[0])
        with ask_once():
            assert settings.now() == [MAY[0]]
        off(MAY[1])
        assert settings.now() == MAY[:2]


@pytest.mark.django_db
def test_what_a_verb_s_first_statement_brought_is_not_asked_for(
    django_assert_num_queries: Any,
) -> None:
    settings = kept()
    settings.now()
    off(MAY[0])

    def act() -> None:
        assert settings.now() == [MAY[0]]

    once(actor_key="program", key="first", body={}, act=act)
    with django_assert_num_queries(3):  # the answer with the marks, and its savepoint
        once(actor_key="program", key="second", body={}, act=act)


@pytest.mark.django_db
def test_one_of_many_is_read_when_it_is_asked_for(django_assert_num_queries: Any) -> None:
    off(MAY[0])
    settings = kept_each()
    assert settings.now(5) == [MAY[0]]
    with django_assert_num_queries(3):  # the mark for each, and once the days
        assert (settings.now(5), settings.now(6)) == ([MAY[0]], [])
    off(MAY[1])
    assert (settings.now(5), settings.now(6)) == (MAY[:2], [])


@pytest.mark.django_db
def test_no_more_than_a_bound_are_kept(monkeypatch: Any) -> None:
    monkeypatch.setattr(editions, "MOST_KEPT", 2)
    settings = kept_each()
    for month in (4, 5, 6, 4):
        settings.now(month)
        assert len(settings._known[1]) <= 2


@pytest.mark.django_db
def test_of_many_too_nothing_that_was_undone_is_kept() -> None:
    settings, another = kept_each(), kept()
    settings.now(4)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), ask_once():
        another.now()
        off(MAY[0])
        assert settings.now(5) == [MAY[0]]
        raise ZeroDivisionError
    assert (settings.now(4), settings.now(5)) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_another_connection_s_commit_is_seen_and_nothing_before_it() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one database in memory has one writer; the next test has two processes")
    settings, seen = kept(), []
    settings.now()
    with transaction.atomic():
        off(MAY[0])
        seen.append(settings.now())
        together(lambda: seen.append(settings.now()))
    seen.append(settings.now())
    assert seen == [[MAY[0]], [], [MAY[0]]]


def test_another_process_s_change_is_seen(tmp_path: Any) -> None:
    """Two processes with the same file: what one writes, the other reads at its next question."""
    program = f"""
import os, subprocess, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "jinlin.web.settings"
os.environ["JINLIN_VAR"] = {str(tmp_path)!r}
os.environ["JINLIN_DATABASE_URL"] = "sqlite:///{tmp_path}/two.sqlite3"
import django; django.setup()
from datetime import date
from django.core.management import call_command
from jinlin.core.time.calendar import CalendarDay, calendar
if sys.argv[1:] == ["write"]:
    CalendarDay.objects.create(date=date(2031, 5, 2), kind="off")
else:
    call_command("migrate", "core", verbosity=0)
    before = date(2031, 5, 2) in calendar().days_off
    subprocess.run([sys.executable, __file__, "write"], check=True)
    print(before, date(2031, 5, 2) in calendar().days_off)
"""
    script = tmp_path / "process.py"
    script.write_text(program)
    told = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=300
    )
    assert told.stdout.split() == ["False", "True"]


@pytest.mark.django_db
def test_every_kept_table_has_its_triggers() -> None:
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    if connection.vendor == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(asked, [f"{editions.PREFIX}%"])
        standing = {name for (name,) in cursor.fetchall()}
    wanted = {
        f"{editions.PREFIX}{model._meta.db_table}_{verb}"
        for model in kept_models()
        for verb in editions.verbs_of(connection.vendor)
    }
    assert standing == wanted
    assert {CalendarDay, PublishedYear} < set(kept_models())
    assert set(Edition.objects.values_list("name", flat=True)) == {
        model.kept_as for model in kept_models()
    }


@pytest.mark.django_db
def test_putting_them_up_again_makes_every_process_read_again() -> None:
    settings = kept()
    settings.now()
    before = dict(Edition.objects.values_list("name", "mark"))
    editions.put_up("default")
    after = dict(Edition.objects.values_list("name", "mark"))
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
