"""How does a posted form move a pact?"""

from jinlin.core.sight import Sight
from jinlin.domains.pacts.forms.moves import FORMS
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.permissions import RULES
from jinlin.domains.pacts.queries.story import story
from jinlin.shell.moves import Moves

fetch = Sight[Pact](Pact.objects.for_desk, joins=("unit", "place__parent")).first


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story)
