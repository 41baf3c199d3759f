"""How does a posted form move a service day or a small help?"""

from jinlin.core.sight import Sight
from jinlin.domains.servicedays.forms.typed import FORMS, HELP_FORMS
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.permissions import HELP_RULES, RULES
from jinlin.domains.servicedays.queries.near import WITH
from jinlin.domains.servicedays.queries.story import story, story_of_help
from jinlin.shell.moves import Moves

_SESSIONS = Sight[Session](Session.objects.visible_to, joins=WITH)
_HELPS = Sight[HelpAsk](HelpAsk.objects.visible_to, joins=("place", "person", "volunteer__person"))


SESSIONS = Moves(rules=RULES, forms=FORMS, fetch=_SESSIONS.first, story=story)
HELPS = Moves(rules=HELP_RULES, forms=HELP_FORMS, fetch=_HELPS.first, story=story_of_help)
