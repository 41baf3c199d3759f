"""How is something counted towards an indicator by hand, and taken back?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, why_of
from jinlin.core.time import clock
from jinlin.domains.projects.actions.steps import attach, keep, keep_task
from jinlin.domains.projects.lifecycle import TASK_RUNNING
from jinlin.domains.projects.models import Indicator, Project, Reading, Task
from jinlin.domains.projects.permissions import can_write, is_unit

MOST = 10_000_000


@transaction.atomic
def count(
    indicator: Indicator,
    *,
    amount: int,
    on: date,
    note: str,
    files: Sequence[Upload] = (),
    actor: Actor,
) -> Reading:
    """So many count towards the indicator from a day on, with what shows it.

    Raises NotNow for a figure of the house, which counts by itself.
    """
    owner = _held(indicator, actor)
    if indicator.is_figure:
        raise NotNow(_("This is a figure of the house: it counts by itself."))
    if on > clock.today():
        raise Unusable(_("This day is still to come."), field="on")
    if not 0 < abs(amount) <= MOST:
        raise Unusable(_("Please enter a number."), field="amount")
    reading = Reading.objects.create(
        county=indicator.county,
        indicator=indicator,
        amount=amount,
        on=on,
        note=needed(note, field="note", words=_("Please say what shows it."), limit=200),
        written_by=actor.user_id,
        written_at=clock.now(),
    )
    attach(files, reading)
    _keep(owner, "count", actor=actor, amount=amount, name=indicator.name)
    return reading


@transaction.atomic
def uncount(reading: Reading, *, reason: str, actor: Actor) -> Reading:
    """It counts no more; it stays readable, and the trail says why."""
    owner = _held(reading.indicator, actor)
    reading = (
        Reading.objects.select_for_update(of=("self",))
        .select_related("indicator")
        .get(pk=reading.pk)
    )
    if reading.taken_back_at is not None:
        raise NotNow(_("This was taken back already."))
    reason = why_of(reason, limit=200)
    reading.taken_back_at = clock.now()
    reading.save(update_fields=["taken_back_at"])
    _keep(owner, "uncount", actor=actor, name=reading.indicator.name, reason=reason)
    return reading


def _held(indicator: Indicator, actor: Actor) -> Project | Task:
    if indicator.project is not None:
        project = Project.objects.held(indicator.project)
        require(can_write(actor, project))
        if not project.is_running:
            raise NotNow(_("It is counted while the project is carried out."))
        return project
    assert indicator.task is not None
    task = Task.objects.held(indicator.task)
    require(is_unit(actor, task))
    if task.state not in TASK_RUNNING:
        raise NotNow(_("It is counted while the task is under way."))
    return task


def _keep(owner: Project | Task, verb: str, *, actor: Actor, **details: Any) -> None:
    if isinstance(owner, Project):
        keep(owner, verb, actor=actor, **details)
    else:
        keep_task(owner, verb, actor=actor, **details)
