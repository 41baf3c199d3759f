"""How does the year's list of tasks come out of a file?

Read, looked at line by line, landed once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.projects.actions.tasks import TaskTerms, put_on_list
from jinlin.domains.projects.models import TaskList
from jinlin.domains.projects.permissions import can_list
from jinlin.domains.projects.queries.files_of_tasks import read_tasks
from jinlin.ground.places.models import Organisation, Place

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Pick:
    """A line of the file as somebody wants it to land: which one, and what they put right."""

    place: int  # in the list of lines, from 0
    title: str
    unit: Organisation
    due_on: date


@transaction.atomic
def send_list(file: IO[bytes], *, place: Place, year: int, actor: Actor) -> TaskList:
    """The file is read and its lines can be looked at; no task was made.

    Raises Unusable for a file without a table of tasks.
    """
    require(can_list(actor, place))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unusable(_("Please enter a year."), field="year")
    lines = read_tasks(file, county=place.county_code, year=year)
    return TaskList.objects.create(
        county=place.county_code,
        place=place,
        place_code=place.code,
        year=year,
        lines=[line.kept() for line in lines],
        sent_by=actor.user_id,
        sent_at=clock.now(),
    )


@transaction.atomic
def land(sent: TaskList, picks: Sequence[Pick], *, actor: Actor) -> TaskList:
    """The picked lines are tasks, once; the others are not. Raises NotNow when it landed before."""
    rows = TaskList.objects.select_for_update(of=("self",)).select_related("place")
    sent = rows.get(pk=sent.pk)
    require(can_list(actor, sent.place))
    if sent.landed_at is not None:
        raise NotNow(_("This list landed already."))
    if not picks:
        raise Unusable(_("Please pick at least one line."))
    known = {str(unit.pk): unit for unit in Organisation.objects.open().filter(county=sent.county)}
    for pick in picks:
        line = sent.lines[pick.place]
        terms = TaskTerms(
            title=pick.title,
            unit=pick.unit,
            due_on=pick.due_on,
            year=sent.year,
            text=line["text"],
            number=line["number"],
            helpers=[known[key] for key in line["helpers"] if key in known],
        )
        put_on_list(sent.place, terms, actor=actor)
    sent.landed_at, sent.landed = clock.now(), len(picks)
    sent.save(update_fields=["landed_at", "landed"])
    return sent
