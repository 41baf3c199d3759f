"""Every move of an activity in every state by everybody, against a table written by hand."""

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
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.actions import Helper
from jinlin.services.volunteers.lifecycle import ACTIVITY_LIFECYCLE, ActivityState
from jinlin.services.volunteers.permissions import ACTIVITY_RULES
from jinlin.services.volunteers.tests.cast import at, cast_of_volunteers, now_of, planned

KEEPERS = {"leader", "second", "lead", "house"}
A = ActivityState
TABLE = {  # open in, becomes, who may
    "confirm_sheet": ({A.PLANNED, A.RECORDED}, A.RECORDED, KEEPERS),
    "cancel": ({A.PLANNED}, A.CANCELLED, KEEPERS),
}


def recorded(cast):
    row = planned(cast)
    with at(12):
        actions.confirm_sheet(row, [Helper(cast.one)], actor=cast.actors.leader)
    return now_of(row)


def cancelled(cast):
    with at(7):
        return actions.cancel(planned(cast), reason="下雨", actor=cast.actors.leader)


STAGES = {A.PLANNED: planned, A.RECORDED: recorded, A.CANCELLED: cancelled}


def test_the_table_has_exactly_these_moves_and_states():
    assert shape(ACTIVITY_LIFECYCLE) == shape_by_hand(TABLE)
    assert set(STAGES) == set(A)


@pytest.mark.parametrize("in_charge", [None, "two"], ids=str)
@pytest.mark.parametrize("state", A)
def test_an_activity_moves_for_whoever_may_and_for_nobody_else(db, state, in_charge):
    """Whoever is in charge confirms who served, also without a role; calling off is not theirs."""
    cast = cast_of_volunteers()
    row = STAGES[state](cast)
    row.in_charge = getattr(cast.users, in_charge) if in_charge else None
    row.save(update_fields=["in_charge"])
    verbs = {
        "confirm_sheet": lambda each, actor: actions.confirm_sheet(
            each, [Helper(cast.three)], actor=actor
        ),
        "cancel": lambda each, actor: actions.cancel(each, reason="下雨", actor=actor),
    }
    callers = {**vars(cast.actors), "anonymous": ANONYMOUS, "house": SYSTEM}
    sources, to, who = TABLE["confirm_sheet"]
    table = {**TABLE, "confirm_sheet": (sources, to, who | ({in_charge} if in_charge else set()))}
    with at(12):
        assert may_make(ACTIVITY_RULES, row, callers) == expected_buttons(table, state, callers)
        assert ends(row, verbs, callers) == expected_ends(table, state, verbs, callers)
