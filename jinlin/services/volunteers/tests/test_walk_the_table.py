"""Which moves does a record know in each state, for whom? Written by hand beside the table."""

import pytest
from django.db import transaction

from jinlin.core.tests.walking import answer_of
from jinlin.core.time import clock
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.lifecycle import LIFECYCLE, State
from jinlin.services.volunteers.models import ServiceRecord
from jinlin.services.volunteers.tests.cast import LATER, at, cast_of_volunteers, recorded

pytestmark = pytest.mark.django_db

OPEN = {
    "proposed": {"approve", "turn_down"},
    "requested": {"grant", "turn_down"},
    "recorded": {"verify", "dispute", "correct", "strike"},
    "verified": {"dispute", "correct", "strike"},
    "disputed": {"correct", "keep_", "strike"},
    "kept": {"verify", "insist", "correct", "strike"},
    "refused": {"appeal"},
    "appealed": {"allow", "dismiss"},
    "closed": set(),
    "struck": set(),
}
OWN = {"verify", "dispute", "insist", "appeal"}
MAY = {
    "one": OWN,
    "two": set(),
    "leader": {"correct", "keep_"},  # recorded_by is the leader: no second person
    "second": {"approve", "turn_down", "grant", "correct", "keep_"},
    "lead": {"approve", "turn_down", "grant", "correct", "keep_", "allow", "dismiss", "strike"},
    "supervisor": set(),
    "outsider": set(),
    "abroad": set(),
    "administrator": set(),
}


def words(verb):
    told = {"reason": "有出入"} if verb not in {"approve", "grant", "verify", "allow"} else {}
    if verb == "correct":
        told |= {"begins_at": clock.at(LATER, 6), "ends_at": clock.at(LATER, 7)}
    return told


def in_state(record, state):
    """The record as it would stand in this state, past the verbs."""
    ServiceRecord.objects.filter(pk=record.pk).update(
        state=state,
        trust="backfilled" if state in {"proposed", "requested", "refused"} else "confirmed",
        verified_on=LATER if state == "verified" else None,
    )
    return ServiceRecord.objects.get(pk=record.pk)


def test_every_state_move_and_role():
    cast = cast_of_volunteers()
    record, answers = recorded(cast), {}
    for state in State:
        for verb in LIFECYCLE.moves:
            for who in MAY:
                answers[state, verb, who] = answer(record, state, verb, getattr(cast.actors, who))
    expected = {
        (state, verb, who): (200 if verb in OPEN[state] else 409) if verb in MAY[who] else 403
        for state in State
        for verb in LIFECYCLE.moves
        for who in MAY
    }
    assert answers == expected


def answer(record, state, verb, actor):
    """The record is brought into the state, the verb tried, and both undone."""
    with transaction.atomic(), at(9, day=LATER):
        copy = in_state(record, state)
        found = answer_of(getattr(actions, verb), copy, actor=actor, **words(verb))
        transaction.set_rollback(True)
    return found


def test_the_table_by_hand_is_the_table():
    assert {s: {m.name for m in LIFECYCLE.open_moves(s)} for s in State} == OPEN
