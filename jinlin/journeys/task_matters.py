"""Which appeals, topics, classes and projects belong to a key task?

What stands at the task's place and in one's own scope is offered; named, it stands with the task by
its kind and key, once, in words that name nobody. Sealed records are no source: no case is offered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.search import matching
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.consultations.lifecycle import RELEASED
from jinlin.domains.consultations.models import Topic
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.models import Matter, Project, Task
from jinlin.domains.training.models import Course
from jinlin.domains.wishes.models import Wish
from jinlin.ground.places.queries import whole

MOST, LONGEST_TITLE = 20, 80
Codes = tuple[str, ...]  # of the task's place and of those merged into it


@dataclass(frozen=True)
class Offer:
    """One matter that may be named: its kind and key, and words that name nobody."""

    label: str
    key: UUID
    title: str
    on: date
    kind: str


def offers(task: Task, text: str, *, actor: Actor) -> list[Offer]:
    """What holds these words, or the newest of each kind without any; not what is named already."""
    named = set(Matter.objects.filter(task=task).values_list("label", "subject_id"))
    codes = whole(task.place_code)
    found = [each for kind in KINDS for each in kind(codes, text.strip(), actor)]
    fresh = [each for each in found if (each.label, each.key) not in named]
    return sorted(fresh, key=lambda each: (each.on, str(each.key)), reverse=True)


@transaction.atomic
def name(task: Task, *, label: str, key: UUID, text: str = "", actor: Actor) -> Matter:
    """It stands with the task. Raises NotHere for what is not offered."""
    found = (e for e in offers(task, text, actor=actor) if (e.label, e.key) == (label, key))
    chosen = next(found, None)
    if chosen is None:
        raise NotHere
    return projects.name_matter(
        task, label=label, key=key, title=chosen.title[:LONGEST_TITLE], actor=actor
    )


def _appeals(codes: Codes, text: str, actor: Actor) -> Iterator[Offer]:
    """By number and category: what was said stays with the appeal."""
    words = Q(number=text.upper()) | matching(Appeal, text) if text else Q()
    rows = Appeal.objects.for_desk(actor).filter(within(codes), words)
    for row in rows.select_related("category").order_by("-reported_at", "-id")[:MOST]:
        title = f"{row.number} {row.category or ''}".strip()
        yield _offer(row, title, row.reported_on, _("appeal"))


def _topics(codes: Codes, text: str, actor: Actor) -> Iterator[Offer]:
    rows = Topic.objects.for_desk(actor).filter(within(codes), state__in=RELEASED)
    rows = rows.filter(matching(Topic, text)) if text else rows
    for row in rows.order_by("-raised_at", "-id")[:MOST]:
        yield _offer(row, row.title, row.raised_on, _("topic of a consultation"))


def _classes(codes: Codes, text: str, actor: Actor) -> Iterator[Offer]:
    rows = Course.objects.for_desk(actor).filter(within(codes))
    rows = rows.filter(matching(Course, text)) if text else rows
    for row in rows.order_by("-proposed_at", "-id")[:MOST]:
        yield _offer(row, row.title, row.proposed_on, _("training class"))


def _projects(codes: Codes, text: str, actor: Actor) -> Iterator[Offer]:
    rows = Project.objects.for_desk(actor).filter(within(codes))
    rows = rows.filter(matching(Project, text)) if text else rows
    for row in rows.order_by("-drafted_at", "-id")[:MOST]:
        yield _offer(row, row.title, row.drafted_on, _("service project"))


def _wishes(codes: Codes, text: str, actor: Actor) -> Iterator[Offer]:
    """By number: what was wished, and by whom, stays with the wish."""
    rows = Wish.objects.for_desk(actor).filter(within(codes))
    rows = rows.filter(number=text.upper()) if text else rows
    for row in rows.order_by("-posted_at", "-id")[:MOST]:
        yield _offer(row, _("Wish {number}").format(number=row.number), row.posted_on, _("wish"))


def _offer(row: Any, title: str, on: date, kind: str) -> Offer:
    return Offer(row._meta.label_lower, row.pk, title, on, kind)


KINDS: tuple[Callable[[Codes, str, Actor], Iterator[Offer]], ...] = (
    _appeals,
    _topics,
    _classes,
    _projects,
    _wishes,
)
