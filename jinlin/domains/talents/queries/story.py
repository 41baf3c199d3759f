"""What happened to a talent, an application, a certificate, a pair or a help, in sentences?"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Lifecycle
from jinlin.core.rows import MovingRow
from jinlin.core.story import Line
from jinlin.domains.talents.lifecycle import (
    CERTIFICATE_LIFECYCLE,
    LIFECYCLE,
    TALENT_LIFECYCLE,
)
from jinlin.domains.talents.lifecycle_of_help import HELP_LIFECYCLE, PAIR_LIFECYCLE
from jinlin.domains.talents.models import Outcome, Went
from jinlin.domains.talents.models.talent import READERS

WORDS = ("by", "reason", "question", "count", "in_favour", "judged", "number", "comes", "minutes")
FIRST: Mapping[str, Callable[[], str]] = {
    "find": lambda: _("Nominated."),
    "nominate": lambda: _("Somebody else nominated them too."),
    "apply": lambda: _("Applied to be certified."),
    "declare": lambda: _("Somebody on the panel declared whether they are free to judge."),
    "judge": lambda: _("Somebody on the panel judged."),
    "issue": lambda: _("The certificate was issued."),
    "propose": lambda: _("Brought together."),
    "ask": lambda: _("Help was asked for."),
    "add_evidence": lambda: _("Evidence was added."),
    "drop_evidence": lambda: _("Evidence was taken out."),
    "stall": lambda: _("Comes with a stall ({skill}): {title}"),
}
OUTCOMES = {**dict(Outcome.choices), **dict(Went.choices)}


def sentence_of(lifecycle: Lifecycle, verb: str, data: dict[str, Any]) -> str:
    """'The panel is for it (3 of 4). It is on public notice until 8 May.'"""
    if verb in FIRST:
        return FIRST[verb]().format_map({"skill": "", "title": "", **data})
    words = {
        **dict.fromkeys((*WORDS, "note", "goal"), ""),
        **data,
        "reason": spoken.clause(data.get("reason", "")),
        "outcome": OUTCOMES.get(str(data.get("outcome", "")), ""),
        "day": spoken.when(data.get("day")),
        "due": spoken.when(data.get("due")),
        "when": _when(data.get("when")),
    }
    return str(lifecycle.moves[verb].sentence).format_map(words)


def _story(lifecycle: Lifecycle, row: Any, *, actor: Actor, after: int = 0) -> list[Line]:
    internal = actor.is_system or (actor.is_staff and actor.holds(*READERS, at=row.place_code))
    say = partial(sentence_of, lifecycle)
    return core.story(row, say=say, internal=internal, after=after)


def sentence(row: MovingRow, verb: str, data: dict[str, Any]) -> str:
    """What a verb said of this row, whatever kind it is."""
    return sentence_of(LIFECYCLES[row._meta.model_name or ""], verb, data)


LIFECYCLES = {
    "talent": TALENT_LIFECYCLE,
    "application": LIFECYCLE,
    "certificate": CERTIFICATE_LIFECYCLE,
    "pair": PAIR_LIFECYCLE,
    "help": HELP_LIFECYCLE,
}
story_of_talent = partial(_story, TALENT_LIFECYCLE)
story = partial(_story, LIFECYCLE)
story_of_certificate = partial(_story, CERTIFICATE_LIFECYCLE)
story_of_pair = partial(_story, PAIR_LIFECYCLE)
story_of_help = partial(_story, HELP_LIFECYCLE)


def _when(moment: str | None) -> str:
    return spoken.moment(datetime.fromisoformat(moment)) if moment else ""
