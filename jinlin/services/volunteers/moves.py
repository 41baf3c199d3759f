"""How does a posted form move a record or an activity, for the portal and the desk alike?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.services.volunteers.forms.moves import ACTIVITY_FORMS, FORMS
from jinlin.services.volunteers.models import Activity, ServiceRecord
from jinlin.services.volunteers.permissions import ACTIVITY_RULES, RULES
from jinlin.services.volunteers.queries.story import story, story_of_activity
from jinlin.shell.moves import Moves

WITH = ("volunteer__person", "activity", "team")


def _record(actor: Actor, pk: UUID) -> ServiceRecord | None:
    return ServiceRecord.objects.visible_to(actor).select_related(*WITH).filter(pk=pk).first()


def _activity(actor: Actor, pk: UUID) -> Activity | None:
    rows = Activity.objects.visible_to(actor).select_related("place", "team", "pilot", "in_charge")
    return rows.filter(pk=pk).first()


RECORDS = Moves(rules=RULES, forms=FORMS, fetch=_record, story=story)
ACTIVITIES = Moves(
    rules=ACTIVITY_RULES, forms=ACTIVITY_FORMS, fetch=_activity, story=story_of_activity
)
