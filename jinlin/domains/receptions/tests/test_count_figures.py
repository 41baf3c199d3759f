"""Do the figures of reception days say what happened, on any day that is asked about?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.answers import answer, rows
from jinlin.core.figures.measures import Window
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.measures import MEASURES
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.tests.cast import (
    COUNTY,
    FRIDAY,
    answered,
    at,
    begun,
    booked,
    confirmed,
    disputed,
    held,
    lapsed,
    now_of,
    opened,
    passed_on,
    planned,
    referred,
    settled,
    walked_in,
    withdrawn,
)

BY_KEY = {measure.key: measure for measure in MEASURES}


def figure(key, days, *, since=None, place=COUNTY):
    """Numerator and denominator so many days after the session's Friday."""
    found = answer(BY_KEY[f"receptions.{key}"], Window(place, FRIDAY + timedelta(days=days), since))
    return found.numerator, found.denominator


def rate(days):
    return figure("closure_rate", days)


def test_the_published_keys_are_the_four_that_were_printed():
    assert [measure.published for measure in MEASURES] == [
        "receptions.sessions",
        "receptions.conversations",
        "receptions.solved",
        "receptions.closure_rate",
        "",
    ]


def test_a_session_counts_on_its_day_once_its_minutes_are_issued(cast):
    planned(cast)
    assert figure("sessions", 0) == (0, 0)
    held(cast)
    assert [figure("sessions", days)[0] for days in (-1, 0, 30)] == [0, 1, 1]
    assert figure("sessions", 30, since=FRIDAY + timedelta(days=1)) == (0, 0)
    assert figure("sessions", 0, place="350526101") == (0, 0)


def test_answered_on_the_spot_is_due_that_day_and_solved_when_the_resident_says_so(cast):
    conversation = answered(cast)
    assert rate(0) == (0, 1)
    with at(FRIDAY + timedelta(days=2)):
        actions.confirm(conversation, how="portal", actor=cast.actors.resident)
    assert [rate(days) for days in (-1, 0, 1, 2, 90)] == [(0, 0), (0, 1), (0, 1), (1, 1), (1, 1)]
    assert [figure("solved", days)[0] for days in (1, 2)] == [0, 1]


def test_an_appeal_counts_from_its_promised_day_or_earlier_when_it_is_settled(cast):
    settled(cast)  # on Wednesday, promised for the next Friday
    assert [rate(days) for days in (0, 4, 5, 7)] == [(0, 0), (0, 0), (1, 1), (1, 1)]


def test_an_appeal_past_its_day_counts_as_not_solved(cast):
    passed_on(cast)
    assert [rate(days) for days in (6, 7, 30)] == [(0, 0), (0, 1), (0, 1)]


def test_a_later_promise_does_not_change_the_days_before_it(cast):
    conversation = passed_on(cast)
    with at(FRIDAY + timedelta(days=8)):
        actions.promise_anew(conversation, due_on=FRIDAY + timedelta(days=20), actor=SYSTEM)
    assert [rate(days) for days in (6, 7, 8, 19, 20)] == [(0, 0), (0, 1), (0, 0), (0, 0), (0, 1)]


def test_what_is_opened_again_counts_as_settled_until_then(cast):
    conversation = settled(cast)
    with at(FRIDAY + timedelta(days=10)):
        conversation = actions.reopen(
            conversation, due_on=FRIDAY + timedelta(days=17), actor=SYSTEM
        )
    with at(FRIDAY + timedelta(days=20)):
        actions.settle(conversation, is_solved=False, actor=SYSTEM)
    assert [rate(days) for days in (5, 9, 10, 16, 17, 20)] == [
        (1, 1),
        (1, 1),
        (0, 0),
        (0, 0),
        (0, 1),
        (0, 1),
    ]


def test_not_solved_counts_against_the_day_until_it_is_an_appeal(cast):
    conversation = disputed(cast)
    with at(FRIDAY + timedelta(days=1)):
        told = {
            "appeal_id": uuid4(),
            "appeal_number": "250419-ABCDE",
            "due_on": FRIDAY + timedelta(days=9),
        }
        actions.pass_on(conversation, actor=cast.actors.clerk, **told)
    assert [rate(days) for days in (0, 1, 8, 9)] == [(0, 1), (0, 0), (0, 0), (0, 1)]


@pytest.mark.parametrize("stage", [referred, withdrawn])
def test_what_belongs_elsewhere_or_was_withdrawn_is_a_conversation_and_not_in_the_rate(cast, stage):
    stage(cast)
    assert (figure("conversations", 30), rate(30), figure("left_out", 30)) == (
        (1, 1),
        (0, 0),
        (1, 1),
    )


def test_withdrawn_later_it_counted_until_then(cast):
    conversation = answered(cast)
    with at(FRIDAY + timedelta(days=3)):
        actions.withdraw(conversation, reason="不用了", actor=cast.actors.resident)
    assert [rate(days) for days in (2, 3)] == [(0, 1), (0, 0)]


def test_silence_is_not_a_solution(cast):
    lapsed(cast)
    assert (rate(30), figure("solved", 30)) == ((0, 1), (0, 0))


def test_the_rate_is_smaller_than_all_conversations_and_says_why(cast):
    booked(cast, "neighbour", 1)
    confirmed(cast)
    begun(cast, "neighbour", 1)
    with at(FRIDAY, 16):
        actions.refer(
            now_of(Conversation.objects.get(state="open")), instead="法院", actor=cast.actors.clerk
        )
    assert (figure("conversations", 0), rate(0)) == ((2, 2), (1, 1))
    assert str(BY_KEY["receptions.closure_rate"].exclusions) != ""


STEPS = st.lists(
    st.tuples(
        st.integers(0, 12),
        st.sampled_from(
            ["confirm", "dispute", "pass_on", "promise", "settle", "fail", "reopen", "withdraw"]
        ),
    ),
    max_size=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS)
def test_no_later_day_changes_an_earlier_figure(cast, steps):
    """Whatever happens in whatever order: what the figures said of a day at its end, they say ever
    after. And met is never more than what counts.
    """
    opened(cast)
    booking = walked_in(cast)
    with at(FRIDAY, 15, 50):
        conversation = actions.begin(booking, text="停车难", actor=cast.actors.clerk)
        conversation = actions.answer(conversation, answer="加画车位", actor=cast.actors.clerk)
    said, day = {}, FRIDAY
    for days, step in [*steps, (1, "confirm")]:
        for passed in range(days):
            said[day + timedelta(days=passed)] = _said(conversation, day + timedelta(days=passed))
        day += timedelta(days=days)
        with at(day, 10):
            conversation = _step(cast, conversation, step, day)
    assert {day: _said(conversation, day) for day in said} == said
    assert all(met <= counted <= {conversation.pk} for counted, met in said.values())


def _said(conversation, day):
    window, own = Window(COUNTY, day), {conversation.pk}
    measure = BY_KEY["receptions.closure_rate"]
    counted, met = (
        set(rows(measure, window, met_only=only).values_list("pk", flat=True)) & own
        for only in (False, True)
    )
    return counted, met


def _step(cast, row, step, day):
    told = {
        "appeal_id": uuid4(),
        "appeal_number": "250418-ABCDE",
        "due_on": day + timedelta(days=5),
    }
    verbs = {
        "confirm": lambda: actions.confirm(row, how="paper", actor=cast.actors.lead),
        "dispute": lambda: actions.dispute(row, how="paper", actor=cast.actors.lead),
        "pass_on": lambda: actions.pass_on(row, actor=cast.actors.clerk, **told),
        "promise": lambda: actions.promise_anew(row, due_on=day + timedelta(days=7), actor=SYSTEM),
        "settle": lambda: actions.settle(row, is_solved=True, actor=SYSTEM),
        "fail": lambda: actions.settle(row, is_solved=False, actor=SYSTEM),
        "reopen": lambda: actions.reopen(row, due_on=day + timedelta(days=3), actor=SYSTEM),
        "withdraw": lambda: actions.withdraw(row, reason="不用了", actor=SYSTEM),
    }
    open_in = {
        "confirm": {"answered"},
        "dispute": {"answered"},
        "pass_on": {"disputed"},
        "promise": {"passed_on"},
        "settle": {"passed_on"},
        "fail": {"passed_on"},
        "reopen": {"settled"},
        "withdraw": {"answered", "disputed", "passed_on"},
    }
    return verbs[step]() if row.state in open_in[step] else row


def test_all_figures_of_a_county_cost_one_statement_each(cast, django_assert_num_queries):
    settled(cast)
    with django_assert_num_queries(5):
        for measure in MEASURES:
            answer(measure, Window(COUNTY, date(2025, 12, 31)))
