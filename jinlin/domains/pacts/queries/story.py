"""What happened to a pact, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.pacts.lifecycle import LIFECYCLE
from jinlin.domains.pacts.models import Pact
from jinlin.domains.pacts.permissions import can_read_internal

INSIDE = frozenset({"draft", "write"})  # what is only worked on is not news


def story(pact: Pact, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail from the entry `after` on, oldest first; of the writing only staff read."""
    internal = can_read_internal(actor, pact)
    lines = core.story(pact, say=sentence, internal=internal, after=after)
    return lines if internal else [line for line in lines if line.verb not in INSIDE]


def sentence(verb: str, data: dict[str, Any]) -> str:
    """'Adopted with 61 of 70 present; in force from 1 May.'"""
    if verb == "draft":
        return _("Drafting began.")
    if verb == "write":
        return _("The text was changed.")
    words = {
        **dict.fromkeys(("by", "where", "reason", "in_favour", "present"), ""),
        **data,
        "reason": spoken.clause(data.get("reason", "")),
        "day": spoken.when(data.get("day")),
        "since": spoken.when(data.get("since")),
        "due": spoken.when(data.get("due")),
    }
    return str(LIFECYCLE.moves[verb].sentence).format_map(words)
