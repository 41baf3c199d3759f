"""What has a resident said so far, and how does it become an appointment, once?

The draft lives in the session after every step: it outlives a closed page and signing in.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.core.time import clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.models import Booking, Session, Topic
from jinlin.ground.people.myself import myself
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request

DRAFT = "reception_draft"  # session key


@dataclass
class Draft:
    """What was said so far about one session."""

    session: str
    key: str = field(default_factory=lambda: str(uuid7()))
    slot_at: str = ""
    topic: str = ""
    words: str = ""

    @classmethod
    def of(cls, request: Request, session: Session) -> "Draft":
        """The draft of this session; another session's topic and words go along,
        its time does not.
        """
        kept = request.session.get(DRAFT)
        if kept is None:
            return cls(str(session.pk))
        draft = cls(**kept)
        return (
            draft
            if draft.session == str(session.pk)
            else cls(str(session.pk), topic=draft.topic, words=draft.words)
        )

    def keep(self, request: Request) -> None:
        request.session[DRAFT] = asdict(self)

    @property
    def slot(self) -> datetime | None:
        return read_slot(self.slot_at)

    @property
    def topic_words(self) -> str:
        return str(dict(Topic.choices).get(self.topic, ""))


def read_slot(written: str) -> datetime | None:
    """A moment as the form writes it, in China."""
    try:
        return datetime.fromisoformat(written).replace(tzinfo=clock.CHINA)
    except ValueError:
        return None


def send(request: Any, session: Session, fields: dict[str, Any]) -> str:
    """The appointment stands, once, however often this very form arrives; its key.

    The draft is forgotten.
    """
    slot = read_slot(fields["slot_at"])
    if slot is None:
        raise Unusable(_("Please choose one of the times."), field="slot_at")
    body = {name: str(value) for name, value in fields.items() if name != "key"}

    def act() -> Booking:
        person = myself(request, session.county, called=fields.get("name", ""))
        return actions.book(
            session,
            person=person,
            topic=fields["topic"],
            slot_at=slot,
            words=fields["words"],
            actor=request.actor,
        )

    content = {"by": actor_key(request), "session": str(session.pk), **body}
    sent = Sent(UUID(str(fields["key"])), content, session.place_code)
    made = made_once(Booking, sent, make=act)
    request.session.pop(DRAFT, None)
    return str(made.pk)
