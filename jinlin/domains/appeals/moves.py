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
    found = in_sight(actor, pk, joins=WITH_ROW)
    return veiled(found, actor=actor) if found else None


def in_sight(actor: Actor, pk: UUID, *, joins: tuple[str, ...] = ()) -> Appeal | None:
    """The row itself, if it exists for this actor: to be moved, not to be shown."""
    if actor.is_staff and not actor.tracks:
        reader = Actor(actor.kind, actor.user_id, grants=actor.grants)
        return _in_sight(reader, joins).first(pk=pk)
    rows = Appeal.objects.visible_to(actor).filter(pk=pk)
    return (rows.select_related(*joins) if joins else rows).first()


@lru_cache(2 * MANY_READERS)
def _in_sight(reader: Actor, joins: tuple[str, ...]) -> Prepared[Appeal]:
    """A row by its key, for whoever has just these grants."""
    return Prepared(
        lambda pk: Appeal.objects.visible_to(reader).filter(pk=pk),
        joins=joins,
        is_kept=False,
        pk=UUIDField(),
    )


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story, takes_photos=TAKES_PHOTOS)
