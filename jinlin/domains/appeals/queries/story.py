"""What happened to an appeal, in sentences?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.appeals.lifecycle import LIFECYCLE, SEES
from jinlin.domains.appeals.models import Appeal, Channel
from jinlin.domains.appeals.permissions import can_read_internal
from jinlin.domains.appeals.queries.veiling import veiled_lines

JUDGED = frozenset({"judge", "call_back"})  # their sentences say how it was judged


def story(appeal: Appeal, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail from the entry `after` on, oldest first; internal notes, and the photos of those
    who help, only for staff who work on it.
    """
    internal = can_read_internal(actor, appeal)
    lines = core.story(appeal, say=sentence, internal=internal, after=after)
    if not internal:
        lines = [replace(each, photos=()) if each.verb == "answer_part" else each for each in lines]
    return veiled_lines(appeal, lines, actor=actor)


def way_of(lines: Sequence[Line]) -> list[Line]:
    """How it went from unit to unit, when one returned it: who got it, who gave it back.

    Empty when nobody did.
    """
    if not any(line.verb == "return_" for line in lines):
        return []
    way: list[Line] = []
    for line in lines:
        is_new = not way or way[-1].verb == "return_"
        if line.verb in {"return_", "hand_over", "assign", "reassign"} or (
            line.verb == "convene" and is_new
        ):
            way.append(line)
    return way


def sentence(verb: str, data: dict[str, Any]) -> str:
    """'Handed to the urban management bureau, answer promised by 18 April.'"""
    if verb == "report":
        return _reported(data)
    endings = {
        name: spoken.clause(data.get(name, "")) for name in ("reason", "order")
    }  # the sentence brings its own full stop
    words = {
        "by": "",
        **data,
        **endings,
        "due": spoken.when(data.get("due")),
        "verdict": _verdict(data) if verb in JUDGED else "",
        "who": SEES.get(data.get("level", 0), ""),
    }
    return str(_words_of(verb, data)).format_map(words)


def _words_of(verb: str, data: dict[str, Any]) -> Any:
    """What the move says, or says otherwise in a case that it has to name."""
    if verb == "escalate" and data.get("stands"):
        return _(
            "The day on which it was to be looked at again is over; it is now also seen by {who}. "
            "The clock still stands."
        )
    if verb == "lapse" and data.get("called") == 0:
        return _(
            "Closed: the resident did not say anything. It was drawn to be called back, and "
            "nobody called."
        )
    if verb == "lapse" and data.get("called"):
        return ngettext(
            "Closed: the resident did not say anything and was not reached by phone on {called} "
            "day.",
            "Closed: the resident did not say anything and was not reached by phone on {called} "
            "days.",
            data["called"],
        )
    return LIFECYCLE.moves[verb].sentence


def _reported(data: dict[str, Any]) -> str:
    """Through which door it came in, from which other matter, and when it was written if that was
    earlier.
    """
    channel = Channel(data["channel"]).label
    if data.get("split_from"):
        return _("Received: {channel}. It was split off from {number}.").format(
            channel=channel, number=data["split_from"]
        )
    if data.get("origin"):
        return _("Received: {channel}. It comes from {origin}.").format(
            channel=channel, origin=data["origin"]
        )
    if data.get("written"):
        written = spoken.moment(datetime.fromisoformat(data["written"]))
        return _("Received: {channel}. It was written {written}.").format(
            channel=channel, written=written
        )
    return _("Received: {channel}.").format(channel=channel)


def _verdict(data: dict[str, Any]) -> str:
    answers = [
        (data.get("answered"), _("answered"), _("not answered")),
        (data.get("solved"), _("solved"), _("not solved")),
        (data.get("satisfied"), _("satisfied"), _("not satisfied")),
    ]
    return _(", ").join(
        yes if answer else no for answer, yes, no in answers if answer is not None
    ) or _("nobody was reached")
