"""How does a message become read?"""

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.services.notices.models import Message
from jinlin.services.notices.permissions import can_read


@transaction.atomic
def read(message: Message, *, actor: Actor) -> Message:
    """It is read, and whatever was said before about the same matter; the first time it was read
    stays.
    """
    message = Message.objects.locked(message.pk)
    require(can_read(actor, message))
    if not message.is_read:
        message.is_read, message.read_at = True, clock.now()
        message.save(update_fields=["is_read", "read_at"])
    before = Message.objects.visible_to(actor).unread().filter(about_id=message.about_id)
    before.filter(created_at__lt=message.created_at).update(is_read=True, read_at=clock.now())
    return message


def read_all(*, actor: Actor) -> int:
    """Nothing of the actor's is unread. Returns how many were."""
    return Message.objects.visible_to(actor).unread().update(is_read=True, read_at=clock.now())


def read_about(about: CountyRow, *, actor: Actor) -> int:
    """What the actor was told about a matter is read: they are looking at the matter itself."""
    return (
        Message.objects.visible_to(actor)
        .unread()
        .filter(about_id=about.pk)
        .update(is_read=True, read_at=clock.now())
    )
