"""How does a posted form move a wish, for the portal and the desk alike?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.domains.wishes.forms.moves import FORMS, TAKES_PHOTOS
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.permissions import RULES
from jinlin.domains.wishes.queries import story
from jinlin.shell.moves import Moves

WITH = ("unit", "place__parent", "for_person", "posted_by", "consent")


def fetch(actor: Actor, pk: UUID) -> Wish | None:
    """For a move: also one that everybody sees only the released words of.

    What a page shows of it is the page's to ask.
    """
    return Wish.objects.within_reach(actor).select_related(*WITH).filter(pk=pk).first()


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story, takes_photos=TAKES_PHOTOS)
