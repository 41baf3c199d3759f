"""What do the robots of group chats have in common?

A text in JSON, and an answer with errcode 0 when it was taken.

They know no idempotency key: when a worker dies between their answer and our note of it, the group
reads the same text twice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from jinlin.core import gateways
from jinlin.core.gateways import NotTaken, Wrong
from jinlin.services.notices.models import Delivery


@dataclass(frozen=True)
class Manners:
    """What one kind of robot allows."""

    longest: int  # bytes of the text
    busy: Collection[int]  # error codes that mean 'too many'
    stay_away: timedelta  # how long it wants to hear nothing then
    refused: Collection[
        int
    ]  # error codes that mean 'never': a wrong address or signature, a word that must be there


def post_text(url: str, delivery: Delivery, manners: Manners) -> None:
    """The group has the text. Raises NotTaken."""
    content = cut(f"{delivery.title}\n{delivery.body}", manners.longest)
    answer = gateways.read_object(
        gateways.post(
            url,
            gateways.written({"msgtype": "text", "text": {"content": content}}),
            outside_only=not settings.WEBHOOKS_PRIVATE,
        )
    )
    code = answer.get("errcode")
    if code == 0:
        return
    if not isinstance(code, int):
        raise NotTaken(Wrong.GARBAGE)
    detail = code  # their words are not shown to anybody: nobody knows what they may hold
    if code in manners.busy:
        raise NotTaken(Wrong.BUSY, detail, stay_away=manners.stay_away)
    raise NotTaken(Wrong.REFUSED if code in manners.refused else Wrong.BROKEN, detail)


def cut(text: str, longest: int) -> str:
    """The text in at most so many bytes, never in the middle of a character."""
    written = text.encode()
    return text if len(written) <= longest else f"{written[: longest - 3].decode(errors='ignore')}…"
