"""What goes on with another unit when one is closed?"""

from jinlin.domains.wishes.models import Claim, Wish
from jinlin.ground.places.holding import Held

HELD = (
    Held(lambda: Wish.objects.filter(ended_at=None)),
    Held(
        lambda: Claim.objects.filter(ended_at=None),
        "organisation",
        about=lambda claim: claim.wish,
    ),
)
