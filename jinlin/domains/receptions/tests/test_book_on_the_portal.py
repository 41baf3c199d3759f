"""Can a resident book a time in three questions, find it again,
give it back and take the next one?
"""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.drafts import DRAFT
from jinlin.domains.receptions.lifecycle import BookingState
from jinlin.domains.receptions.models import Booking, Session
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    MONDAY,
    Cast,
    at,
    at_phone,
    booked,
    held,
    now_of,
    passed_on,
    person,
    planned,
    slot,
)

pytestmark = pytest.mark.one_engine

WORDS = "充电桩坏了两个月"
# the place, sessions ahead with who sits and what is taken, those called off, the last one with
# what came of it; session, user, own bookings
STATEMENTS = 10


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


def address(name: str, row: Any) -> str:
    return reverse(f"receptions:{name}", args=[row.pk])


def form_of(page: Any) -> dict[str, str]:
    form = page.context["form"]
    return {name: str(form[name].value() or "") for name in form.fields}


def asked(browser: Client, session: Session, *, time: str = "2025-04-18T15:15") -> dict[str, str]:
    """The first two questions answered; what the last page would send."""
    assert browser.post(address("when", session), {"slot_at": time}).url == address("what", session)
    assert browser.post(
        address("what", session), {"topic": "parking", "words": WORDS}
    ).url == address("send", session)
    return form_of(browser.get(address("send", session)))


def test_three_questions_make_an_appointment(cast: Cast) -> None:
    session, browser = planned(cast), at_phone(cast.users.resident)
    done = browser.post(address("send", session), asked(browser, session))
    booking = Booking.objects.get()
    assert done.url == f"{address('booking', booking)}?done"
    told = (
        booking.slot_at,
        booking.topic,
        booking.words,
        booking.number,
        booking.person,
        booking.registered_by,
    )
    assert told == (slot(1), "parking", WORDS, 1, person(cast), None)
    assert DRAFT not in browser.session


def test_sent_twice_it_is_booked_once(cast: Cast) -> None:
    session, browser = planned(cast), at_phone(cast.users.resident)
    form = asked(browser, session)
    assert {browser.post(address("send", session), form).url for _twice in range(2)} == {
        f"{address('booking', Booking.objects.get())}?done"
    }


def test_a_visitor_is_asked_for_a_number_only_at_the_end_and_nothing_is_lost(cast: Cast) -> None:
    session, browser = planned(cast), Client()
    asked(browser, session)
    page = browser.get(address("send", session))
    assert f"{reverse('accounts:sign-in')}?next={address('send', session)}" in page.text
    assert browser.session[DRAFT]["words"] == WORDS


def test_a_time_that_somebody_else_took_comes_back_with_everything_typed(cast: Cast) -> None:
    session, browser = planned(cast), at_phone(cast.users.resident)
    form = asked(browser, session)
    booked(cast, "neighbour", 1)
    refused = browser.post(address("send", session), form)
    assert refused.status_code == 409
    assert [
        text
        for text in (WORDS, address("when", session), "这个时间刚刚被别人约走了")
        if text not in refused.text
    ] == []
    assert [row.person for row in Booking.objects.all()] == [person(cast, "neighbour")]


def test_what_is_taken_stands_there_and_cannot_be_chosen(cast: Cast) -> None:
    booking = booked(cast, "neighbour", 1)
    page = at_phone(cast.users.resident).get(address("when", booking.session))
    offered = page.context["form"].fields["slot_at"]
    assert offered.widget.taken == {"2025-04-18T15:15"}
    assert page.text.count("disabled") == 1


@pytest.mark.parametrize("told", [{}, {"slot_at": "2025-04-18T09:00"}, {"slot_at": "x"}])
def test_a_time_that_is_not_offered_is_refused_with_words(cast: Cast, told: dict[str, str]) -> None:
    page = at_phone(cast.users.resident).post(address("when", planned(cast)), told)
    assert (page.status_code, "id_slot_at_error" in page.text or "errorlist" in page.text) == (
        422,
        True,
    )


def test_without_a_topic_the_words_are_kept(cast: Cast) -> None:
    session, browser = planned(cast), at_phone(cast.users.resident)
    browser.post(address("when", session), {"slot_at": "2025-04-18T15:15"})
    page = browser.post(address("what", session), {"words": WORDS})
    assert (page.status_code, WORDS in page.text, browser.session[DRAFT]["words"]) == (
        422,
        True,
        WORDS,
    )


def test_a_session_that_cannot_be_booked_says_so_and_leads_on(cast: Cast) -> None:
    session = planned(cast)
    with at(FRIDAY, 16):
        page = Client().get(address("when", session))
    assert page.templates[0].name == "receptions/portal/full.html"
    assert reverse("receptions:neighbourhood", args=[session.place_code]) in page.text


def test_the_booking_is_the_resident_s_alone(cast: Cast) -> None:
    booking = booked(cast)
    pages = {
        name: at_phone(getattr(cast.users, name)).get(address("booking", booking)).status_code
        for name in ("resident", "neighbour")
    }
    assert (pages, Client().get(address("booking", booking)).status_code) == (
        {"resident": 200, "neighbour": 404},
        404,
    )


def test_given_back_somebody_else_can_have_it(cast: Cast) -> None:
    booking, browser = booked(cast), at_phone(cast.users.resident)
    offered = browser.get(address("cancel_booking", booking)).context["attempt"].form
    browser.post(
        address("cancel_booking", booking),
        {name: str(offered[name].value()) for name in ("version", "key")},
    )
    assert now_of(booking).state == BookingState.CANCELLED
    assert booked(cast, "neighbour", 0).slot_at == booking.slot_at


def test_after_a_cancelled_session_one_tap_takes_the_next(cast: Cast) -> None:
    session = planned(cast, until=date(2025, 4, 25))
    booking, browser = booked(cast), at_phone(cast.users.resident)
    actions.cancel(now_of(session), reason="台风", actor=cast.actors.lead)
    page = browser.get(address("booking", booking))
    assert ("台风" in page.text, address("again", booking) in page.text) == (True, True)
    browser.post(address("again", booking))
    assert [row.session.on for row in Booking.objects.filter(state=BookingState.BOOKED)] == [
        date(2025, 4, 25)
    ]


def test_the_neighbourhood_s_page_says_when_who_sits_and_what_came_of_the_last_one(
    cast: Cast,
) -> None:
    passed_on(cast)
    session = held(cast)
    actions.lay_out(cast.series, until=date(2025, 4, 25), actor=cast.actors.lead)
    with at(date(2025, 4, 22)):
        page = Client().get(reverse("receptions:neighbourhood", args=[session.place_code]))
    assert (page.context["next"].session.on, page.context["last"].session) == (
        date(2025, 4, 25),
        session,
    )
    assert [
        words
        for words in ("德化县城市管理局 包片干部", "250418-ABCDE", "律师")
        if words not in page.text
    ] == []
    assert [words for words in ("王小梅", "王**", "充电桩", "林志强") if words in page.text] == []


def test_a_neighbourhood_without_reception_days_says_what_one_can_do(cast: Cast) -> None:
    page = Client().get(
        reverse("receptions:neighbourhood", args=[cast.places.second_neighbourhood.code])
    )
    assert reverse("appeals:report") in page.text


@pytest.mark.parametrize("weeks", [0, 2])
def test_the_neighbourhood_s_page_costs_the_same_for_one_session_and_for_three(
    cast: Cast, django_assert_num_queries, weeks: int
) -> None:
    planned(cast, until=date(2025, 4, 18 + 6 * weeks))
    browser, page = (
        at_phone(cast.users.resident),
        reverse("receptions:neighbourhood", args=[cast.places.neighbourhood.code]),
    )
    browser.get(page)
    with django_assert_num_queries(STATEMENTS):
        assert len(browser.get(page).context["later"]) == weeks / 2
