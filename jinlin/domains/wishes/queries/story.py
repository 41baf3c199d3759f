"""What happened to a wish, in sentences?"""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.wishes.lifecycle import LIFECYCLE
from jinlin.domains.wishes.models import Capacity, Channel, Wish
from jinlin.domains.wishes.permissions import can_read_internal, is_wisher

# What whoever took it on (or looks at the wall) may read: that it moved. Questions, reasons and
# remarks may hold names.
FOR_CLAIMERS = frozenset(
    {
        "publish",
        "claim",
        "share",
        "step_out",
        "give_back",
        "run_out",
        "fulfil",
        "confirm",
        "dispute",
        "lapse",
        "thank",
    }
)


def story(wish: Wish, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail from the entry `after` on, oldest first: whole for staff and the wisher, without
    anybody's own words for all others.
    """
    internal = can_read_internal(actor, wish)
    lines = core.story(wish, say=sentence, internal=internal, after=after)
    if internal or is_wisher(actor, wish):
        return lines
    return [_for_everybody(line) for line in lines if line.verb in FOR_CLAIMERS]


def sentence(verb: str, data: dict[str, Any]) -> str:
    """'A volunteer took it on, until 18 April.'"""
    if verb == "post":
        return _posted(data)
    endings = {
        name: spoken.clause(data.get(name, "")) for name in ("reason", "instead")
    }  # the sentence brings its own full stop
    words = {
        "by": "",
        "number": "",
        "question": "",
        **data,
        **endings,
        "who": _who(data),
        "due": spoken.when(data.get("due")),
        "day": spoken.when(data.get("day")),
    }
    return str(LIFECYCLE.moves[verb].sentence).format_map(words)


def _for_everybody(line: Line) -> Line:
    return replace(
        line,
        note="",
        sentence=_("It came to the wish wall.") if line.verb == "publish" else line.sentence,
    )


def _who(data: dict[str, Any]) -> str:
    """'A volunteer', in the reader's language; an organisation that wants to be named, by its name.

    Whoever looks for somebody, by theirs.
    """
    return (
        data.get("who")
        or data.get("named")
        or (str(Capacity(data["capacity"]).label) if data.get("capacity") else "")
    )


def _posted(data: dict[str, Any]) -> str:
    channel = Channel(data["channel"]).label
    if data.get("number"):
        return _("The wish came in: {channel} {number}.").format(
            channel=channel, number=data["number"]
        )
    return _("The wish came in: {channel}.").format(channel=channel)
