"""How does a county keep its checklists?"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Stale, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.visits import questions
from jinlin.domains.visits.models import Checklist, ChecklistVersion
from jinlin.domains.visits.permissions import can_keep_checklists
from jinlin.domains.visits.questions import Question


@transaction.atomic
def publish_checklist(
    county: str,
    title: str,
    lines: Sequence[Question],
    *,
    checklist: Checklist | None = None,
    seen: int = 0,
    actor: Actor,
) -> ChecklistVersion:
    """The questions stand as the next version of the checklist, of a new one when none is named.
    Rounds that began with an earlier version go on with it.
    """
    require(can_keep_checklists(actor, county))
    title = needed(title, field="title", words=_("Please give it a name."), limit=60)
    kept = questions.checked(lines)
    row = _held(county, checklist, seen)
    row.title, row.number = title, row.number + 1
    row.save()
    version = ChecklistVersion(
        county=county,
        checklist=row,
        number=row.number,
        questions=kept,
        published_on=clock.today(),
        published_by=actor.user_id,
    )
    version.save()
    timeline.record(row, "publish", actor=actor, data={"number": row.number}, audience="staff")
    return version


def _held(county: str, checklist: Checklist | None, seen: int) -> Checklist:
    if checklist is None:
        return Checklist(county=county)
    row = Checklist.objects.select_for_update().filter(pk=checklist.pk, county=county).first()
    if row is None:
        raise NotHere
    if row.number != seen:
        raise Stale(detail={"version": row.number, "yours": seen, "state": ""})
    return row
