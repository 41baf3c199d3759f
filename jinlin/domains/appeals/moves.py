"""How does a posted form move an appeal, for the portal and the desk alike?"""

from functools import lru_cache
from uuid import UUID

from django.db.models import UUIDField

from jinlin.core.actor import Actor
from jinlin.core.prepared import Prepared
from jinlin.domains.appeals.forms.moves import FORMS, TAKES_PHOTOS
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import RULES
from jinlin.domains.appeals.queries import story
from jinlin.domains.appeals.queries.veiling import veiled
from jinlin.shell.moves import Moves

WITH_ROW = ("unit", "place", "category", "reporter")
MANY_READERS = 500  # whose question is kept


def fetch(actor: Actor, pk: UUID) -> Appeal | None:
    if actor.is_staff and not actor.tracks:
        found = _in_sight(Actor(actor.kind, actor.user_id, grants=actor.grants)).first(pk=pk)
    else:
        rows = Appeal.objects.visible_to(actor).select_related(*WITH_ROW)
        found = rows.filter(pk=pk).first()
    return veiled(found, actor=actor) if found else None


@lru_cache(MANY_READERS)
def _in_sight(reader: Actor) -> Prepared[Appeal]:
    """A row by its key, for whoever has just these grants."""
    return Prepared(
        lambda pk: Appeal.objects.visible_to(reader).filter(pk=pk),
        joins=WITH_ROW,
        is_kept=False,
        pk=UUIDField(),
    )


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story, takes_photos=TAKES_PHOTOS)
