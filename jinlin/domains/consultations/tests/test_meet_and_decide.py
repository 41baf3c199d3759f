"""Who counts in the room, what a decision needs, and does everything agreed come to an end?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.hands import Tally
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.domains.consultations import actions, jobs
from jinlin.domains.consultations.actions import Decision, Guest
from jinlin.domains.consultations.models import ActionItem, Presence
from jinlin.domains.consultations.models.meetings import heads
from jinlin.domains.consultations.queries.listed import waiting, waiting_items
from jinlin.domains.consultations.tests.cast import (
    CARRIED,
    RULE,
    called,
    day_of,
    decided,
    item,
    now_of,
    objected,
    on_agenda,
    person_of,
    planned,
    raised,
    sitting,
    taken_up,
)
from jinlin.services.documents import printing
from jinlin.services.documents.models import Document
from jinlin.services.notices.models import Message
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means


def test_invitations_go_out_in_time(cast):
    meeting = planned(cast)
    actions.list_guest(meeting, Guest(name="甲"), actor=cast.actors.clerk)
    with clock.set_to(meeting.starts_at - timedelta(days=1)), pytest.raises(NotNow):
        actions.invite(now_of(meeting), actor=cast.actors.clerk)
    assert actions.invite(now_of(meeting), actor=cast.actors.clerk).state == "called"


def test_somebody_signs_in_by_code_by_name_or_by_hand_and_once(cast):
    meeting = called(cast)
    me, clerk = person_of(cast), cast.actors.clerk
    guests = list(meeting.invitees.filter(may_vote=True))
    with day_of(meeting):
        actions.sign_in(guests[0], by="name", actor=clerk)
        actions.sign_in(guests[1], by="hand", actor=clerk)
        actions.sign_in(guests[0], by="hand", actor=clerk)
        for _tap in range(2):
            now = clock.now()
            sight = Sight(uuid7(), f"n{_tap}", Means.CODE, now, now)
            actions.scan_in(meeting, me, sight, actor=cast.actors.resident)
    came = [row.came_by for row in meeting.invitees.all()]
    assert came == [Presence.NAME, Presence.HAND, "", "", Presence.CODE]
    assert heads(meeting.pk) == 2  # who came by listens


def test_nobody_signs_in_before_the_day_or_after_the_end(cast):
    meeting = called(cast)
    guest = meeting.invitees.first()
    with pytest.raises(NotNow):
        actions.sign_in(guest, by="name", actor=cast.actors.clerk)
    with day_of(meeting):
        meeting = actions.end(sitting(cast, meeting), actor=cast.actors.clerk)
        with pytest.raises(NotNow):
            actions.sign_in(meeting.invitees.last(), by="name", actor=cast.actors.clerk)


def test_who_was_ticked_by_mistake_is_not_here_until_the_room_has_decided(cast):
    topic, clerk = on_agenda(cast), cast.actors.clerk
    with day_of(topic.meeting):
        meeting = sitting(cast, topic.meeting)
        wrong, spoke, third = meeting.invitees.filter(may_vote=True)
        turn = actions.ask_for_floor(spoke, actor=clerk)
        actions.note_position(turn, position="装在北门", actor=clerk)
        for _tap in range(2):
            assert not actions.sign_out(now_of(wrong), actor=clerk).is_here
        assert heads(meeting.pk) == 2
        with pytest.raises(NotNow):
            actions.sign_out(now_of(spoke), actor=clerk)
        actions.sign_in(now_of(wrong), by="name", actor=clerk)
        decision = Decision("在北门装十个充电桩。", "hands", CARRIED, RULE)
        actions.decide(now_of(topic), decision=decision, actor=cast.actors.community_lead)
        with pytest.raises(NotNow):
            actions.sign_out(now_of(third), actor=clerk)
    assert heads(meeting.pk) == 3


def test_a_proxy_counts_only_while_the_one_who_stands_in_is_there(cast):
    meeting, clerk = called(cast, has_proxies=True), cast.actors.clerk
    absent, present, third = meeting.invitees.filter(may_vote=True)
    actions.give_proxy(absent, to=present, actor=clerk)
    with day_of(meeting):
        assert heads(meeting.pk) == 0  # the delegate is not here either
        actions.sign_in(present, by="name", actor=clerk)
        assert heads(meeting.pk) == 2
        actions.sign_in(absent, by="name", actor=clerk)
        assert heads(meeting.pk) == 2  # came after all: nobody is counted twice
    with pytest.raises(Unusable):
        actions.give_proxy(third, to=present, actor=clerk)
    with pytest.raises(Unusable):
        actions.give_proxy(third, to=now_of(absent), actor=clerk)


def test_a_meeting_without_proxies_takes_none(cast):
    meeting = called(cast)
    absent, present, _third = meeting.invitees.filter(may_vote=True)
    with pytest.raises(NotNow):
        actions.give_proxy(absent, to=present, actor=cast.actors.clerk)


@pytest.mark.parametrize(
    ("tally", "field"),
    [
        (Tally(3, 4, 3, 0), "present"),  # more than there are
        (Tally(10, 5, 5, 0), "present"),  # more than are in the room
        (Tally(7, 3, 3, 0), "present"),  # too few of all
        (Tally(3, 3, 1, 2), "in_favour"),  # too few of those present
    ],
)
def test_hands_that_cannot_be_or_do_not_carry_are_refused(cast, tally, field):
    topic = on_agenda(cast)
    with day_of(topic.meeting):
        sitting(cast, topic.meeting)
        with pytest.raises(Unusable) as no:
            actions.decide(
                now_of(topic),
                decision=Decision("装。", "hands", tally, RULE),
                actor=cast.actors.community_lead,
            )
    assert no.value.field == field


def test_hands_by_name_give_the_numbers(cast):
    meeting = called(cast, is_by_name=True)
    topic = on_agenda(cast, meeting)
    with day_of(meeting):
        sitting(cast, meeting)
        names = {str(guest.pk): "in_favour" for guest in meeting.invitees.filter(may_vote=True)}
        for by_name, is_good in (({}, False), (names, True)):
            decision = Decision("装。", "hands", CARRIED, RULE, by_name)
            if is_good:
                actions.decide(now_of(topic), decision=decision, actor=cast.actors.lead)
            else:
                with pytest.raises(Unusable):
                    actions.decide(now_of(topic), decision=decision, actor=cast.actors.lead)
    assert topic.resolutions.get().by_name == names


def test_minutes_are_drafted_from_the_record_signed_by_two_and_numbered(cast):
    topic = on_agenda(cast)
    with day_of(topic.meeting):
        meeting = sitting(cast, topic.meeting)
        speaker = actions.ask_for_floor(
            meeting.invitees.filter(may_vote=True).first(), topic=topic, actor=cast.actors.clerk
        )
        actions.note_position(speaker, position="装在北门", actor=cast.actors.clerk)
        decision = Decision("在北门装十个充电桩。", "consent")
        actions.decide(now_of(topic), decision=decision, actor=cast.actors.community_lead)
        meeting = actions.end(now_of(meeting), actor=cast.actors.clerk)
        with pytest.raises(NotNow):
            actions.sign(now_of(meeting), actor=cast.actors.clerk)
        meeting = actions.sign_first(now_of(meeting), actor=cast.actors.community_lead)
        with pytest.raises(NotNow):
            actions.sign(now_of(meeting), actor=cast.actors.community_lead)
        meeting = actions.write_note(
            now_of(meeting), note="散会后再量一次。", actor=cast.actors.clerk
        )
        with pytest.raises(NotNow):  # what was signed was another text
            actions.sign(now_of(meeting), actor=cast.actors.clerk)
        meeting = actions.sign_first(now_of(meeting), actor=cast.actors.community_lead)
        meeting = actions.sign(now_of(meeting), actor=cast.actors.clerk)
    paper = Document.objects.get(kind="consultations.minutes")
    line = paper.data["lines"][0]
    assert (line["outcome"], line["said"][0]["position"]) == ("在北门装十个充电桩。", "装在北门")
    assert (paper.data["voices"], paper.data["chair"], paper.data["note"]) == (
        3,
        "许主任",
        "散会后再量一次。",
    )


def test_a_meeting_ends_only_when_every_topic_has_a_way_on(cast):
    topic = on_agenda(cast)
    with day_of(topic.meeting):
        meeting = sitting(cast, topic.meeting)
        with pytest.raises(NotNow):
            actions.end(now_of(meeting), actor=cast.actors.clerk)
        actions.take_off(now_of(topic), reason="材料不齐", actor=cast.actors.clerk)
        meeting = actions.end(now_of(meeting), actor=cast.actors.clerk)
    assert "材料不齐" in meeting.lines.get().outcome


def test_called_off_its_topics_wait_for_the_next_one(cast):
    topic = on_agenda(cast)
    actions.cancel(now_of(topic.meeting), reason="台风", actor=cast.actors.clerk)
    topic = now_of(topic)
    assert (topic.state, topic.meeting, topic.lines.count()) == ("taken_up", None, 0)


def test_each_household_supports_once_and_combined_topics_count_it_once(cast):
    from jinlin.ground.people import actions as people

    me, other = person_of(cast), person_of(cast, "neighbour")
    home = people.settle(me, cast.places.neighbourhood, actor=SYSTEM)
    people.settle(other, cast.places.neighbourhood, household=home, actor=SYSTEM)
    topic, into = taken_up(cast), taken_up(cast, "另一件")
    for person, actor in ((me, cast.actors.resident), (other, cast.actors.neighbour)):
        actions.support(topic, person=person, actor=actor)
    assert topic.supports.count() == 1
    actions.combine(now_of(topic), into=into, actor=cast.actors.clerk)
    assert (into.supports.count(), now_of(topic).state) == (1, "combined")


def test_an_objection_in_time_opens_the_topic_again_with_its_reason(cast):
    topic = objected(cast)
    one = item(cast, topic)
    topic = actions.reopen(now_of(topic), reason="北门确实太窄", actor=cast.actors.lead)
    held = topic.resolutions.get()
    assert (topic.state, held.is_reopened, held.objections.get().answer) == (
        "taken_up",
        True,
        "北门确实太窄",
    )
    assert (now_of(one).state, now_of(one).outcome) == ("dropped", "北门确实太窄")


def test_after_the_days_no_objection_is_taken(cast):
    topic = decided(cast)
    late = clock.now() + timedelta(days=20)
    with clock.set_to(late), pytest.raises(NotNow):
        actions.object_(topic, reason="不同意", person=person_of(cast), actor=cast.actors.resident)


def test_every_item_reaches_an_end_or_stands_in_somebodys_list(cast):
    topic = decided(cast)
    items = [item(cast, topic, owner) for owner in ("property", "bureau", "community")]
    actions.finish(items[0], outcome="装好了", actor=cast.actors.property_handler)
    actions.drop(now_of(items[1]), reason="另有安排", actor=cast.actors.lead)
    for moment in (clock.now(), clock.now() + timedelta(days=90)):
        with clock.set_to(moment):
            open_ones = set(ActionItem.objects.filter(ended_on=None).values_list("pk", flat=True))
            waits = set(waiting_items(cast.actors.clerk).rows.values_list("pk", flat=True))
            assert open_ones - waits == set()
    assert {row.pk for row in waiting_items(cast.actors.handler).rows} == set()
    again = item(cast, topic, "bureau")
    assert {row.pk for row in waiting_items(cast.actors.handler).rows} == {again.pk}


def test_a_month_later_everybody_is_told_and_the_topic_ends_by_itself(cast):
    topic = decided(cast)
    one = item(cast, topic)
    with clock.set_to(clock.now() + timedelta(days=40)):
        assert (jobs.tell_what_came(), jobs.tell_what_came()) == (1, 0)
        assert "待落实" in topic.resolutions.get().came_of_it or "To be done" in (
            topic.resolutions.get().came_of_it
        )
        notice = Document.objects.get(about_id=topic.pk, kind="consultations.outcome")
        assert [each["what"] for each in notice.data["items"]] == [one.what]
        assert "装好北门的充电桩" in notice.data["came_of_it"]
        assert printing.pdf(notice).startswith(b"%PDF")
        assert jobs.settle_topics() == 0
        actions.finish(now_of(one), outcome="装好了", actor=cast.actors.clerk)
        assert (jobs.settle_topics(), now_of(topic).state) == (1, "done")


def test_a_decided_topic_without_items_waits_for_whoever_keeps_it(cast):
    topic = decided(cast)
    assert topic.pk in {row.pk for row in waiting(cast.actors.clerk).rows}
    item(cast, topic)
    assert topic.pk not in {row.pk for row in waiting(cast.actors.clerk).rows}


def test_what_is_raised_twice_under_one_key_is_one_topic(cast):
    key = uuid7()
    assert raised(cast, key=key) == raised(cast, key=key)


def test_the_unit_hears_that_it_is_agreed_that_it_does_something(cast):
    row = item(cast)
    heard = Message.objects.filter(about_id=row.pk)
    assert {message.event for message in heard} == {"consultations.staff.item_agree_on"}
    assert row.what in heard.first().title


def test_what_is_put_beside_a_topic_a_meeting_and_a_roll_is_on_record(cast):
    clerk, topic = cast.actors.clerk, taken_up(cast)
    option = actions.offer_option(topic, words="建在东门", cost=9000, actor=clerk)
    actions.drop_option(option, actor=clerk)
    meeting = planned(cast)
    guest = actions.list_guest(meeting, Guest(name="甲"), actor=clerk)
    actions.strike_guest(guest, actor=clerk)
    trails = [[entry.verb for entry in timeline.trail(row)] for row in (topic, meeting)]
    assert trails == [
        ["raise_topic", "take_up", "offer_option", "drop_option"],
        ["plan", "list_guest", "strike_guest"],
    ]
    assert list(timeline.compare()) == []
