"""How does a posted form move a round or a door?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.visits.forms.moves import DOOR_FORMS, ROUND_FORMS
from jinlin.domains.visits.models import Door, Round
from jinlin.domains.visits.permissions import DOOR_RULES, ROUND_RULES
from jinlin.domains.visits.queries.story import story_of_door, story_of_round
from jinlin.shell.moves import Moves


def fetch_round(actor: Actor, pk: UUID) -> Round | None:
    rows = Round.objects.for_desk(actor).select_related(*Round.objects.none().with_row)
    return rows.filter(pk=pk).first()


def fetch_door(actor: Actor, pk: UUID) -> Door | None:
    rows = Door.objects.visible_to(actor).select_related(*Door.objects.none().with_row)
    return rows.filter(pk=pk).first()


ROUNDS = Moves(ROUND_RULES, ROUND_FORMS, fetch_round, story_of_round)
DOORS = Moves(DOOR_RULES, DOOR_FORMS, fetch_door, story_of_door)
