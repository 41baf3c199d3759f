"""How does a volunteer check their own hours, and how is a disagreement settled?"""

from datetime import datetime

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.services.volunteers.actions.steps import begin, keep, needed_words
from jinlin.services.volunteers.actions.writing import (
    count_from_today,
    move_span,
    reopened,
    require_room,
)
from jinlin.services.volunteers.models import ServiceRecord


@transaction.atomic
def verify(record: ServiceRecord, *, actor: Actor) -> ServiceRecord:
    """The volunteer says that it is right, as it stands now."""
    record = begin(record, "verify", actor)
    record.verified_on = clock.today()
    return keep(record, "verify", actor=actor)


@transaction.atomic
def dispute(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The volunteer says what is wrong; whoever looks after the place puts it right or keeps it."""
    record = begin(record, "dispute", actor)
    return _with_reason(record, "dispute", reason, actor)


@transaction.atomic
def insist(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The volunteer does not agree that it was kept: the lead decides."""
    record = begin(record, "insist", actor)
    record.is_escalated = True
    return _with_reason(record, "insist", reason, actor)


@transaction.atomic
def appeal(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The volunteer does not agree that it was refused: the lead decides."""
    record = begin(record, "appeal", actor)
    record.is_escalated = True
    return _with_reason(record, "appeal", reason, actor)


@transaction.atomic
def correct(
    record: ServiceRecord, *, begins_at: datetime, ends_at: datetime, reason: str, actor: Actor
) -> ServiceRecord:
    """The hours are put right and the volunteer is asked again, whatever they said before."""
    record = begin(record, "correct", actor)
    record.is_escalated = False
    return move_span(record, begins_at, ends_at, actor=actor, reason=needed_words(reason))


@transaction.atomic
def keep_(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """It stands as it is, and the volunteer reads why."""
    record = begin(record, "keep_", actor)
    return _with_reason(record, "keep_", reason, actor)


@transaction.atomic
def allow(record: ServiceRecord, *, actor: Actor) -> ServiceRecord:
    """The refused hours count after all, written afterwards by two, within the month's cap."""
    record = begin(record, "allow", actor)
    record.is_escalated = False
    count_from_today(record, actor)
    require_room(record)
    return reopened(record, "allow", actor=actor)


@transaction.atomic
def dismiss(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The refusal stands for good."""
    record = begin(record, "dismiss", actor)
    return _with_reason(record, "dismiss", reason, actor)


@transaction.atomic
def strike(record: ServiceRecord, *, reason: str, actor: Actor) -> ServiceRecord:
    """The record counts no longer; it stays readable with the reason."""
    record = begin(record, "strike", actor)
    return _with_reason(record, "strike", reason, actor)


def _with_reason(record: ServiceRecord, verb: str, reason: str, actor: Actor) -> ServiceRecord:
    record.reason = needed_words(reason)
    return keep(record, verb, actor=actor, reason=record.reason)
