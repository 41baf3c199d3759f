"""Is a story that was stopped in the middle of a day and taken up anew the same story?"""

from datetime import date
from importlib import import_module
from random import Random
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.translation import override

from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.demo import building
from jinlin.demo.cursor import Cursor, Overtaken
from jinlin.demo.models import Telling
from jinlin.domains.appeals.models import Appeal, Round
from jinlin.domains.receptions.models import Booking, Conversation, Session
from jinlin.domains.wishes.models import Wish
from jinlin.ground.people.models import Person

pytestmark = pytest.mark.one_engine
NOW = clock.at(date(2026, 4, 15), 11)
LAST = date(2024, 9, 17)
TOLD: dict[type[Any], tuple[str, ...]] = {
    Appeal: ("reported_at", "text", "state", "version", "due_at", "place_code"),
    Round: ("finished_at", "reply", "unit__name"),
    Session: ("on", "place_code", "state", "version"),
    Booking: ("slot_at", "topic", "state"),
    Conversation: ("received_at", "said", "state", "version"),
    Wish: ("posted_at", "text", "state", "version"),
    Person: ("entered_at",),
}


class PowerCut(Exception):
    pass


@pytest.fixture(scope="module")
def begun(django_db_setup, django_db_blocker):
    """The county stands, and nothing of its story is told."""
    with standing(django_db_blocker), override("zh-hans"), clock.set_to(NOW):
        building.begin()
        yield


@pytest.fixture
def story(begun, db, monkeypatch):
    """Tells on, until the evening of a day or the middle of another; what stands then."""
    whole_day = Cursor.day

    def on_until(last: date, *, broken: date | None = None) -> dict[str, Any]:
        def day(cursor: Cursor, today: date) -> Any:
            if today > last:
                raise PowerCut
            return _broken(cursor, today) if today == broken else whole_day(cursor, today)

        def _broken(cursor: Cursor, today: date) -> Any:
            cursor.row.told += 1  # whatever it did is lost with its transaction
            return _Cut(whole_day(cursor, today))

        monkeypatch.setattr(Cursor, "day", day)
        with pytest.raises(PowerCut), override("zh-hans"):
            building.tell_on(Telling.objects.get(county="350526"))
        return _standing()

    return on_until


class _Cut:
    """The third thing that is told on this day is its last."""

    def __init__(self, day: Any) -> None:
        self.day, self.left = day, 3

    def __enter__(self) -> Any:
        self.told = self.day.__enter__()
        return self._count

    def _count(self, more: int) -> None:
        self.left -= more
        if not self.left:
            raise PowerCut
        self.told(more)

    def __exit__(self, *problem: object) -> Any:
        return self.day.__exit__(*problem)


def _standing() -> dict[str, Any]:
    row = Telling.objects.get(county="350526")
    told: dict[str, Any] = {
        model.__name__: sorted(map(str, model.objects.values_list(*names)))
        for model, names in TOLD.items()
    }
    chances = {name: kept["chance"] for name, kept in row.memory.items() if "chance" in kept}
    return {**told, "day": row.day, "told": row.told, "chances": chances}


def test_a_story_that_was_stopped_is_told_on_as_if_nothing_had_happened(story):
    with transaction.atomic():
        whole = story(LAST)
        transaction.set_rollback(True)
    days = (date(2024, 9, 5), date(2024, 9, 13))
    assert [story(LAST, broken=day)["day"] < day for day in days] == [True] * len(days)
    assert story(LAST) == whole
    assert len(whole["Appeal"]) > 25
    assert len(whole["Conversation"]) > 5


def test_a_second_teller_stops_where_the_first_has_gone_on(story):
    late = Telling.objects.get(county="350526")
    story(date(2024, 9, 2))
    cursor = Cursor(late, {}, advance=lambda more: None)
    with pytest.raises(Overtaken), cursor.day(date(2024, 9, 2)):
        raise AssertionError("it told a day again")


def test_a_story_that_an_older_version_told_by_half_knows_its_rows(begun, db):
    chance = Random(7).getstate()
    row = Telling.objects.get(county="350526")
    row.memory = {
        "receptions": {"chance": chance, "bookings": [[[3, "a"], "18"], [[4, "b"], "19"]]}
    }
    row.save()
    step = import_module("jinlin.demo.migrations.0002_what_a_teller_comes_back_to")
    step.apart(apps, None)
    row.refresh_from_db()
    assert list(row.memory["receptions"]) == ["chance"]
    assert list(row.remembered.order_by("pk").values_list("name", "row")) == [
        ('["receptions.bookings", [3, "a"]]', "18"),
        ('["receptions.bookings", [4, "b"]]', "19"),
    ]
