"""What came of the last session, what stands in the minutes, and what waits for whom?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.domains.receptions import actions, jobs
from jinlin.domains.receptions.actions.minutes import MINUTES, minutes_of
from jinlin.domains.receptions.models import Part, Session, Sitting
from jinlin.domains.receptions.queries import ahead, called_off, next_for, what_came_of_last
from jinlin.domains.receptions.queries.lists import own, waiting, waiting_talks
from jinlin.domains.receptions.tests.cast import (
    ANSWER,
    FRIDAY,
    MONDAY,
    SAID,
    answered,
    at,
    booked,
    called,
    disputed,
    held,
    now_of,
    opened,
    passed_on,
    person,
    planned,
    settled,
    slot,
    walked_in,
)
from jinlin.services.documents.models import Document
from jinlin.shell.one_list import first_of, with_tally

NEXT = FRIDAY + timedelta(weeks=1)


def talked(cast, minute, outcome, **told):
    booking = walked_in(cast, minute)
    with at(FRIDAY, 15, minute):
        return actions.record(booking, text=SAID, outcome=outcome, actor=cast.actors.clerk, **told)


@pytest.fixture
def two_weeks(cast):
    """A session with one appeal that is settled, one answer, one that belongs elsewhere and one
    withdrawn; the next one a week later.
    """
    planned(cast, until=NEXT)
    settled(cast)
    talked(cast, 20, "answered", answer=ANSWER)
    talked(cast, 25, "outside", answer="请到人民法院")
    gone = talked(cast, 26, "answered", answer=ANSWER)
    with at(FRIDAY, 16):
        actions.withdraw(gone, reason="不用了", actor=SYSTEM)
    held(cast)
    return Session.objects.get(on=NEXT)


def test_the_next_session_opens_with_what_came_of_the_last(cast, two_weeks):
    with at(NEXT, 15):
        last = what_came_of_last(two_weeks)
        assert (last.session.on, last.all, last.solved, last.in_hand, last.late) == (
            FRIDAY,
            3,
            1,
            1,
            0,
        )
        assert [(each.conversation.number, each.group) for each in last.came] == [
            (1, "solved"),
            (2, "in_hand"),
            (3, "over"),
        ]
    with at(NEXT + timedelta(days=2), 15):
        assert what_came_of_last(two_weeks).late == 1


def test_the_first_session_opens_with_nothing(cast):
    assert what_came_of_last(planned(cast)) is None


def test_what_everybody_may_read_of_the_last_one_holds_no_text_and_no_person(cast, two_weeks):
    with CaptureQueriesContext(connection) as asked:
        last = what_came_of_last(two_weeks)
        shown = [(each.topic, str(each.word), each.group) for each in last.came]
    assert (len(asked), len(shown)) == (2, 3)
    assert [
        word
        for query in asked
        for word in ('"said"', '"answer"', '"comment"', '"person_id"')
        if word in query["sql"]
    ] == []


def test_the_minutes_are_numbered_and_hold_what_the_records_hold(cast, two_weeks):
    session = now_of(Session.objects.get(on=FRIDAY))
    (document,) = Document.objects.filter(kind=MINUTES)
    assert (document.number, document.about_id) == ("德化接待〔2025〕0001号", session.pk)
    data = document.data
    assert (data["place"], data["heard"], data["answered"], data["outside"], data["appeals"]) == (
        "凤池新村",
        3,
        1,
        1,
        1,
    )
    assert [
        (each["number"], each["who"][:1], each["appeal"]) for each in data["conversations"]
    ] == [
        ("1", "王", "250418-ABCDE"),
        ("2", "没", ""),
        ("3", "没", ""),
    ]
    assert "王小梅" not in str(data)
    assert "13800000001" not in str(data)
    assert [each["part"] for each in data["sitters"]] == [
        str(Part(value).label) for value in Part.values
    ]


def test_the_minutes_say_who_sat_instead_of_whom(cast):
    session = opened(cast)
    seat = Sitting.objects.get(session=session, part=Part.PROPERTY)
    chair = actions.Chair(Part.PROPERTY, cast.units.property, title="客服主管")
    with at(FRIDAY, 15):
        session = actions.substitute(
            session, sitting=seat.pk, chair=chair, reason="出差", actor=cast.actors.clerk
        )
        come = Sitting.objects.get(substitute_for=seat)
        session = actions.note_presence(session, present=[come.pk], actor=cast.actors.clerk)
    came = {
        each["who"]: each["came"]
        for each in minutes_of(session)["sitters"]
        if each["part"] == str(Part.PROPERTY.label)
    }
    assert list(came) == ["凤池新村物业服务中心", "凤池新村物业服务中心 客服主管"]
    assert "凤池新村物业服务中心" in came["凤池新村物业服务中心 客服主管"]


def test_the_second_minutes_open_with_the_first(cast, two_weeks):
    with at(NEXT, 15):
        session = actions.open_(two_weeks, actor=cast.actors.clerk)
        session = actions.close(session, actor=cast.actors.clerk, note="下周查看充电桩")
    document = Document.objects.get(kind=MINUTES, about_id=session.pk)
    assert document.number == "德化接待〔2025〕0002号"
    assert (
        document.data["last"]["all"],
        document.data["last"]["solved"],
        document.data["note"],
    ) == (3, 1, "下周查看充电桩")


def test_a_session_waits_for_its_host_from_its_day_on(cast):
    session = planned(cast)
    with at(MONDAY):
        assert first_of([waiting(cast.actors.clerk)], size=5) == []
    with at(FRIDAY, 8):
        (line,) = first_of([waiting(cast.actors.clerk)], size=5)
        assert (line.row.session, line.row.move.name) == (session, "open_")
        assert [
            first_of([waiting(getattr(cast.actors, name))], size=5)
            for name in ("sitter", "supervisor", "town_outsider")
        ] == [
            [],
            [],
            [],
        ]
    with at(FRIDAY, 20):
        assert with_tally([waiting(cast.actors.clerk)])[1].late == 1


def test_what_is_not_solved_waits_to_become_an_appeal(cast):
    conversation = disputed(cast)
    with at(FRIDAY, 16):
        (line,) = first_of([waiting_talks(cast.actors.clerk)], size=5)
        assert (line.row.conversation, line.row.who) == (conversation, "王**")
    with at(FRIDAY + timedelta(days=2)):
        assert with_tally([waiting_talks(cast.actors.clerk)])[1].late == 1


def test_a_residents_own_list_leads_with_what_waits_for_them(cast):
    answered(cast)
    (line,) = first_of([own(cast.actors.resident)], size=5)
    assert (line.row.rank, line.row.waits_for_resident) == (0, True)
    assert [first_of([own(actor)], size=5) for actor in (cast.actors.neighbour, ANONYMOUS)] == [
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("stage", "rank"), [(booked, 2), (answered, 0), (passed_on, 2), (settled, 3)]
)
def test_the_rank_of_a_line_is_what_the_resident_came_for(cast, stage, rank):
    stage(cast)
    with at(FRIDAY, 16):
        (line,) = first_of([own(cast.actors.resident)], size=5)
        assert line.row.rank == rank
        assert line.row.sentence != ""


def test_the_next_session_is_the_one_going_on_or_the_next_one_ahead(cast):
    session, place = planned(cast, until=NEXT), cast.places.neighbourhood
    with at(MONDAY):
        assert next_for(place) == session
    with at(FRIDAY, 16):
        assert next_for(place) == session
    with at(FRIDAY, 18):
        assert next_for(place).on == NEXT
    assert next_for(cast.places.far_neighbourhood) is None


def test_free_times_are_those_that_nobody_has(cast):
    booking, place = booked(cast, number=1), cast.places.neighbourhood
    with at(MONDAY):
        assert ahead(place)[0].free == [slot(number) for number in (0, 2, 3, 4, 5)]
        actions.cancel_booking(booking, actor=cast.actors.resident)
        assert len(ahead(place)[0].free) == 6
        actions.cancel(now_of(booking.session), reason="台风", actor=cast.actors.lead)
        assert (ahead(place), [each.reason for each in called_off(place)]) == ([], ["台风"])


def test_the_lists_cost_the_same_for_one_row_and_for_three(cast, django_assert_num_queries):
    lists = [
        # where they stand, and the rows themselves
        (waiting, cast.actors.clerk, 2),
        (waiting_talks, cast.actors.clerk, 2),
        (own, cast.actors.resident, 2),
    ]
    for count in (1, 3):
        planned(cast, until=FRIDAY + timedelta(weeks=count))
        with at(FRIDAY, 15):
            _three_ways(cast, count)
        with at(FRIDAY + timedelta(weeks=4)):
            for source, actor, statements in lists:
                with django_assert_num_queries(statements):
                    assert (
                        len([str(line.row.word) for line in first_of([source(actor)], size=9)])
                        >= count
                    )
        with at(FRIDAY, 16), django_assert_num_queries(3):
            assert (
                len(ahead(cast.places.neighbourhood)) == {1: 2, 3: 3}[count]
            )  # 2 May is a public holiday


def _three_ways(cast, count):
    """So many bookings of the resident, each said and not solved."""
    session = now_of(opened(cast))
    for _each in range(count):
        booking = actions.walk_in(
            session, topic="parking", person=person(cast), actor=cast.actors.clerk
        )
        talk = actions.record(
            booking, text=SAID, outcome="answered", answer=ANSWER, actor=cast.actors.clerk
        )
        actions.dispute(talk, how="paper", actor=cast.actors.lead)


def test_the_house_notes_silence_after_the_days_that_the_county_gives(cast):
    conversation = answered(cast)
    with at(FRIDAY + timedelta(days=7), 23, 59):
        assert jobs.lapse_silent() == 0
    with at(FRIDAY + timedelta(days=8), 0, 1):
        assert [jobs.lapse_silent(), jobs.lapse_silent()] == [1, 0]
    silent = now_of(conversation)
    assert (silent.state, silent.is_silent, silent.is_solved, silent.settled_on) == (
        "lapsed",
        True,
        None,
        None,
    )


def test_the_minutes_hide_who_came_also_in_the_words(cast):
    booking = called(cast)
    name = booking.person.name
    with at(FRIDAY, 15, 10):
        talk = actions.begin(
            booking, text=f"我是{name}，打13812345678找我，路灯坏了。", actor=cast.actors.clerk
        )
    with at(FRIDAY, 15, 20):
        actions.answer(talk, answer=f"已请{name}明天再看。", actor=cast.actors.clerk)
    [row] = minutes_of(talk.session)["conversations"]
    told = row["said"] + row["answer"]
    assert [secret for secret in (name, "13812345678") if secret in told] == []
    assert "路灯坏了" in told
