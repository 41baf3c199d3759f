"""How does a posted form move a wish, for the portal and the desk alike?"""

from jinlin.core.sight import Sight
from jinlin.domains.wishes.forms.moves import FORMS, TAKES_PHOTOS
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.permissions import RULES
from jinlin.domains.wishes.queries import story
from jinlin.shell.moves import Moves

WITH = ("unit", "place__parent", "for_person", "posted_by", "consent")


# For a move: also one that everybody sees only the released words of. What a page shows of it is
# the page's to ask.
fetch = Sight[Wish](Wish.objects.within_reach, joins=WITH).first


MOVES = Moves(rules=RULES, forms=FORMS, fetch=fetch, story=story, takes_photos=TAKES_PHOTOS)
