"""How is a project proposed, and how is its plan written by more than one person?

Whoever writes a field says what they saw there. What two people wrote on one field is kept twice:
the first in the plan, the second beside it, to be settled.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.search import index
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.projects.actions.following import carry_over
from jinlin.domains.projects.actions.steps import keep, rule_of
from jinlin.domains.projects.lifecycle import State
from jinlin.domains.projects.models import (
    Aside,
    Funder,
    Indicator,
    Line,
    Part,
    Project,
    Reading,
    ServiceKind,
    Spending,
    Stage,
)
from jinlin.domains.projects.permissions import can_propose, can_write
from jinlin.ground.places.models import Organisation, Place

LONGEST_TITLE = 60
Row = Project | Stage | Indicator | Line | Funder
TABLES: dict[str, type[Stage] | type[Indicator] | type[Line] | type[Funder]] = {
    "stage": Stage,
    "indicator": Indicator,
    "line": Line,
    "funder": Funder,
}
FIELDS: dict[str, tuple[str, ...]] = {
    "project": ("title", "need", "design", "starts_on", "ends_on"),
    "stage": ("title", "goal", "starts_on", "ends_on"),
    "indicator": ("name", "unit", "measure", "baseline", "target", "how"),
    "line": ("title", "amount"),
    "funder": ("source", "name", "amount"),
}
MOST_ROWS = 40


@dataclass(frozen=True)
class Proposal:
    """A project as it is begun."""

    title: str
    kind: ServiceKind
    serves: str
    unit: Organisation
    year: int
    is_invented: bool = False


@dataclass(frozen=True)
class Change:
    """One row of the plan as somebody wants it. `row` None: a new one. `values` are what they want,
    `seen` what stood there when they began; `gone`: it is taken out.
    """

    table: str
    values: Mapping[str, Any]
    row: UUID | None = None
    seen: Mapping[str, Any] = field(default_factory=dict)
    gone: bool = False


@transaction.atomic
def draft(place: Place, proposal: Proposal, *, actor: Actor) -> Project:
    """A proposal for the place is being written; only its unit and those above read it."""
    require(can_propose(actor, place, proposal.unit))
    now = clock.now()
    words = _("Please give the project a name.")
    project = Project(
        county=place.county_code,
        title=needed(proposal.title, field="title", words=words, limit=LONGEST_TITLE),
        kind=proposal.kind,
        serves=proposal.serves,
        place=place,
        place_code=place.code,
        unit=proposal.unit,
        year=proposal.year,
        due_at=clock.by_end_of(clock.today(), rule_of(place.county_code).draft_days),
        drafted_by=actor.user_id,
        drafted_at=now,
        drafted_on=clock.local_day(now),
        is_invented=proposal.is_invented,
    )
    keep(project, "draft", actor=actor)
    return project


@transaction.atomic
def write(project: Project, changes: Sequence[Change], *, actor: Actor) -> list[Aside]:
    """The plan stands as it was written. What somebody else changed meanwhile stays as they made
    it, and what was wanted instead is kept beside it: those remarks are returned.

    Raises NotNow once the proposal was handed in.
    """
    project = Project.objects.held(project)
    require(can_write(actor, project))
    if not project.is_planned:
        raise NotNow(_("The plan is fixed: it was handed in."))
    crossed: list[Aside] = []
    for change in changes:
        crossed += _write_row(project, change, actor)
    _check_whole(project)
    keep(project, "plan", actor=actor, crossed=len(crossed))
    index(project)
    return crossed


@transaction.atomic
def settle(aside: Aside, *, is_taken: bool, actor: Actor) -> Aside:
    """The remark beside the plan is settled: taken into it, or left."""
    project = Project.objects.held(aside.project)
    require(can_write(actor, project))
    aside = Aside.objects.select_for_update().get(pk=aside.pk)
    if aside.settled_at is not None:
        raise NotNow(_("Somebody settled this already."))
    if is_taken:
        if not project.is_planned:
            raise NotNow(_("The plan is fixed: it was handed in."))
        _take(project, aside)
    aside.settled_at = clock.now()
    aside.save(update_fields=["settled_at"])
    keep(project, "settle", actor=actor, taken=is_taken)
    return aside


@transaction.atomic
def follow(project: Project, *, actor: Actor) -> Project:
    """Next year's proposal begins from this one: its plan, its team, and what it reached as the
    baseline.

    Raises NotNow before it is evaluated, and when it was followed already.
    """
    project = Project.objects.held(project)
    require(can_write(actor, project))
    if project.state != State.EVALUATED:
        raise NotNow(_("A project is followed once it is evaluated."))
    if Project.objects.filter(follows=project).exists():
        raise NotNow(_("Next year's proposal was begun already."))
    proposal = Proposal(
        title=project.title,
        kind=project.kind,
        serves=project.serves,
        unit=project.unit,
        year=project.year + 1,
        is_invented=project.is_invented,
    )
    fresh = draft(project.place, proposal, actor=actor)
    carry_over(project, fresh)
    keep(fresh, "followed", actor=actor)
    keep(project, "follow", actor=actor)
    return fresh


def as_text(value: Any) -> str:
    """A value of the plan as two people compare it."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _write_row(project: Project, change: Change, actor: Actor) -> list[Aside]:
    row = _held(project, change)
    if change.gone:
        return _take_out(project, row, change, actor)
    if row is None and change.row is not None:  # somebody took it out meanwhile
        return [
            _beside(project, None, change, name, actor)
            for name in FIELDS[change.table]
            if _is_changed(change, name)
        ]
    if row is None:
        _add(project, change)
        return []
    crossed, fields = [], []
    for name in FIELDS[change.table]:
        if name not in change.values or not _is_changed(change, name):
            continue
        now, wanted = as_text(getattr(row, name)), as_text(change.values[name])
        if now == as_text(change.seen.get(name)):
            setattr(row, name, change.values[name])
            fields.append(name)
        elif now != wanted:
            crossed.append(_beside(project, row, change, name, actor))
    if fields and not isinstance(row, Project):  # the project itself is saved by its verb
        row.save(update_fields=fields)
    return crossed


def _held(project: Project, change: Change) -> Row | None:
    if change.table == "project":
        return project
    if change.row is None:
        return None
    found: Any = TABLES[change.table].objects.filter(project=project, pk=change.row)
    row: Row | None = found.first()
    return row


def _is_changed(change: Change, name: str) -> bool:
    return as_text(change.values.get(name)) != as_text(change.seen.get(name))


def _add(project: Project, change: Change) -> None:
    model: Any = TABLES[change.table]
    last = model.objects.filter(project=project).count()
    values = {name: change.values.get(name) for name in FIELDS[change.table]}
    kept = {name: value for name, value in values.items() if value is not None}
    beside = {}
    if change.table == "indicator":
        beside = {"place_code": project.place_code}
    model.objects.create(county=project.county, project=project, order=last + 1, **kept, **beside)


def _take_out(project: Project, row: Row | None, change: Change, actor: Actor) -> list[Aside]:
    if row is None or isinstance(row, Project):
        return []
    moved = [
        n for n in FIELDS[change.table] if as_text(getattr(row, n)) != as_text(change.seen.get(n))
    ]
    if moved:  # somebody else works on what this person would take out
        return [_beside(project, row, change, "gone", actor)]
    used = (
        (isinstance(row, Line) and Spending.objects.filter(line=row).exists())
        or (isinstance(row, Funder) and Part.objects.filter(funder=row).exists())
        or (isinstance(row, Indicator) and Reading.objects.filter(indicator=row).exists())
    )
    if used:
        raise NotNow(_("“%(name)s” was used already and stays.") % {"name": row})
    row.delete()
    return []


def _beside(project: Project, row: Row | None, change: Change, name: str, actor: Actor) -> Aside:
    stands = as_text(getattr(row, name, "")) if row is not None else ""
    wanted = _("(It should go.)") if name == "gone" else as_text(change.values.get(name))
    return Aside.objects.create(
        county=project.county,
        project=project,
        about=str(row or change.seen.get("title") or change.seen.get("name") or change.table)[:80],
        field=name,
        row_id=row.pk if row is not None else None,
        stands=stands,
        wanted=tidy(wanted),
        written_by=actor.user_id,
        written_at=clock.now(),
    )


def _take(project: Project, aside: Aside) -> None:
    """The field says what was wanted; what it said before stands in the remark."""
    row = _row_of(project, aside)
    if row is None or aside.field == "gone":
        raise NotNow(_("What it was about is gone. Please write it into the plan by hand."))
    field = row._meta.get_field(aside.field)
    value = field.to_python(aside.wanted or None)
    aside.stands = as_text(getattr(row, aside.field))
    aside.save(update_fields=["stands"])
    setattr(row, aside.field, "" if value is None and not field.null else value)
    if not isinstance(row, Project):
        row.save(update_fields=[aside.field])


def _row_of(project: Project, aside: Aside) -> Any:
    if aside.row_id is None or aside.row_id == project.pk:
        return project if aside.row_id else None
    for model in TABLES.values():
        rows: Any = model.objects.filter(project=project, pk=aside.row_id)
        if found := rows.first():
            return found
    return None


def _check_whole(project: Project) -> None:
    if not project.title.strip():
        raise Unusable(_("Please give the project a name."), field="project-title")
    if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
        raise Unusable(_("The last day is before the first."), field="project-ends_on")
    for model in TABLES.values():
        rows: Any = model.objects.filter(project=project)
        if rows.count() > MOST_ROWS:
            raise Unusable(_("A plan that people can follow has at most 40 of each."))
