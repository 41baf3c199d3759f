"""Every move of an order and of a reversal in every state by everybody, against tables written by
hand from the README.
"""

from datetime import timedelta

import pytest

from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.core.tests.tables import (
    ends,
    expected_buttons,
    expected_ends,
    shape,
    shape_by_hand,
)
from jinlin.core.tests.walking import may_make
from jinlin.services.points import actions
from jinlin.services.points.actions import Wanted
from jinlin.services.points.lifecycle import (
    LIFECYCLE,
    REVERSAL_LIFECYCLE,
    OrderState,
    ReversalState,
)
from jinlin.services.points.permissions import ORDER_RULES, REVERSAL_RULES
from jinlin.services.points.tests.cast import DAY, at, cast_of_points, fresh, served

LEADS = {"lead", "county_lead", "second_lead"}
AT_THE_COUNTER = {"keeper", "house"} | LEADS
EVERYBODY = {
    *("clerk", "second_clerk", "lead", "handler", "supervisor", "town_outsider"),
    *("county_outsider", "system_admin", "security_admin", "audit_admin", "keeper"),
    *("county_lead", "second_lead", "far_keeper", "resident", "neighbour", "anonymous", "house"),
}
ORDERS = {  # open in, becomes, who may
    "hand_out": ({OrderState.RESERVED}, OrderState.HANDED_OUT, AT_THE_COUNTER),
    "cancel": ({OrderState.RESERVED}, OrderState.CANCELLED, AT_THE_COUNTER | {"resident"}),
    "lapse": ({OrderState.RESERVED}, OrderState.LAPSED, {"house"}),
}
REVERSALS = {  # the keeper proposed it; the house decides on nothing
    "approve": ({ReversalState.PROPOSED}, ReversalState.APPROVED, LEADS),
    "refuse": ({ReversalState.PROPOSED}, ReversalState.REFUSED, LEADS),
}
MUCH_LATER = DAY + timedelta(days=90)


def reserved(cast):
    with at(9):
        served(cast, cast.one, 600)
        return actions.order(fresh(cast.one), Wanted(cast.item), actor=cast.actors.resident)


def handed_out(cast):
    order = reserved(cast)
    with at(10):
        return actions.hand_out(order, actor=cast.actors.keeper)


def cancelled(cast):
    order = reserved(cast)
    with at(10):
        return actions.cancel(order, reason="不要了", actor=cast.actors.resident)


def lapsed(cast):
    order = reserved(cast)
    with at(10, day=MUCH_LATER):
        return actions.lapse(order)


def proposed(cast):
    with at(9):
        return actions.propose(served(cast, cast.one), reason="重复记录", actor=cast.actors.keeper)


def approved(cast):
    reversal = proposed(cast)
    with at(10):
        return actions.approve(reversal, actor=cast.actors.lead)


def refused(cast):
    reversal = proposed(cast)
    with at(10):
        return actions.refuse(reversal, reason="没有错", actor=cast.actors.lead)


STAGES = {
    OrderState.RESERVED: reserved,
    OrderState.HANDED_OUT: handed_out,
    OrderState.CANCELLED: cancelled,
    OrderState.LAPSED: lapsed,
}
REVERSAL_STAGES = {
    ReversalState.PROPOSED: proposed,
    ReversalState.APPROVED: approved,
    ReversalState.REFUSED: refused,
}
VERBS = {
    "hand_out": lambda row, actor: actions.hand_out(row, actor=actor),
    "cancel": lambda row, actor: actions.cancel(row, reason="不要了", actor=actor),
}
REVERSAL_VERBS = {
    "approve": lambda row, actor: actions.approve(row, actor=actor),
    "refuse": lambda row, actor: actions.refuse(row, reason="没有错", actor=actor),
}


def everybody(cast):
    named = {**vars(cast.actors), "anonymous": ANONYMOUS, "house": SYSTEM}
    assert set(named) == EVERYBODY
    return named


def test_the_tables_have_exactly_these_moves_and_states():
    assert shape(LIFECYCLE) == shape_by_hand(ORDERS)
    assert shape(REVERSAL_LIFECYCLE) == shape_by_hand(REVERSALS)
    assert (set(STAGES), set(REVERSAL_STAGES)) == (set(OrderState), set(ReversalState))


@pytest.mark.parametrize("state", OrderState)
def test_an_order_moves_for_whoever_may_and_for_nobody_else(db, state):
    cast = cast_of_points()
    row, callers = STAGES[state](cast), everybody(cast)
    with at(11):
        assert may_make(ORDER_RULES, row, callers) == expected_buttons(ORDERS, state, callers)
        assert ends(row, VERBS, callers) == expected_ends(ORDERS, state, VERBS, callers)


@pytest.mark.parametrize("state", ReversalState)
def test_a_reversal_moves_for_whoever_may_and_for_nobody_else(db, state):
    cast = cast_of_points()
    row, callers = REVERSAL_STAGES[state](cast), everybody(cast)
    with at(11):
        assert may_make(REVERSAL_RULES, row, callers) == expected_buttons(REVERSALS, state, callers)
        assert ends(row, REVERSAL_VERBS, callers) == expected_ends(
            REVERSALS, state, REVERSAL_VERBS, callers
        )


def test_whoever_proposed_it_or_gains_by_it_is_no_second_person(cast):
    with at(9):
        own = actions.propose(served(cast, cast.one), reason="错", actor=cast.actors.lead)
        person = cast.one.person
        person.user = cast.users.second_lead
        person.save()
        table = {
            move: (sources, to, {"county_lead"}) for move, (sources, to, _) in REVERSALS.items()
        }
        callers = everybody(cast)
        assert ends(own, REVERSAL_VERBS, callers) == expected_ends(
            table, ReversalState.PROPOSED, REVERSAL_VERBS, callers
        )


def test_after_its_days_an_order_only_lapses(cast):
    order, callers = reserved(cast), everybody(cast)
    with at(10, day=MUCH_LATER):
        found = ends(order, {"lapse": lambda row, _house: actions.lapse(row)}, {"house": SYSTEM})
        assert found == {("lapse", "house"): OrderState.LAPSED}
        late = ends(order, {"hand_out": VERBS["hand_out"]}, callers)
    assert late == {("hand_out", name): 409 if name in AT_THE_COUNTER else 403 for name in callers}
    with at(11):
        early = ends(order, {"lapse": lambda row, _house: actions.lapse(row)}, {"house": SYSTEM})
    assert early == {("lapse", "house"): 409}
