"""Which moves does a record know in each state, for whom? Written by hand beside the table."""

import pytest

from jinlin.core.errors import NotAllowed, NotNow
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
    record, done = recorded(cast), {}
    for state in State:
        for verb in LIFECYCLE.moves:
            for who in MAY:
                copy = in_state(record, state)
                with at(9, day=LATER):
                    done[state, verb, who] = outcome(copy, verb, getattr(cast.actors, who))
                undo(record, copy)
    expected = {
        (state, verb, who): "done"
        if verb in OPEN[state] and verb in MAY[who]
        else "not open"
        if verb in MAY[who]
        else "not allowed"
        for state in State
        for verb in LIFECYCLE.moves
        for who in MAY
    }
    assert done == expected


def outcome(record, verb, actor):
    try:
        getattr(actions, verb)(record, actor=actor, **words(verb))
    except NotAllowed:
        return "not allowed"
    except NotNow:
        return "not open"
    return "done"


def undo(record, copy):
    """As it was, whatever the verb did (its entries on the timeline stay)."""
    row = ServiceRecord.objects.get(pk=record.pk)
    fields = [f.attname for f in ServiceRecord._meta.fields if f.attname not in {"id", "version"}]
    ServiceRecord.objects.filter(pk=record.pk).update(
        **{name: getattr(record, name) for name in fields}, version=row.version
    )
    record.version = row.version


def test_the_table_by_hand_is_the_table():
    assert {s: {m.name for m in LIFECYCLE.open_moves(s)} for s in State} == OPEN
