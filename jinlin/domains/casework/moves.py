"""How does a posted form move a case?"""

from jinlin.core.sight import Sight
from jinlin.domains.casework.forms.moves import FORMS
from jinlin.domains.casework.models import Case
from jinlin.domains.casework.permissions import RULES
from jinlin.domains.casework.queries.story import story
from jinlin.shell.moves import Moves

fetch = Sight[Case](Case.objects.for_desk, joins=Case.objects.none().with_row).first


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
