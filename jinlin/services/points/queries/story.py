"""What happened to an order or a reversal, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.services.points.lifecycle import LIFECYCLE, REVERSAL_LIFECYCLE
from jinlin.services.points.models import Order, Reversal
from jinlin.services.points.permissions import is_reader


def story_of_order(order: Order, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(order, say=_of_order, internal=is_reader(actor, order), after=after)


def story_of_reversal(reversal: Reversal, *, actor: Actor, after: int = 0) -> list[Line]:
    internal = is_reader(actor, reversal)
    return core.story(reversal, say=_of_reversal, internal=internal, after=after)


def _of_order(verb: str, data: dict[str, Any]) -> str:
    if verb == "order":
        return _("Ordered; {points} points are held.").format(points=data.get("points", ""))
    return _sentence_of(LIFECYCLE.moves[verb].sentence, data)


def _of_reversal(verb: str, data: dict[str, Any]) -> str:
    if verb == "propose":
        return _("{by} asks for it to be reversed.").format(by=data.get("by", ""))
    return _sentence_of(REVERSAL_LIFECYCLE.moves[verb].sentence, data)


def _sentence_of(words: Any, data: dict[str, Any]) -> str:
    blanks = {"by": "", "points": "", "reason": "", **data}
    blanks["reason"] = spoken.clause(blanks["reason"])
    return str(words).format_map(blanks)
