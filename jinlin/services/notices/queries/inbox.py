"""What was said to this person?"""

from uuid import UUID

from django.db.models import UUIDField

from jinlin.core.actor import Actor
from jinlin.core.paging import Page, page
from jinlin.core.prepared import Prepared
from jinlin.services.notices.models import Message

PAGE = 30
MOST_COUNTED = 99


def inbox(actor: Actor, *, after: str = "") -> Page[Message]:
    """One's own messages: unread first, then the latest."""
    return page(
        Message.objects.visible_to(actor),
        order=("is_read", "-created_at", "id"),
        after=after,
        size=PAGE,
    )


def unread(actor: Actor) -> int:
    """How many are unread, counted up to one more than MOST_COUNTED."""
    if actor.user_id is None:
        return 0
    return len(_UNREAD.rows(user=actor.user_id))


_UNREAD = Prepared[
    UUID
](  # those of `visible_to`
    lambda user: Message.objects.filter(user_id=user).unread()[: MOST_COUNTED + 1],
    columns=("id",),
    user=UUIDField(),
)
