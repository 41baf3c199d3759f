"""Does the screen in the hall show numbers to everybody, and nobody's name?"""

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.models import Session
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    MONDAY,
    Cast,
    at,
    at_desk,
    booked,
    called,
    held,
    now_of,
    opened,
    person,
    planned,
    walked_in,
)

pytestmark = pytest.mark.one_engine

STATEMENTS = 4  # the session, its numbers, who sits, and whether one was held before


def hall_of(session: Session) -> str:
    return reverse("receptions:hall", args=[session.pk])


def test_it_shows_the_number_that_is_called_and_those_that_come_next(cast: Cast) -> None:
    first = called(cast)
    walked_in(cast, minute=5)
    walked_in(cast, minute=6)
    hall = Client().get(hall_of(first.session)).context["hall"]
    assert (hall.now, hall.next, hall.waiting, hall.booked, hall.heard) == (1, [2, 3], 2, 0, 0)


def test_who_booked_an_earlier_time_is_next_though_they_came_later(cast: Cast) -> None:
    booking = booked(cast, number=0)
    came_by = walked_in(cast, minute=5)
    with at(FRIDAY, 15, 10):
        actions.arrive(booking, actor=cast.actors.clerk)
    assert Client().get(hall_of(booking.session)).context["hall"].next == [
        booking.number,
        came_by.number,
    ]


def test_it_names_no_resident_no_word_of_theirs_and_no_member_of_staff(cast: Cast) -> None:
    session = opened(cast)
    with at(FRIDAY, 15, 2):
        turn = actions.walk_in(
            session,
            topic="parking",
            person=person(cast),
            words="李四家的车挡路",
            actor=cast.actors.clerk,
        )
        actions.call(turn, actor=cast.actors.clerk)
    for browser in (Client(), at_desk(cast.users.clerk)):
        page = browser.get(hall_of(session)).text
        told = ["王小梅", "王**", "13800000001", "138****0001", "李四家", "林志强", "郑秀云"]
        assert [words for words in told if words in page] == []
        assert "德化县城市管理局 包片干部" in page


@pytest.mark.parametrize(
    ("make", "said"), [(planned, "15:00"), (opened, "请等候叫号"), (held, "谢谢您来")]
)
def test_it_says_where_the_session_stands(cast: Cast, make, said: str) -> None:
    assert said in Client().get(hall_of(make(cast))).text


def test_a_cancelled_session_says_why(cast: Cast) -> None:
    with at(MONDAY):
        session = actions.cancel(planned(cast), reason="台风停办一次", actor=cast.actors.lead)
    assert "台风停办一次" in Client().get(hall_of(session)).text


def test_it_asks_for_itself_anew_and_gets_only_itself(cast: Cast) -> None:
    page = Client().get(hall_of(opened(cast)))
    assert (
        f'hx-get="{hall_of(opened(cast))}" hx-trigger="every 8s" hx-select="#screen"' in page.text
    )
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("further", [0, 2])
def test_it_costs_the_same_for_one_number_and_for_three(
    cast: Cast, django_assert_num_queries, further: int
) -> None:
    session = walked_in(cast).session
    for minute in range(further):
        walked_in(cast, minute=10 + minute)
    browser = Client()
    with django_assert_num_queries(STATEMENTS):
        browser.get(hall_of(session))
    assert now_of(session).last_number == 1 + further
