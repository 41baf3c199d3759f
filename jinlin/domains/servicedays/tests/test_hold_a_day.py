"""Does a day come back, gather people, and end with hours and counts that hold?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions, jobs
from jinlin.domains.servicedays.actions import Duty, Offer
from jinlin.domains.servicedays.calendars import feed
from jinlin.domains.servicedays.deadlines import Rhythm, Rule, days_of
from jinlin.domains.servicedays.measures import MEASURES
from jinlin.domains.servicedays.models import Series, Session, Tally
from jinlin.domains.servicedays.queries.board import lacking, rows_of, series_of, settled
from jinlin.domains.servicedays.queries.reasons import why_not
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    MONDAY,
    asked,
    at,
    came,
    held,
    now_of,
    opened,
    planned,
    shift,
    sight,
    terms,
)
from jinlin.services.seats.models import Means, Presence, Seat
from jinlin.services.volunteers.actions import Line, enter
from jinlin.services.volunteers.models import ServiceRecord

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_cast")]
COUNTY = "350526"


@pytest.mark.parametrize(
    ("rhythm", "days"),
    [
        (Rhythm(Rule.MONTH_DAY, day=18), ["2025-09-18", "2025-10-18", "2025-11-18"]),
        (Rhythm(Rule.MONTH_DAY, day=31), ["2025-09-30", "2025-10-31", "2025-11-30"]),
        (Rhythm(Rule.WEEKDAY, nth=2, weekday=5), ["2025-09-13", "2025-10-11", "2025-11-08"]),
        (Rhythm(Rule.WEEKDAY, nth=5, weekday=5), ["2025-11-29"]),
        (Rhythm(Rule.FESTIVAL, day=15, lunar_month=8, before=1), ["2025-10-05"]),
        (Rhythm(Rule.FESTIVAL, day=15, lunar_month=8, before=0), ["2025-10-06"]),
    ],
)
def test_a_series_meets_on_its_days(rhythm, days):
    found = days_of(rhythm, date(2025, 9, 1), date(2025, 11, 30))
    assert [day.isoformat() for day in found] == days


@pytest.mark.parametrize(
    ("rhythm", "first", "days"),
    [
        # 除夕 by its number: the twelfth month has 30 days in 2024 (begun 2024) and 29 in 2025
        (Rhythm(Rule.FESTIVAL, 30, lunar_month=12, before=0), "2025-01-01", ["2025-01-28"]),
        (Rhythm(Rule.FESTIVAL, 30, lunar_month=12, before=0), "2026-01-01", ["2026-02-16"]),
        # the day before New Year, counted from the New Year
        (Rhythm(Rule.FESTIVAL, 1, lunar_month=1, before=1), "2026-01-01", ["2026-02-16"]),
        # long before a New Year that is in the next year
        (Rhythm(Rule.FESTIVAL, 1, lunar_month=1, before=40), "2022-12-01", ["2022-12-13"]),
        (Rhythm(Rule.MONTH_DAY, 31), "2024-02-01", ["2024-02-29", "2024-03-31"]),
        (Rhythm(Rule.MONTH_DAY, 30), "2025-02-01", ["2025-02-28", "2025-03-30"]),
        (Rhythm(Rule.WEEKDAY, nth=5, weekday=5), "2024-12-01", []),
    ],
)
def test_a_month_without_the_day_meets_on_its_last_one(rhythm, first, days):
    begun = date.fromisoformat(first)
    found = days_of(rhythm, begun, begun + timedelta(days=60) - timedelta(days=begun.day))
    assert [str(day) for day in found if day.year == begun.year] == days


def test_days_are_laid_out_once_and_two_months_ahead(cast):
    with at(9, day=MONDAY):
        assert (jobs.lay_out(), jobs.lay_out()) == (2, 0)
    assert [(s.on, s.number) for s in Session.objects.order_by("on")] == [
        (FRIDAY, 1),
        (date(2025, 5, 18), 2),
    ]


def test_the_board_says_what_the_next_day_lacks(cast):
    with at(9, day=MONDAY):
        row = rows_of(list(series_of(cast.actors.lead)))[0]
        assert not row.settled["time"]
        planned(cast)
        assert rows_of(list(series_of(cast.actors.lead)))[0].is_complete
        actions.change_series(cast.series, terms(cast, incentive=""), actor=cast.actors.organiser)
        row = rows_of(list(series_of(cast.actors.lead)))[0]
    assert [name for name, is_settled in row.settled.items() if not is_settled] == ["incentive"]


@pytest.mark.parametrize("has_duty", [False, True])
@pytest.mark.parametrize(
    "terms_of_it",
    [{}, {"duty": ""}, {"venue": ""}, {"carrier": ""}, {"incentive": ""}, {"team_id": None}],
)
def test_what_lacks_something_is_found_as_each_row_says_it(cast, has_duty, terms_of_it):
    with at(9, day=MONDAY):
        session = planned(cast)
        Series.objects.filter(pk=cast.series.pk).update(**terms_of_it)
        if not has_duty:
            session.shifts.all().delete()
        everyone = series_of(cast.actors.lead)
        rows = rows_of(list(everyone))
        assert settled(everyone) == (sum(row.is_complete for row in rows), len(rows))
        assert list(lacking(everyone)) == [row.series for row in rows if not row.is_complete]


def test_a_day_ends_with_the_hours_of_everybody_who_was_there(cast):
    came(cast, cast.one, means=Means.LIST)
    came(cast, cast.two, 9, 30)
    came(cast, cast.two, 10, 30, is_leaving=True)
    with at(11, 30):
        session = actions.hold(now_of(opened(cast)), actor=cast.actors.organiser)
    assert (session.state, session.held_on) == ("held", FRIDAY)
    found = ServiceRecord.objects.order_by("begins_at").values_list("minutes", "trust", "state")
    assert list(found) == [(150, "confirmed", "recorded"), (60, "confirmed", "recorded")]
    assert now_of(session.activity).state == "recorded"
    assert list(timeline.verify()) == []


def test_own_scan_in_and_out_is_seen_by_two(cast):
    session = opened(cast)
    for hour, leaving in ((9, False), (11, True)):
        with at(hour):
            seen = sight(Means.CODE, is_leaving=leaving)
            actions.arrive(session, cast.one.person, seen, actor=cast.actors.resident)
    with at(11, 30):
        actions.hold(session, actor=cast.actors.organiser)
    assert ServiceRecord.objects.get().trust == "witnessed"


def test_whoever_is_on_another_sheet_is_left_out_and_the_trail_says_so(cast):
    first = held(cast)
    assert ServiceRecord.objects.count() == 1
    entry = timeline.trail(first)[-1]
    assert (entry.data["helpers"], entry.data["left_out"]) == (1, 0)


def test_nobody_notes_others_with_the_own_scan(cast):
    session = opened(cast)
    with at(9), pytest.raises(NotAllowed):
        actions.arrive(session, cast.one.person, sight(Means.CODE), actor=cast.actors.neighbour)
    with at(9), pytest.raises(NotAllowed):
        actions.arrive(session, cast.one.person, sight(), actor=cast.actors.resident)


def test_every_refused_seat_names_its_reason(cast):
    row = shift(cast, 1, youngest=18, qualification="理发师证", is_risky=True)
    with at(9, day=MONDAY):
        assert why_not(row, None).value == "not_known"
        cast.one.person.birth_year = 2012
        assert why_not(row, cast.one).value == "too_young"
        cast.one.person.birth_year = 1990
        assert why_not(row, cast.one).value == "qualification"
        line = Line("qualification", "理发师证", MONDAY)
        enter(cast.one, line, actor=cast.actors.organiser)
        assert why_not(row, cast.one).value == "insurance"
        enter(cast.one, Line("insurance", "志愿者意外险", MONDAY), actor=cast.actors.organiser)
        assert why_not(row, cast.one) is None
        actions.sign_up(row, cast.one, actor=cast.actors.resident)
        other = actions.add_shift(planned(cast), Duty("义修", 2), actor=cast.actors.organiser)
        assert why_not(other, cast.one).value == "overlap"
        with pytest.raises(NotNow) as refused:
            actions.sign_up(other, cast.one, actor=cast.actors.resident)
    assert refused.value.detail == {"reason": "overlap"}
    with at(12):
        assert why_not(other, cast.two).value == "ended"


def test_a_cancelled_day_tells_everybody_and_frees_them(cast):
    row = shift(cast)
    with at(9, day=MONDAY):
        actions.sign_up(row, cast.one, actor=cast.actors.resident)
        session = actions.cancel(now_of(planned(cast)), reason="台风", actor=cast.actors.organiser)
        assert why_not(now_of(row), cast.two).value == "closed"
    assert (session.state, now_of(session.activity).state) == ("cancelled", "cancelled")
    assert Seat.objects.get().state == "closed"
    assert "CANCELLED" in feed(cast.places.neighbourhood).decode() or session.on != clock.today()


def test_a_moved_day_moves_its_shifts_its_hours_and_its_calendar_entry(cast):
    row, session = shift(cast), planned(cast)
    before = session.activity.due_at
    with at(9, day=MONDAY):
        session = actions.reschedule(
            now_of(session),
            starts_at=clock.at(FRIDAY + timedelta(days=1), 9),
            ends_at=clock.at(FRIDAY + timedelta(days=1), 11),
            reason="下雨",
            actor=cast.actors.organiser,
        )
        assert b"SEQUENCE:1" in feed(cast.places.neighbourhood)
    assert now_of(row).starts_at == session.starts_at == now_of(session.unit).starts_at
    assert now_of(session.activity).due_at >= before


def test_a_day_moved_to_fewer_hours_keeps_its_late_shift_as_its_end(cast):
    late = shift(cast, starts_at=clock.at(FRIDAY, 10, 30), ends_at=clock.at(FRIDAY, 11, 30))
    whole = shift(cast)
    with at(12, day=MONDAY):
        actions.reschedule(
            now_of(late.session),
            starts_at=clock.at(FRIDAY, 14),
            ends_at=clock.at(FRIDAY, 15),
            reason="下雨",
            actor=cast.actors.organiser,
        )
    spans = [(each.starts_at, each.ends_at) for each in map(now_of, (late, whole))]
    assert spans == [(clock.at(FRIDAY, 14), clock.at(FRIDAY, 15))] * 2


def test_counts_are_people_and_the_same_key_is_one_count(cast):
    session, key = opened(cast), uuid4()
    with at(10):
        for _time in range(2):
            actions.tally(session, "haircut", 12, key=key, actor=cast.actors.organiser)
        with pytest.raises(NotNow):
            actions.tally(session, "haircut", 13, key=key, actor=cast.actors.organiser)
        with pytest.raises(Unusable):
            actions.tally(session, "haircut", 0, actor=cast.actors.organiser)
        actions.tally(session, "law", 5, actor=cast.actors.organiser)
    assert Tally.objects.count() == 2
    with at(11, 30):
        actions.hold(session, actor=cast.actors.organiser)
    window = Window(COUNTY, FRIDAY)
    found = {each.key: answer(each, window).value for each in MEASURES}
    assert found["servicedays.sessions"] == 1
    assert found["servicedays.beneficiaries"] == 17


def test_two_doors_count_a_visitor_once(cast):
    session = opened(cast)
    with at(9):
        found = [
            actions.visit(
                session, sight(Means.WALK_IN, ticket=ticket), actor=cast.actors.organiser
            ).outcome
            for ticket in ("A1", "A2", "A1")
        ]
    assert found == ["counted", "counted", "repeated"]
    assert Presence.objects.count() == 2


def test_a_stall_needs_something_until_it_is_met(cast):
    session = planned(cast)
    with at(9, day=MONDAY):
        offer = Offer("craftsman", "老师傅修伞", "修伞", need="一张桌子")
        stall = actions.add_stall(session, offer, actor=cast.actors.organiser)
        assert actions.meet_need(stall, actor=cast.actors.organiser).is_met
        with pytest.raises(NotAllowed):
            actions.add_stall(session, offer, actor=cast.actors.resident)


def test_a_small_help_is_shown_in_released_words_taken_given_back_and_given(cast):
    row = asked(cast)
    with at(10, day=MONDAY):
        row = actions.release(row, text="换一支灯管", actor=cast.actors.organiser)
        with pytest.raises(NotAllowed):
            actions.take(row, actor=cast.actors.resident)
        row = actions.take(row, actor=cast.actors.neighbour)
        row = actions.give_back(row, reason="临时有事", actor=cast.actors.neighbour)
        assert (row.state, row.volunteer) == ("offered", None)
        row = actions.take(row, actor=cast.actors.neighbour)
        row = actions.finish(row, actor=cast.actors.resident)
    assert (row.state, row.done_on) == ("done", MONDAY)


def test_a_day_that_nobody_began_is_on_record_as_not_held(cast):
    session = planned(cast)
    with at(12, day=FRIDAY + timedelta(days=4)):
        assert (jobs.lapse_unopened(), jobs.lapse_unopened()) == (1, 0)
    assert now_of(session).state == "cancelled"


MAY = {
    "open_": {"organiser", "clerk", "lead", "second_clerk"},
    "hold": set(),
    "reschedule": {"organiser", "lead"},
    "cancel": {"organiser", "lead"},
}


@pytest.mark.parametrize("verb", MAY)
def test_who_may_move_a_planned_day(cast, verb):
    session = planned(cast)
    from jinlin.domains.servicedays.permissions import RULES

    with at(8, 30):
        found = {
            name
            for name, actor in vars(cast.actors).items()
            if verb in {move.name for move in RULES.open_to(actor, session)}
        }
    assert found == MAY[verb]
