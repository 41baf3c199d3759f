"""How does a posted form move a record or an activity, for the portal and the desk alike?"""

from jinlin.core.sight import Sight
from jinlin.services.volunteers.forms.moves import ACTIVITY_FORMS, FORMS
from jinlin.services.volunteers.models import Activity, ServiceRecord
from jinlin.services.volunteers.permissions import ACTIVITY_RULES, RULES
from jinlin.services.volunteers.queries.story import story, story_of_activity
from jinlin.shell.moves import Moves

WITH = ("volunteer__person", "activity", "team")


_RECORDS = Sight[ServiceRecord](ServiceRecord.objects.visible_to, joins=WITH)
_ACTIVITIES = Sight[Activity](
    Activity.objects.visible_to, joins=("place", "team", "pilot", "in_charge")
)


RECORDS = Moves(rules=RULES, forms=FORMS, fetch=_RECORDS.first, story=story)
ACTIVITIES = Moves(
    rules=ACTIVITY_RULES, forms=ACTIVITY_FORMS, fetch=_ACTIVITIES.first, story=story_of_activity
)
