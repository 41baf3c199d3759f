"""What does training bring to the lists that all domains share?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import (
    INTRODUCTION_LABELS,
    IntroductionState,
    State,
)
from jinlin.domains.training.models import HOSTS, Course, Enrolment, Introduction
from jinlin.domains.training.queries.board import CourseLine
from jinlin.domains.training.queries.course import HOLD_TONES
from jinlin.ground.accounts.roles import Role
from jinlin.services.seats.models import Hold
from jinlin.shell.one_list import Source

INTRODUCTION_TONES = {
    IntroductionState.PROPOSED: "waiting",
    IntroductionState.SENT: "inhand",
    IntroductionState.HIRED: "done",
    IntroductionState.TURNED_DOWN: "ended",
    IntroductionState.DECLINED: "ended",
    IntroductionState.WITHDRAWN: "ended",
}
WAITS_FOR_ME, OPEN, REST = 0, 2, 3


@dataclass(frozen=True)
class OwnClass:
    """A class among one's own matters."""

    row: Enrolment

    @property
    def tone(self) -> str:
        return HOLD_TONES[Hold(self.row.seat.state)]

    @property
    def word(self) -> Any:
        return Hold(self.row.seat.state).label

    @property
    def rank(self) -> int:
        seat = self.row.seat.state
        waits = self.row.asked_at and not self.row.confirmed_at and seat == Hold.TAKEN
        if seat == Hold.OFFERED or waits:
            return WAITS_FOR_ME
        return OPEN if seat in {Hold.TAKEN, Hold.WAITING} else REST


@dataclass(frozen=True)
class IntroductionLine:
    """An introduction on a list."""

    row: Introduction

    @property
    def tone(self) -> str:
        return INTRODUCTION_TONES[IntroductionState(self.row.state)]

    @property
    def word(self) -> Any:
        return INTRODUCTION_LABELS[IntroductionState(self.row.state)]

    @property
    def rank(self) -> int:
        if self.row.state == IntroductionState.PROPOSED:
            return WAITS_FOR_ME
        return OPEN if self.row.state == IntroductionState.SENT else REST


def waiting(actor: Actor) -> Source:
    """Classes whose next step is this person's: to agree on, to announce, to begin or to end soon;
    for a teacher their own that are on.
    """
    soon = clock.now() + timedelta(days=3)
    preparing = Q(state__in=(State.PROPOSED, State.AGREED))
    near = Q(state__in=(State.ANNOUNCED, State.RUNNING), due_at__lte=soon)
    seen = Q(pk__in=Course.objects.hosted_by(actor).values("pk")) & (preparing | near)
    if actor.user_id and actor.holds(Role.TEACHER):
        own = Course.objects.filter(lessons__teacher__user=actor.user_id).values("pk")
        seen |= Q(pk__in=own) & near
    rows = Course.objects.filter(seen).select_related("place", "unit")
    return Source(
        rows,
        ("due_at", "id"),
        lambda found: [CourseLine(row) for row in found],
        "training/desk/line.html",
        Q(due_at__lt=clock.now()),
    )


def waiting_introductions(actor: Actor) -> Source:
    """Introductions that wait for the enterprise, for those between them and for itself."""
    sent = Q(state=IntroductionState.SENT)
    own = Q(vacancy__organisation__in=actor.organisations(Role.PARTNER))
    rows = Introduction.objects.filter(sent, within(actor.codes(*HOSTS)) | own)
    return Source(
        rows.select_related("vacancy__organisation", "person"),
        ("due_at", "id"),
        lambda found: [IntroductionLine(row) for row in found],
        "training/desk/introduction_line.html",
        Q(due_at__lt=clock.now()),
    )


def own(actor: Actor) -> Source:
    """The classes that this person has or had a seat in."""
    return Source(
        Enrolment.objects.own(actor).select_related("course__place", "seat"),
        ("-enrolled_at", "-id"),
        lambda found: [OwnClass(row) for row in found],
        "training/portal/line.html",
    )


def own_introductions(actor: Actor) -> Source:
    """The enterprises to which this person may be introduced."""
    return Source(
        Introduction.objects.own(actor).select_related("vacancy__organisation"),
        ("-proposed_at", "-id"),
        lambda found: [IntroductionLine(row) for row in found],
        "training/portal/introduction_line.html",
    )
