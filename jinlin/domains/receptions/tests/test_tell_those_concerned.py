"""Who is told what, on the way of a session, a booking and a conversation?"""

from datetime import date, timedelta

import pytest

from jinlin.core.errors import NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.receptions import actions, jobs
from jinlin.domains.receptions.actions import Chair
from jinlin.domains.receptions.actions.confirming import SCREEN, SMS
from jinlin.domains.receptions.models import Part, Sitting
from jinlin.domains.receptions.tests.cast import (
    ANSWER,
    COUNTY,
    FRIDAY,
    MONDAY,
    answered,
    at,
    begun,
    booked,
    lapsed,
    now_of,
    opened,
    passed_on,
    planned,
    referred,
    walked_in,
)
from jinlin.services.documents.models import OneTimeLink
from jinlin.services.notices.models import Delivery, Message, Webhook

pytestmark = pytest.mark.one_engine

PRIVATE = ("王小梅", "13800000001", "充电桩")


def told(cast, name="resident"):
    """What stands in somebody's inbox, oldest first: event and text."""
    rows = Message.objects.filter(user=getattr(cast.users, name)).order_by("created_at", "pk")
    return [(row.event, row.body) for row in rows]


def events(cast, name="resident"):
    return [event for event, _body in told(cast, name)]


def test_a_booking_is_confirmed_with_time_room_and_number(cast):
    booked(cast)
    ((event, body),) = told(cast)
    assert event == "receptions.book"
    assert all(word in body for word in ("4月18日（周五）15:00", "红色会客厅", "1"))


def test_whoever_booked_is_told_that_the_session_is_cancelled_and_why(cast):
    booking = booked(cast)
    with at(MONDAY):
        actions.cancel(now_of(booking.session), reason="台风预警", actor=cast.actors.lead)
    assert events(cast) == ["receptions.book", "receptions.drop"]
    assert "台风预警" in told(cast)[1][1]
    assert events(cast, "sitter") == ["receptions.cancel"]
    assert events(cast, "manager_of_property") == ["receptions.cancel"]
    assert events(cast, "neighbour") == []


def test_whoever_booked_is_told_the_new_time_of_a_moved_session(cast):
    booking = booked(cast)
    with at(MONDAY):
        actions.reschedule(
            now_of(booking.session), on=date(2025, 4, 19), reason="停电", actor=cast.actors.lead
        )
    assert events(cast) == ["receptions.book", "receptions.shift"]
    assert "4月19日（周六）15:00" in told(cast)[1][1]


def test_who_cancels_themselves_knows_it_and_is_told_nothing(cast):
    booking = booked(cast)
    with at(MONDAY):
        actions.cancel_booking(booking, actor=cast.actors.resident)
    assert events(cast) == ["receptions.book"]


def test_a_substitute_is_told_and_nobody_else_on_the_roster(cast):
    session = planned(cast)
    seat = Sitting.objects.get(session=session, part=Part.DEPARTMENT)
    chair = Chair(Part.DEPARTMENT, cast.units.property, title="代理")
    with at(MONDAY):
        actions.substitute(
            session, sitting=seat.pk, chair=chair, reason="出差", actor=cast.actors.sitter
        )
    assert [events(cast, name) for name in ("manager_of_property", "sitter", "clerk")] == [
        ["receptions.substitute"],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("stage", "event", "word"),
    [
        (answered, "answer", ANSWER),
        (referred, "refer", "法院"),
        (passed_on, "pass_on", "250418-ABCDE"),
        (lapsed, "lapse", ""),
    ],
)
def test_the_resident_has_in_writing_what_came_of_it(cast, stage, event, word):
    stage(cast)
    last = told(cast)[-1]
    assert (last[0], word in last[1]) == (f"receptions.{event}", True)


def test_the_day_before_everybody_is_reminded_once(cast):
    booked(cast)
    with at(FRIDAY - timedelta(days=2)):
        assert jobs.remind() == 0
    with at(FRIDAY - timedelta(days=1)):
        assert [jobs.remind(), jobs.remind()] == [1, 0]
    assert events(cast) == ["receptions.book", "receptions.remind"]
    assert events(cast, "sitter") == ["receptions.remind"]


def test_a_moved_session_is_reminded_of_again(cast):
    session = planned(cast)
    with at(FRIDAY - timedelta(days=1)):
        jobs.remind()
        actions.reschedule(
            now_of(session), on=FRIDAY + timedelta(days=5), reason="停电", actor=cast.actors.lead
        )
    with at(FRIDAY + timedelta(days=4)):
        assert jobs.remind() == 1


def test_no_unit_reads_who_booked_or_what_was_said(cast):
    answered(cast)
    with at(FRIDAY + timedelta(days=6)):
        jobs.remind()
    to_staff = Message.objects.exclude(user__in=[cast.users.resident]).values_list("title", "body")
    assert [word for title, body in to_staff for word in PRIVATE if word in title + body] == []


def test_programs_hear_every_move_without_a_name_or_a_word(cast):
    told = {
        "url": "https://hub.example/",
        "secret": "s",
        "events": ["receptions"],
        "created_at": clock.now(),
        "created_on": clock.today(),
    }
    Webhook.objects.create(county=COUNTY, name="枢纽", **told)
    answered(cast)
    heard = list(
        Delivery.objects.filter(webhook__isnull=False).order_by("pk").values_list("event", "body")
    )
    assert [event for event, _body in heard] == [
        "receptions.session.lay_out",
        "receptions.booking.book",
        "receptions.session.open_",
        "receptions.booking.arrive",
        "receptions.booking.call",
        "receptions.booking.talk",
        "receptions.conversation.begin",
        "receptions.conversation.answer",
    ]
    assert [word for _event, body in heard for word in (*PRIVATE, ANSWER) if word in body] == []


def test_a_link_is_sent_to_the_phone_and_a_newer_one_ends_it(cast):
    conversation = answered(cast)
    with at(FRIDAY, 16):
        first = actions.send_link(conversation, actor=cast.actors.clerk)
    with at(FRIDAY, 16, 5):
        second = actions.send_link(conversation, actor=cast.actors.clerk)
        links = OneTimeLink.objects.filter(purpose=SMS).order_by("made_at")
        assert [link.is_over() for link in links] == [True, False]
    assert first != second
    assert [(event, first in body or second in body) for event, body in told(cast)[-2:]] == [
        ("receptions.ask", True)
    ] * 2


def test_the_screen_is_handed_over_for_a_day_and_nothing_is_sent(cast):
    conversation = answered(cast)
    before = Message.objects.count()
    with at(FRIDAY, 16):
        actions.hand_over_screen(conversation, actor=cast.actors.clerk)
    (link,) = OneTimeLink.objects.filter(purpose=SCREEN)
    assert (link.expires_at - link.made_at, Message.objects.count()) == (timedelta(days=1), before)


def test_only_an_answer_waits_for_the_residents_word(cast):
    conversation = begun(cast)
    with at(FRIDAY, 16), pytest.raises(NotNow):
        actions.hand_over_screen(conversation, actor=cast.actors.clerk)


def test_without_a_phone_there_is_no_link(cast):
    opened(cast)
    booking = walked_in(cast)
    with at(FRIDAY, 15, 30):
        conversation = actions.begin(booking, text="停车难", actor=cast.actors.clerk)
        conversation = actions.answer(conversation, answer="加画车位", actor=cast.actors.clerk)
        with pytest.raises(Unusable):
            actions.send_link(conversation, actor=cast.actors.clerk)
