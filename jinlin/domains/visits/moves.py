"""How does a posted form move a round or a door?"""

from jinlin.core.sight import Sight
from jinlin.domains.visits.forms.moves import DOOR_FORMS, ROUND_FORMS
from jinlin.domains.visits.models import Door, Round
from jinlin.domains.visits.permissions import DOOR_RULES, ROUND_RULES
from jinlin.domains.visits.queries.story import story_of_door, story_of_round
from jinlin.shell.moves import Moves

fetch_round = Sight[Round](Round.objects.for_desk, joins=Round.objects.none().with_row).first
fetch_door = Sight[Door](Door.objects.visible_to, joins=Door.objects.none().with_row).first


ROUNDS = Moves(ROUND_RULES, ROUND_FORMS, fetch_round, story_of_round)
DOORS = Moves(DOOR_RULES, DOOR_FORMS, fetch_door, story_of_door)
