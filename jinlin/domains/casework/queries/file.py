"""What stands in the file of one case, opened with its own key?"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jinlin.domains.casework.lifecycle import LIFECYCLE
from jinlin.domains.casework.models import (
    Assessment,
    Attendance,
    Case,
    Look,
    Note,
    Of,
    Plan,
    Review,
)
from jinlin.domains.casework.queries.scales import SCALES
from jinlin.ground.accounts.queries import names_of

MOST_NOTES = 100


@dataclass
class Sheet:
    """One signed note with its addenda, and how many of the group were there."""

    note: Note
    text: str
    by: str
    came: int = 0
    addenda: list[tuple[Note, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Version:
    """One version of the plan, with what the supervisor said of it."""

    plan: Plan
    goals: list[dict[str, Any]]
    by: str
    review: Review | None

    @property
    def is_agreed(self) -> bool:
        return self.review is not None and self.review.is_agreed


@dataclass(frozen=True)
class Filled:
    """A scale that was filled in, item by item."""

    row: Assessment
    name: Any
    most: int
    answers: list[tuple[Any, int, int]]


@dataclass(frozen=True)
class Seen:
    """One look at the file."""

    at: datetime
    who: str
    what: Any


def sheets(case: Case) -> list[Sheet]:
    """The newest notes, newest first: four statements."""
    rows = Note.objects.filter(case=case)
    firsts = list(rows.filter(amends=None).order_by("-on", "-id")[:MOST_NOTES])
    more = list(rows.filter(amends__in=firsts).order_by("id"))
    names = names_of(row.written_by for row in (*firsts, *more))
    came: dict[UUID, int] = defaultdict(int)
    for key in Attendance.objects.filter(note__in=firsts).values_list("note_id", flat=True):
        came[key] += 1
    found = {
        row.pk: Sheet(row, case.unlock(row.words), _name(names, row.written_by), came[row.pk])
        for row in firsts
    }
    for row in more:
        addendum = (row, case.unlock(row.words), _name(names, row.written_by))
        found[row.amends_id].addenda.append(addendum)
    return list(found.values())


def versions(case: Case) -> list[Version]:
    """All versions of the plan, the last one first: three statements."""
    plans = list(Plan.objects.filter(case=case).order_by("-number"))
    names = names_of(plan.written_by for plan in plans)
    reviews = {
        row.number: row for row in Review.objects.filter(case=case, of=Of.PLAN).order_by("at")
    }
    return [
        Version(plan, goals_of(case, plan), _name(names, plan.written_by), reviews.get(plan.number))
        for plan in plans
    ]


def goals_of(case: Case, plan: Plan) -> list[dict[str, Any]]:
    text = case.unlock(plan.words)
    goals: list[dict[str, Any]] = json.loads(text) if text else []
    for goal in goals:
        goal["by"] = date.fromisoformat(goal["by"]) if goal["by"] else None
    return goals


def filled(case: Case) -> list[Filled]:
    """All scales, newest first."""
    return [_filled(row) for row in Assessment.objects.filter(case=case).order_by("-on", "-id")]


def looks(case: Case) -> list[Seen]:
    """Everybody who read it, newest first: two statements."""
    rows = list(Look.objects.filter(case=case).order_by("-at")[:500])
    names = names_of(row.user for row in rows)
    return [Seen(row.at, _name(names, row.user), _page(row.what)) for row in rows]


def _filled(row: Assessment) -> Filled:
    scale, answers = SCALES[row.scale], json.loads(row.answers)
    items = [(question, answers[key], most) for key, question, most in scale.items]
    return Filled(row, scale.name, scale.most, items)


# How the pages are called on a list of looks that is printed for the person.
PAGES = {
    "case": _("The file at a glance"),
    "print": _("The whole file on paper"),
    "notes": _("Session notes"),
    "addendum": _("Session notes"),
    "plan": _("Plan of help"),
    "review": _("Plan of help"),
    "scales": _("Scales"),
    "scale": _("Scales"),
    "family": _("Genogram"),
    "members": _("Members of the group"),
    "facts": _("Whom it is about"),
    "consents": _("Consents"),
    "team": _("Team of the case"),
    "measure": _("Sentence or measure"),
    "files": _("Files"),
    "file": _("A file that lies with it"),
    "looks": _("Who read this file"),
}


def _page(what: str) -> Any:
    """A move's page is called like its button."""
    move = LIFECYCLE.moves.get(what)
    return move.label if move else PAGES.get(what, _("Handing on"))


def _name(names: dict[UUID, str], key: UUID | None) -> str:
    return names.get(key, "") if key else ""
