"""Does the page of a session carry its host through the afternoon, offer exactly what is open, and
keep every typed word?
"""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.lifecycle import BookingState, ConversationState, State
from jinlin.domains.receptions.models import Booking, Conversation, Session
from jinlin.domains.receptions.permissions import RULES
from jinlin.domains.receptions.queries import onward
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    SAID,
    Cast,
    arrived,
    at,
    at_desk,
    begun,
    booked,
    called,
    held,
    now_of,
    opened,
    passed_on,
    planned,
    walked_in,
)

pytestmark = pytest.mark.one_engine

TYPED = "502室半夜装修，劝过两次没用。"
# session, user, grants, the bell; the session, the queue, the conversations, who sits, the last
# one, the trail, the minutes …
STATEMENTS = 12


@pytest.fixture(autouse=True)
def friday():
    with at(FRIDAY, 15, 30):
        yield


def page_of(session: Session) -> str:
    return reverse("receptions:session", args=[session.pk])


def move_of(session: Session, name: str) -> str:
    return reverse("receptions:session_move", args=[session.pk, name])


def turn_of(booking: Booking, name: str) -> str:
    return reverse("receptions:turn", args=[booking.pk, name])


def typed(row: Any, **words: Any) -> dict[str, Any]:
    return {"version": now_of(row).version, "key": str(uuid4()), **words}


@pytest.mark.parametrize("name", ["clerk", "lead", "sitter", "supervisor"])
@pytest.mark.parametrize("make", [planned, opened, held])
def test_the_buttons_are_exactly_the_open_moves(cast: Cast, name: str, make: Any) -> None:
    session = now_of(make(cast))
    page = at_desk(getattr(cast.users, name)).get(page_of(session)).text
    offered = set(re.findall(rf'href="{page_of(session)}(\w+)/"', page))
    assert offered == {move.name for move in RULES.open_to(getattr(cast.actors, name), session)}


def test_the_afternoon_from_opening_to_the_minutes(cast: Cast) -> None:
    booking, browser = booked(cast), at_desk(cast.users.clerk)
    session = booking.session
    assert (
        browser.post(move_of(session, "open_"), typed(session)).url
        == f"{page_of(session)}?done={session.pk}"
    )
    browser.post(turn_of(booking, "arrive"), typed(booking))
    browser.post(reverse("receptions:call_next", args=[session.pk]), {"key": str(uuid4())})
    assert now_of(booking).state == BookingState.CALLED
    answered = {"topic": "repair", "text": SAID, "outcome": "answered", "answer": "周一换。"}
    done = browser.post(turn_of(booking, "talk"), typed(booking, **answered))
    talk = Conversation.objects.get()
    assert (done.url, talk.state) == (
        f"{reverse('receptions:talk', args=[talk.pk])}?done={booking.pk}",
        ConversationState.ANSWERED,
    )
    browser.post(move_of(session, "close"), typed(session))
    assert (now_of(session).state, browser.get(page_of(session)).context["minutes"].number) == (
        State.HELD,
        "德化接待〔2025〕0001号",
    )


def test_the_next_number_is_called_once_however_often_the_button_is_pressed(cast: Cast) -> None:
    session, browser = arrived(cast).session, at_desk(cast.users.clerk)
    walked_in(cast)
    key = {"key": str(uuid4())}
    for _twice in range(2):
        browser.post(reverse("receptions:call_next", args=[session.pk]), key)
    assert list(session.bookings.order_by("number").values_list("state", flat=True)) == [
        BookingState.CALLED,
        BookingState.ARRIVED,
    ]


def test_when_nobody_waits_the_page_says_so(cast: Cast) -> None:
    session, browser = opened(cast), at_desk(cast.users.clerk)
    page = browser.post(
        reverse("receptions:call_next", args=[session.pk]), {"key": str(uuid4())}, follow=True
    )
    assert "现在没有人在等" in page.text


def test_whoever_comes_by_gets_the_next_number_with_a_name_or_without(cast: Cast) -> None:
    session, browser = opened(cast), at_desk(cast.users.clerk)
    way = reverse("receptions:walk_in", args=[session.pk])
    browser.post(way, {"topic": "parking", "key": str(uuid4())})
    browser.post(
        way, {"topic": "fees", "name": "李阿婆", "phone": "13800000009", "key": str(uuid4())}
    )
    found = [
        (row.number, row.topic, row.person.shown_name() if row.person else "")
        for row in session.bookings.order_by("number")
    ]
    assert found == [(1, "parking", ""), (2, "fees", "李**")]


@pytest.mark.parametrize(
    ("told", "status"),
    [({"name": "李阿婆"}, 422), ({"topic": "fees", "phone": "13800000009"}, 422)],
)
def test_a_walk_in_that_is_refused_keeps_what_was_typed(
    cast: Cast, told: dict[str, str], status: int
) -> None:
    page = at_desk(cast.users.clerk).post(
        reverse("receptions:walk_in", args=[opened(cast).pk]),
        {**told, "key": str(uuid4()), "words": TYPED},
    )
    assert (
        page.status_code,
        [word for word in (*told.values(), TYPED) if word not in page.text and word != "fees"],
    ) == (status, [])
    assert Booking.objects.count() == 0


@pytest.mark.parametrize("outcome", ["answered", "outside"])
def test_a_conversation_without_its_answer_comes_back_as_it_was_typed(
    cast: Cast, outcome: str
) -> None:
    booking = called(cast)
    page = at_desk(cast.users.clerk).post(
        turn_of(booking, "talk"), typed(booking, topic="repair", text=TYPED, outcome=outcome)
    )
    assert (page.status_code, TYPED in page.text, "id_answer_error" in page.text) == (
        422,
        True,
        True,
    )
    assert Conversation.objects.count() == 0


def test_a_stale_form_shows_what_changed_keeps_the_words_and_goes_through_on_the_new_version(
    cast: Cast,
) -> None:
    booking, browser = called(cast), at_desk(cast.users.clerk)
    words = typed(booking, topic="repair", text=TYPED, outcome="answered", answer="马上去看。")
    actions.call(now_of(booking), actor=cast.actors.lead)
    refused = browser.post(turn_of(booking, "talk"), words)
    assert (
        refused.status_code,
        [text for text in (TYPED, "马上去看。") if text not in refused.text],
    ) == (409, [])
    again = {
        name: re.search(rf'name="{name}" value="([^"]*)"', refused.text)[1]
        for name in ("version", "key")
    }
    assert browser.post(turn_of(booking, "talk"), {**words, **again}).status_code == 302
    assert Conversation.objects.get().said == TYPED


def test_when_somebody_else_wrote_it_down_the_words_can_be_copied(cast: Cast) -> None:
    booking = called(cast)
    words = typed(booking, topic="repair", text=TYPED, outcome="answered", answer="马上去看。")
    actions.begin(now_of(booking), text="别人记了", actor=cast.actors.lead)
    refused = at_desk(cast.users.clerk).post(turn_of(booking, "talk"), words)
    assert (refused.status_code, f'<p class="kept" tabindex="0">{TYPED}</p>' in refused.text) == (
        409,
        True,
    )


def test_a_reason_that_is_missing_is_asked_for_in_the_page(cast: Cast) -> None:
    session = planned(cast)
    page = at_desk(cast.users.lead).post(
        move_of(session, "cancel"), typed(session, reason=""), headers={"hx-request": "true"}
    )
    assert (page.status_code, "<html" in page.text, "id_reason_error" in page.text) == (
        422,
        False,
        True,
    )


def test_a_substitute_is_named_by_the_unit_itself_and_shown_beside_whom_it_stands_in_for(
    cast: Cast,
) -> None:
    session, browser = opened(cast), at_desk(cast.users.sitter)
    offered = (
        browser.get(move_of(session, "substitute"))
        .context["attempt"]
        .form.fields["sitting"]
        .choices
    )
    assert [words for _key, words in offered] == ["挂钩县直部门 · 德化县城市管理局 包片干部"]
    told = {
        "sitting": offered[0][0],
        "organisation": str(cast.units.bureau.pk),
        "title": "副局长",
        "reason": "到市里开会",
    }
    browser.post(move_of(session, "substitute"), typed(session, **told))
    page = browser.get(page_of(session)).text
    assert (
        "<s>德化县城市管理局 包片干部</s>" in page,
        "<strong>德化县城市管理局 副局长</strong>" in page,
    ) == (True, True)


def test_who_sits_without_looking_after_the_place_reads_no_names(cast: Cast) -> None:
    session = begun(cast).session
    seen = {
        name: "王**" in at_desk(getattr(cast.users, name)).get(page_of(session)).text
        for name in ("clerk", "supervisor", "sitter")
    }
    assert seen == {"clerk": True, "supervisor": True, "sitter": False}


def test_an_appeal_is_offered_only_where_a_journey_leads_to_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    booking, browser = called(cast), at_desk(cast.users.clerk)
    words = typed(booking, topic="repair", text=TYPED, outcome="appeal")
    monkeypatch.setattr(onward, "JOURNEY", "nowhere:at_all")
    assert browser.post(turn_of(booking, "talk"), words).status_code == 422
    monkeypatch.setattr(onward, "JOURNEY", "receptions:talk")
    done = browser.post(turn_of(booking, "talk"), words)
    talk = Conversation.objects.get()
    assert (done.url, talk.state) == (
        reverse("receptions:talk", args=[talk.pk]),
        ConversationState.OPEN,
    )


def test_the_session_opens_with_what_came_of_the_last(cast: Cast) -> None:
    passed_on(cast)
    held(cast)
    actions.lay_out(cast.series, until=FRIDAY.replace(day=25), actor=cast.actors.lead)
    page = at_desk(cast.users.clerk).get(page_of(Session.objects.get(on=FRIDAY.replace(day=25))))
    assert (
        page.context["last"].session.on,
        "先说上次" in page.text,
        "250418-ABCDE" in page.text,
    ) == (FRIDAY, True, True)


@pytest.mark.parametrize("further", [0, 2])
def test_the_page_costs_the_same_for_one_number_and_for_three(
    cast: Cast, django_assert_num_queries, further: int
) -> None:
    session, browser = arrived(cast).session, at_desk(cast.users.clerk)
    for minute in range(further):
        walked_in(cast, minute=10 + minute)
    browser.get(page_of(session))
    with django_assert_num_queries(STATEMENTS):
        browser.get(page_of(session))


def test_outsiders_find_nothing(cast: Cast) -> None:
    session = planned(cast)
    assert {
        at_desk(user).get(page_of(session)).status_code
        for user in (cast.users.town_outsider, cast.users.county_outsider)
    } == {404}
    assert (
        at_desk(cast.users.system_admin).get(page_of(session)).status_code,
        Client().get(page_of(session)).status_code,
    ) == (403, 302)


def test_before_its_day_opening_is_not_offered_and_the_page_says_why(cast: Cast) -> None:
    session, clerk = planned(cast), at_desk(cast.users.clerk)
    why = "到了当天才能开始接待"
    with at(FRIDAY - timedelta(days=1)):
        page = clerk.get(page_of(session)).text
        refused = clerk.get(move_of(session, "open_"))
    assert (f'href="{move_of(session, "open_")}"' in page, why in page) == (False, True)
    assert (refused.status_code, why in refused.text) == (409, True)
