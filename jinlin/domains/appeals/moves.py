"""How does a posted form move an appeal, for the portal and the desk alike?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.core.sight import Sight
from jinlin.domains.appeals.forms.moves import FORMS, TAKES_PHOTOS
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES
from jinlin.domains.appeals.queries import story
from jinlin.domains.appeals.queries.veiling import veiled
from jinlin.shell.moves import Moves

WITH_ROW = ("unit", "place", "category", "reporter")
_SHOWN = Sight[Appeal](Appeal.objects.visible_to, joins=WITH_ROW)
IN_SIGHT = Sight[Appeal](Appeal.objects.visible_to)  # to be moved, not to be shown


def fetch(actor: Actor, pk: UUID) -> Appeal | None:
    found = _SHOWN.first(actor, pk)
    return veiled(found, actor=actor) if found else None


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story, takes_photos=TAKES_PHOTOS)
