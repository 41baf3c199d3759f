"""What may everybody read of a project? Published results only, and questionnaires that are open.

The numbers are those of the final evaluation, as they were on its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from jinlin.core.actor import Actor, within
from jinlin.core.figures.measures import FEWEST_PEOPLE
from jinlin.domains.projects.models import Activity, Grade, Project, ProjectRows, Survey, Word
from jinlin.ground.places.queries import whole

ORDER = ("-evaluated_on", "-id")


@dataclass(frozen=True)
class Card:
    """One project in the list that everybody reads."""

    pk: UUID
    title: str
    place: str
    kind: str
    year: int


@dataclass(frozen=True)
class Sheet:
    """All that everybody reads of one project."""

    card: Card
    unit: str
    starts_on: date | None
    ends_on: date | None
    results: str
    grade: Any
    judged_on: date | None
    indicators: list[dict[str, Any]]
    money: dict[str, Any]
    activities: list[tuple[date, str]]
    activities_held: int
    people: int | None  # None: so few that somebody could be known by it
    opinions: int
    fine: int

    @property
    def is_said(self) -> bool:
        """Whether so many spoke that nobody is known by it."""
        return self.opinions >= FEWEST_PEOPLE


def cards(place: str) -> ProjectRows:
    """The published projects at or below a place; everywhere without one."""
    rows = Project.objects.released().select_related("place", "kind")
    return rows.filter(within(whole(place))) if place else rows


def shown(projects: Iterable[Project]) -> list[Card]:
    return [_card(each) for each in projects]


def open_surveys(place: str) -> list[Survey]:
    """Those that whoever lives at this place may answer today."""
    rows = Survey.objects.open().select_related("project__place")
    if place:
        above = [place[:length] for length in (6, 9, 12, 15, 18) if length <= len(place)]
        rows = rows.filter(Q(place_code__in=above) | within(whole(place)))
    return list(rows.order_by("closes_on", "id")[:10])


def sheet(project: Project) -> Sheet:
    """Five statements."""
    final = project.evaluations.filter(is_final=True).first()
    counted: dict[str, Any] = final.counted if final else {"indicators": [], "money": {}}
    activities = Activity.objects.filter(project=project)
    held = list(activities.order_by("-on", "-id")[:20])
    heads = activities.aggregate(held=Count("pk"), people=Sum("people"))
    people: int = heads["people"] or 0
    words = Word.objects.filter(project=project).aggregate(
        opinions=Count("pk"), fine=Count("pk", filter=Q(is_fine=True))
    )
    return Sheet(
        card=_card(project),
        unit=project.unit.name,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        results=project.results,
        grade=Grade(final.grade).label if final else "",
        judged_on=final.judged_on if final else None,
        indicators=[each for each in counted["indicators"] if each["is_public"]],
        money=counted["money"],
        activities=[(each.on, each.title) for each in held],
        activities_held=heads["held"],
        people=people if people >= FEWEST_PEOPLE else None,
        opinions=words["opinions"],
        fine=words["fine"],
    )


def own_word(project: Project, actor: Actor) -> Word | None:
    if actor.user_id is None:
        return None
    return Word.objects.filter(project=project, user=actor.user_id).first()


def _card(project: Project) -> Card:
    return Card(project.pk, project.title, project.place.name, project.kind.name, project.year)
