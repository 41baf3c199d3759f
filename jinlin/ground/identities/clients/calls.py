"""How is another house called, and how does it say no?

Never inside the house's own network unless the installation says so, never longer than
`core.gateways` waits, and no word of the other side is shown to anybody.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jinlin.core import gateways
from jinlin.core.errors import NotNow, Refusal
from jinlin.core.gateways import NotTaken, Wrong

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Unanswered(Refusal):
    """The other house is slow, broken, or answers something else."""

    status = 503
    code = "no_answer"
    words = _(
        "The other side does not answer just now. Please try again in a minute, or sign in the "
        "usual way."
    )


class Doubted(Refusal):
    """What came back does not prove who somebody is."""

    status = 403
    code = "not_proved"
    words = _(
        "What came back does not prove who you are. Nothing was opened. Please sign in the usual "
        "way."
    )


class UsedUp(NotNow):
    words = _("This sign-in was used already, or took too long. Please begin again.")


def get(url: str, query: Mapping[str, str], **headers: str) -> dict[str, Any]:
    address = f"{url}?{urlencode(query)}" if query else url
    return gateways.read_object(gateways.fetch(address, headers=headers, outside_only=outside()))


def post(url: str, message: Mapping[str, object]) -> dict[str, Any]:
    return gateways.read_object(
        gateways.post(url, gateways.written(message), outside_only=outside())
    )


def post_form(url: str, fields: Mapping[str, str], **headers: str) -> dict[str, Any]:
    body = urlencode(fields).encode()
    return gateways.read_object(
        gateways.post(url, body, headers={**FORM, **headers}, outside_only=outside())
    )


def outside() -> bool:
    return not settings.WEBHOOKS_PRIVATE


def checked(answer: dict[str, Any], *, used_up: frozenset[int], busy: frozenset[int]) -> Any:
    """The answer of a house that says in `errcode` how it went. Raises UsedUp for a code that is
    spent, NotTaken for everything else that is no success.
    """
    code = answer.get("errcode", 0)
    if not code:
        return answer
    if code in used_up:
        raise UsedUp
    if code in busy:
        raise NotTaken(Wrong.BUSY, code, stay_away=timedelta(minutes=1))
    raise NotTaken(Wrong.REFUSED, code)


def text(answer: Mapping[str, Any], name: str, *, longest: int = 200) -> str:
    """A text that must be there. Raises Doubted."""
    value = answer.get(name)
    if not isinstance(value, str) or not value or len(value) > longest:
        raise Doubted
    return value
