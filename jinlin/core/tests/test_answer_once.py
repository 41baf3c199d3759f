"""Does a second press get the first one's answer?"""

import threading
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from jinlin.core.errors import NotNow, Unusable
from jinlin.core.idempotency import Answer, forget_answers, once
from jinlin.core.tests.databases import together
from jinlin.core.time import clock

DAY = date(2026, 4, 18)


class Desk:
    """Counts how often it was asked to act."""

    def __init__(self) -> None:
        self.acts = 0

    def act(self) -> dict[str, Any]:
        self.acts += 1
        return {"number": self.acts, "on": DAY, "id": UUID(int=7)}

    def refuse(self) -> None:
        self.acts += 1
        raise NotNow


def press(desk: Desk, key: str = "k1", body: Any = None, who: str = "user:1") -> tuple[Any, bool]:
    return once(actor_key=who, key=key, body=body or {"a": 1, "b": 2}, act=desk.act)


@pytest.mark.django_db
def test_the_second_answer_equals_the_first() -> None:
    desk = Desk()
    first, second = press(desk), press(desk, body={"b": 2, "a": 1})
    assert first == ({"number": 1, "on": "2026-04-18", "id": str(UUID(int=7))}, False)
    assert second == (first[0], True)
    assert desk.acts == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("likely", "statements"), [("a", 1), ("b", 2), (None, 2)])
def test_an_answer_that_is_known_beforehand_is_written_once(
    django_assert_num_queries: Any, likely: str | None, statements: int
) -> None:
    def press() -> tuple[Any, bool]:
        return once(actor_key="user:1", key="k1", body={}, act=lambda: "a", likely=likely)

    with transaction.atomic(), django_assert_num_queries(statements + 2):  # and a savepoint
        assert press() == ("a", False)
    assert press() == ("a", True)


@pytest.mark.django_db
def test_another_body_under_the_same_key_is_refused() -> None:
    desk = Desk()
    press(desk)
    with pytest.raises(NotNow) as refusal:
        press(desk, body={"a": 2})
    assert refusal.value.detail == {"reason": "key_used_for_another_body"}
    assert desk.acts == 1


@pytest.mark.django_db
def test_keys_of_two_people_do_not_meet() -> None:
    desk = Desk()
    assert [press(desk)[1], press(desk, who="user:2")[1], desk.acts] == [False, False, 2]


@pytest.mark.django_db
def test_without_a_key_every_press_acts() -> None:
    desk = Desk()
    assert [press(desk, key="")[1], press(desk, key="")[1], desk.acts] == [False, False, 2]
    assert Answer.objects.count() == 0


@pytest.mark.django_db
def test_a_refused_act_leaves_the_key_free() -> None:
    desk = Desk()
    with pytest.raises(NotNow):
        once(actor_key="user:1", key="k1", body={}, act=desk.refuse)
    assert Answer.objects.count() == 0
    assert press(desk)[1] is False


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x" * 201, "nul\x00", "two\nlines"])
def test_a_key_that_cannot_be_stored_is_refused(key: str) -> None:
    with pytest.raises(Unusable):
        press(Desk(), key=key)


@pytest.mark.django_db
def test_an_answer_is_kept_for_a_week() -> None:
    desk, moment = Desk(), clock.at(DAY, 9)
    with clock.set_to(moment):
        press(desk)
    assert forget_answers(moment + timedelta(days=7)) == 0
    assert forget_answers(moment + timedelta(days=7, seconds=1)) == 1
    assert forget_answers(moment + timedelta(days=7, seconds=1)) == 0


@pytest.mark.usefixtures("parallel_database")
def test_of_two_at_once_one_acts_and_both_get_its_answer() -> None:
    for turn in range(10):
        desk = Desk()
        results = together(*[lambda desk=desk, turn=turn: press(desk, key=f"k{turn}")] * 4)
        assert desk.acts == 1
        assert sorted(replayed for _payload, replayed in results) == [False, True, True, True]
        assert {payload["number"] for payload, _replayed in results} == {1}


@pytest.mark.usefixtures("parallel_database")
def test_when_the_first_of_two_fails_the_second_acts() -> None:
    acting, calls = threading.Event(), []

    def fail_late() -> None:
        acting.set()
        calls.append("failed")
        raise NotNow

    def first() -> Any:
        return once(actor_key="user:1", key="k1", body={}, act=fail_late)

    def second() -> Any:
        assert acting.wait(60), "the first one never came to act"
        return once(actor_key="user:1", key="k1", body={}, act=lambda: calls.append("acted"))

    results = together(first, second)
    assert [type(results[0]), results[1]] == [NotNow, (None, False)]
    assert calls == ["failed", "acted"]


@pytest.mark.usefixtures("parallel_database")
def test_without_the_unique_row_two_at_once_both_act() -> None:
    """The control:

    asking first whether there is an answer, and writing it afterwards, lets doubles through.
    """
    desk, asked = Desk(), threading.Barrier(2)

    def carelessly() -> bool:
        known = Answer.objects.filter(actor_key="user:1", key="k1").exists()
        asked.wait()
        if not known:
            desk.act()
        return known

    assert together(carelessly, carelessly) == [False, False]
    assert desk.acts == 2


@pytest.mark.django_db
def test_the_database_itself_lets_a_key_stand_only_once() -> None:
    row = {"actor_key": "user:1", "key": "k1", "body_hash": "", "at": clock.now()}
    Answer.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(**row)
