"""How does a posted form move an appeal, for the portal and the desk alike?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.appeals.forms.moves import FORMS, TAKES_PHOTOS
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES
from jinlin.domains.appeals.queries import story
from jinlin.domains.appeals.queries.veiling import veiled
from jinlin.shell.moves import Moves


def fetch(actor: Actor, pk: UUID) -> Appeal | None:
    found = (
        Appeal.objects.visible_to(actor)
        .select_related("unit", "place", "category", "reporter")
        .filter(pk=pk)
        .first()
    )
    return veiled(found, actor=actor) if found else None


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story, takes_photos=TAKES_PHOTOS)
