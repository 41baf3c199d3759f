"""What was said to this person?"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, UUIDField

from jinlin.core.actor import Actor
from jinlin.core.paging import Page, page
from jinlin.core.prepared import Prepared
from jinlin.services.notices.models import Message

PAGE = 30
MOST_COUNTED = 99


@dataclass
class Thread:
    """All that was said to one person about one matter: the latest message, and those before it."""

    last: Message
    earlier: list[Message] = field(default_factory=list)

    @property
    def is_read(self) -> bool:
        return self.last.is_read and all(message.is_read for message in self.earlier)


Finder = Callable[[Actor, Mapping[str, Collection[UUID]]], Collection[UUID]]
_finders: list[Finder] = []


def let_tell_whose_turn(finder: Finder) -> None:
    """From now on `finder` says which matters, named by the labels of their models and their keys,
    wait for this very person.
    """
    _finders.append(finder)


def inbox(actor: Actor, *, after: str = "") -> Page[Message]:
    """The latest of one's own messages about each matter: unread first, then the latest."""
    own = Message.objects.visible_to(actor)
    later = own.filter(about_id=OuterRef("about_id")).filter(
        Q(created_at__gt=OuterRef("created_at"))
        | Q(created_at=OuterRef("created_at"), id__gt=OuterRef("id"))
    )
    return page(
        own.filter(~Exists(later)), order=("is_read", "-created_at", "id"), after=after, size=PAGE
    )


def threads(actor: Actor, last: Sequence[Message]) -> tuple[list[Thread], list[Thread]]:
    """These messages with what was said before about the same matters: one statement. First what
    waits for this person to do something, then what is only to be known.
    """
    found = {message.about_id: Thread(message) for message in last}
    if not found:
        return [], []
    rows = Message.objects.visible_to(actor).filter(about_id__in=found)
    for message in rows.exclude(pk__in=[each.pk for each in last]).order_by("-created_at", "-id"):
        found[message.about_id].earlier.append(message)
    named: dict[str, list[UUID]] = {}
    for message in last:
        named.setdefault(message.about_label, []).append(message.about_id)
    turn = {key for finder in _finders for key in finder(actor, named)}
    return (
        [thread for key, thread in found.items() if key in turn],
        [thread for key, thread in found.items() if key not in turn],
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
