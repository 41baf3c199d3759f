"""Which classes stand on the board, under these filters; and what of training is found by words?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.search import matching
from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import LABELS, OPEN, State
from jinlin.domains.training.models import Course, CourseRows
from jinlin.shell.finding import Hit, Shelf

WITH = ("place", "organiser", "module", "unit")
ORDERS = {
    "due": ("due_at", "id"),
    "newest": ("-proposed_at", "-id"),
    "oldest": ("proposed_at", "id"),
}
TONES = {
    State.PROPOSED: "new",
    State.AGREED: "waiting",
    State.ANNOUNCED: "soon",
    State.RUNNING: "inhand",
    State.FINISHED: "done",
    State.CANCELLED: "ended",
}


@dataclass(frozen=True)
class Filters:
    """What the address bar says. Empty means: not filtered by this."""

    state: str = "open"
    kind: str = ""
    text: str = ""
    order: str = "due"


@dataclass(frozen=True)
class CourseLine:
    """A class on a list at the desk."""

    course: Course

    @property
    def tone(self) -> str:
        return TONES[State(self.course.state)]

    @property
    def word(self) -> Any:
        return LABELS[State(self.course.state)]

    @property
    def is_late(self) -> bool:
        return self.course.state in OPEN and self.course.due_at < clock.now()

    @property
    def taken(self) -> int:
        return self.course.unit.taken if self.course.unit else 0


def board(actor: Actor, filters: Filters) -> CourseRows:
    rows: Any = Course.objects.for_desk(actor).filter(_state(filters.state))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.text:
        rows = rows.filter(matching(Course, filters.text))
    found: CourseRows = rows.select_related(*WITH)
    return found


def _state(state: str) -> Q:
    if state == "open":
        return Q(state__in=OPEN)
    return Q(state=state) if state in set(State) else Q()


def _rows(actor: Actor) -> CourseRows:
    return Course.objects.for_desk(actor).select_related("place")


def _hit(course: Course) -> Hit:
    address = reverse("training:class", args=[course.pk])
    return Hit(address, course.title, str(course.get_kind_display()), course.place.name)


def _of_people(_actor: Actor, people: Collection[UUID]) -> Q:
    return Q(enrolments__person__in=people)


FOUND = Shelf(
    _("Training classes"), _rows, _hit, ("-proposed_at", "-id"), _of_people, numbered=False
)
