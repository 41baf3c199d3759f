"""Is what was written down offline made once, and is nothing lost that came with other words?"""

import threading
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError

from jinlin.core import timeline
from jinlin.core.actor import Actor, Grant, Kind
from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.offline import Conflict, Made, Sent, decide, made_once
from jinlin.core.tests.databases import together
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

PLACE = "350526100"
CLERK, OUTSIDER = (
    Actor(kind=Kind.PERSON, user_id=uuid7(), grants=(Grant("clerk", (code,)),))
    for code in (PLACE, "350526101")
)
pytestmark = pytest.mark.usefixtures("matter_table")


def matter(key: UUID, minutes: int = 5) -> Matter:
    return Matter.objects.create(
        id=key, county="350526", place_code=PLACE, on=date(2026, 4, 1), minutes=minutes
    )


def send(key: UUID, minutes: int = 5) -> Matter:
    sent = Sent(key, {"minutes": minutes, "text": "灯 坏了"}, PLACE)
    return made_once(Matter, sent, make=lambda: matter(key, minutes))


def refused(key: UUID, minutes: int) -> dict[str, Any]:
    with pytest.raises(NotNow) as refusal:
        send(key, minutes)
    return refusal.value.detail


@pytest.mark.django_db
def test_the_same_contents_are_the_same_row_after_a_year_too() -> None:
    key, moment = uuid7(), clock.at(date(2026, 4, 1), 9)
    with clock.set_to(moment):
        first = send(key)
    with clock.set_to(moment + timedelta(days=365)):
        assert [send(key).pk, send(key).pk, first.pk] == [key] * 3
    assert (Matter.objects.count(), Made.objects.count(), Conflict.objects.count()) == (1, 1, 0)


@pytest.mark.django_db
def test_other_contents_are_kept_beside_once_for_each() -> None:
    key = uuid7()
    send(key)
    first, again, third = refused(key, 6), refused(key, 6), refused(key, 7)
    assert (first, third != first) == (again, True)
    assert first["reason"] == "made_with_other_contents"
    assert Matter.objects.get().minutes == 5
    assert [each.fields["minutes"] for each in Conflict.objects.order_by("id")] == [6, 7]
    assert str(Conflict.objects.order_by("id")[0].pk) == first["conflict"]
    assert send(key).pk == key


@pytest.mark.django_db
def test_a_row_that_was_made_in_another_way_is_not_taken_over() -> None:
    key = uuid7()
    matter(key)
    assert [refused(key, 5), refused(key, 5)] == [refused(key, 5)] * 2
    assert (Matter.objects.count(), Conflict.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_nothing_is_made_under_the_key_of_something_else() -> None:
    key = uuid7()
    timeline.record(matter(key), "made", actor=CLERK)
    Matter.objects.all().delete()  # as if it stood in another table
    assert refused(key, 5) == {"reason": "key_used_for_another_body"}
    assert [Matter.objects.count(), Made.objects.count(), Conflict.objects.count()] == [0, 0, 0]


@pytest.mark.django_db
def test_what_fails_leaves_the_key_free_and_what_is_gone_stays_gone() -> None:
    key = uuid7()

    def fail() -> Matter:
        raise Unusable

    with pytest.raises(Unusable):
        made_once(Matter, Sent(key, {"minutes": 5}, PLACE), make=fail)
    assert Made.objects.count() == 0
    send(key).delete()
    with pytest.raises(NotHere):
        send(key)


@pytest.mark.django_db
def test_whoever_looks_after_the_place_decides_once_and_with_a_word() -> None:
    key = uuid7()
    send(key)
    refused(key, 6)
    conflict = Conflict.objects.get()
    assert list(Conflict.objects.visible_to(OUTSIDER)) == []
    assert list(Conflict.objects.visible_to(CLERK).undecided()) == [conflict]
    with pytest.raises(NotAllowed):
        decide(conflict, actor=OUTSIDER, note="不要了")
    with pytest.raises(Unusable):
        decide(conflict, actor=CLERK, note=" ")
    decided = decide(conflict, actor=CLERK, note=" 已补充到原件 ")
    assert (decided.note, decided.decided_by) == ("已补充到原件", CLERK.user_id)
    assert not Conflict.objects.undecided().exists()
    with pytest.raises(NotNow):
        decide(conflict, actor=CLERK, note="再来")


@pytest.mark.usefixtures("parallel_database")
def test_of_four_at_once_one_makes_it_and_all_get_it() -> None:
    for _turn in range(8):
        key = uuid7()
        results = together(*[lambda key=key: send(key)] * 4)
        assert [getattr(row, "pk", row) for row in results] == [key] * 4
        assert Matter.objects.filter(pk=key).count() == 1


@pytest.mark.usefixtures("parallel_database")
def test_of_two_contents_at_once_one_stands_and_the_other_is_kept() -> None:
    for _turn in range(8):
        key = uuid7()
        results = together(*[lambda key=key, n=n: send(key, n) for n in (5, 6, 5, 6)])
        stands = Matter.objects.get(pk=key).minutes
        kept = Conflict.objects.get(key=key).fields["minutes"]
        assert {stands, kept} == {5, 6}
        assert sorted(type(each).__name__ for each in results) == ["Matter"] * 2 + ["NotNow"] * 2


@pytest.mark.usefixtures("parallel_database")
def test_without_the_row_of_the_key_the_second_of_two_at_once_fails() -> None:
    """The control: who looks first and makes afterwards meets the other's row, not an answer."""
    key, looked = uuid7(), threading.Barrier(2)

    def carelessly() -> Matter:
        known = Matter.objects.filter(pk=key).first()
        looked.wait()
        return known or matter(key)

    results = together(carelessly, carelessly)
    assert sorted(type(each).__name__ for each in results) == ["IntegrityError", "Matter"]
    assert any(isinstance(each, IntegrityError) for each in results)
