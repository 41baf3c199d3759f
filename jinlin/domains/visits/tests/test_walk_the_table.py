"""Every move of a round and of a door, in every state, by everybody, against tables written by
hand.
"""

import pytest
from django.db import transaction

from jinlin.core.errors import NotNow
from jinlin.core.tests.walking import answer_of, buttons
from jinlin.domains.visits import actions
from jinlin.domains.visits.forms.moves import DOOR_FORMS, ROUND_FORMS
from jinlin.domains.visits.lifecycle import DOOR_LIFECYCLE, LIFECYCLE, DoorState, RoundState
from jinlin.domains.visits.models import Door
from jinlin.domains.visits.permissions import DOOR_RULES, MAY_DOOR, MAY_ROUND, ROUND_RULES
from jinlin.domains.visits.tests.cast import (
    all_to,
    carried,
    cast_of_visits,
    form,
    going,
    hand_in,
    now_of,
    planned,
)

ROUND_OPEN = {
    "planned": {"set_out", "drop"},
    "going": {"extend", "close"},
    "closed": set(),
    "dropped": set(),
}
DOOR_OPEN = {
    "untried": {"give", "take_over", "settle"},
    "not_home": {"give", "take_over", "settle"},
    "raised": {"give", "take_over", "try_again", "settle"},
    "visited": set(),
    "refused": {"try_again", "settle"},
    "moved": {"take_back"},
    "settled": {"try_again"},
}
CLERKS, LEADS = {"clerk", "second_clerk"}, {"lead", "community_lead", "county_lead"}
KNOCKING = {"visitor", "second_visitor"}
LEADS_ONLY = {"extend", "close", "try_again", "take_back", "settle"}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The cast, told once and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast_of_visits(doors=1)
        transaction.set_rollback(True)


@pytest.fixture
def told(house, request, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield request.param(house)
        transaction.set_rollback(True)


def in_state(state):
    """A round in this state."""

    def tell(cast):
        lead = cast.actors.community_lead
        if state == "planned":
            return planned(cast)
        if state == "dropped":
            return actions.drop(planned(cast), reason="不办了", actor=lead)
        row = going(cast)
        return row if state == "going" else actions.close(row, report="好", actor=lead)

    tell.__name__ = state
    return tell


def at_door(state):
    """The visitor's door in this state, of a round that goes on."""

    def tell(cast):
        round_ = going(cast)
        all_to(cast, round_)
        taken = carried(cast)
        door = taken.doors[0]
        outcomes = {"not_home": ["not_home"], "raised": ["not_home"] * 3}
        for own, outcome in enumerate(outcomes.get(state, [state]), 1):
            if state not in {"untried", "settled"}:
                hand_in(cast, form(taken, door, outcome=outcome, own=own))
        if state == "settled":
            actions.settle(now_of(door), reason="问过邻居", actor=cast.actors.community_lead)
        return Door.objects.select_related("round").get(pk=door.pk)

    tell.__name__ = state
    return tell


def open_to(rules, row, actors):
    return {name: moves for name, moves in buttons(rules, row, actors).items() if moves}


@pytest.mark.parametrize("told", [in_state(state) for state in RoundState], indirect=True)
def test_whoever_may_finds_the_moves_of_a_round_and_nobody_else_any(house, told):
    moves = ROUND_OPEN[told.state]
    expected = dict.fromkeys(CLERKS, moves - LEADS_ONLY) | dict.fromkeys(LEADS, moves)
    found = {name: own for name, own in expected.items() if own}
    assert open_to(ROUND_RULES, told, vars(house.actors)) == found


@pytest.mark.parametrize("told", [at_door(state) for state in DoorState], indirect=True)
def test_whoever_may_finds_the_moves_of_a_door_and_nobody_else_any(house, told):
    moves = DOOR_OPEN[told.state]
    expected = {
        **dict.fromkeys(CLERKS, moves - LEADS_ONLY),
        **dict.fromkeys(LEADS, moves),
        "visitor": moves & {"take_back"},  # their own form; it is on their list already
        "second_visitor": moves & {"take_over"},
    }
    found = {name: own for name, own in expected.items() if own}
    assert open_to(DOOR_RULES, told, vars(house.actors)) == found


@pytest.mark.parametrize("told", [at_door(state) for state in DoorState], indirect=True)
def test_each_verb_refuses_what_is_not_open_and_whoever_may_not(house, told):
    answers = {}
    for name in DOOR_FORMS:
        for who in ("community_lead", "other_clerk"):
            answers[name, who] = _answer(name, told, house, who)
    assert answers == {
        (name, who): 403 if who == "other_clerk" else 200 if name in DOOR_OPEN[told.state] else 409
        for name in DOOR_FORMS
        for who in ("community_lead", "other_clerk")
    }


def test_nobody_sets_out_while_a_household_has_no_visitor(house, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        round_ = planned(house)
        round_.doors.update(visitor=None)
        with pytest.raises(NotNow):
            actions.set_out(round_, actor=house.actors.clerk)
        transaction.set_rollback(True)


def test_the_tables_name_every_move_and_state():
    assert (set(ROUND_OPEN), set(DOOR_OPEN)) == (set(RoundState), set(DoorState))
    assert set(MAY_ROUND) == set(LIFECYCLE.moves) == set(ROUND_FORMS)
    by_hand = {name for name, move in DOOR_LIFECYCLE.moves.items() if move.by_hand}
    assert set(MAY_DOOR) == set(DOOR_LIFECYCLE.moves)
    assert by_hand == set(DOOR_FORMS)


def _answer(name, door, house, who):
    arguments = (
        {"visitor": house.users.second_visitor} if name == "give" else {"reason": "换个时间"}
    )
    actor = getattr(house.actors, who)
    return answer_of(DOOR_FORMS[name][1], now_of(door), actor=actor, **arguments)
