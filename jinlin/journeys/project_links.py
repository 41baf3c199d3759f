"""Which service days, classes, visits, wishes and outings of volunteers belong to a project?

What happened at the project's place while it runs is offered; linked, it stands among the project's
activities by its kind and key, once. Sealed records are no source: nothing here can name a case.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.actions import Doing
from jinlin.domains.projects.models import Activity, ActivityKind, Project
from jinlin.domains.servicedays.models import Session
from jinlin.domains.training.models import Course
from jinlin.domains.visits.models import Round
from jinlin.domains.wishes.models import Wish
from jinlin.ground.places.queries import whole
from jinlin.services.volunteers.lifecycle import ActivityState
from jinlin.services.volunteers.models import Activity as Outing

MOST = 100


@dataclass(frozen=True)
class Offer:
    """One thing that may be linked: its kind and key, and words that name nobody."""

    kind: ActivityKind
    key: UUID
    title: str
    on: date


def offers(project: Project, *, actor: Actor) -> list[Offer]:
    """What happened there while the project ran and is not linked yet, the newest first."""
    linked = set(
        Activity.objects.filter(project=project, subject_id__isnull=False).values_list(
            "kind", "subject_id"
        )
    )
    here = within(whole(project.place_code))
    found = [*_days(project, here), *_outings(project, here), *_wishes(project, here, actor)]
    found += [*_classes(project, here), *_visits(project, here)]
    fresh = [each for each in found if (str(each.kind), each.key) not in linked]
    return sorted(fresh, key=lambda each: (each.on, str(each.key)), reverse=True)[:MOST]


@transaction.atomic
def link(project: Project, *, kind: str, key: UUID, actor: Actor) -> Activity:
    """It stands among the project's activities. Raises NotHere for what is not offered."""
    chosen = next((e for e in offers(project, actor=actor) if (e.kind, e.key) == (kind, key)), None)
    if chosen is None:
        raise NotHere
    doing = Doing(chosen.title, chosen.on, kind=chosen.kind, subject=chosen.key)
    return projects.hold(project, doing, actor=actor)


def _span(project: Project) -> tuple[date, date]:
    first = project.starts_on or project.drafted_on
    return first, min(project.ends_on or clock.today(), clock.today())


def _days(project: Project, here: Q) -> Iterator[Offer]:
    rows = Session.objects.filter(here, held_on__range=_span(project))
    for row in rows.select_related("series__place").order_by("-held_on")[:MOST]:
        title = _("Service day of {place}").format(place=row.series.place.name)
        yield Offer(ActivityKind.SERVICE_DAY, row.pk, title[:80], row.held_on or row.on)


def _outings(project: Project, here: Q) -> Iterator[Offer]:
    """Of the teams that are in the project, wherever they were; else those at its place."""
    teams = list(project.members.filter(team__isnull=False).values_list("team", flat=True))
    rows = Outing.objects.filter(state=ActivityState.RECORDED, on__range=_span(project))
    own = rows.filter(team__in=teams) if teams else rows.filter(here)
    for row in own.order_by("-on")[:MOST]:
        yield Offer(ActivityKind.VOLUNTEERING, row.pk, row.title[:80], row.on)


def _classes(project: Project, here: Q) -> Iterator[Offer]:
    """Classes that were held to their end, by the name under which everybody knows them."""
    rows = Course.objects.filter(here, finished_on__range=_span(project))
    for row in rows.order_by("-finished_on", "-id")[:MOST]:
        yield Offer(ActivityKind.CLASS, row.pk, row.title[:80], row.finished_on or row.proposed_on)


def _visits(project: Project, here: Q) -> Iterator[Offer]:
    """Rounds of visits, by place and day alone: whom a round was for stays with the round."""
    rows = Round.objects.filter(here, closed_on__range=_span(project))
    for row in rows.select_related("place").order_by("-closed_on", "-id")[:MOST]:
        title = _("Visits at the doors of {place}").format(place=row.place.name)
        yield Offer(ActivityKind.VISIT, row.pk, title[:80], row.closed_on or row.ends_on)


def _wishes(project: Project, here: Q, actor: Actor) -> Iterator[Offer]:
    """Wishes that came true, by their number: what was wished stays with the wish."""
    rows = Wish.objects.for_desk(actor).filter(here, fulfilled_on__range=_span(project))
    for row in rows.order_by("-fulfilled_on")[:MOST]:
        title = _("Wish {number} came true").format(number=row.number)
        yield Offer(ActivityKind.WISH, row.pk, title, row.fulfilled_on or row.posted_on)
