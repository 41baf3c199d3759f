"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.text import why_of
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.talents.actions.voices import speak
from jinlin.domains.talents.models import TalentRule

LONGEST_REASON = 300


def rule_of(county: str) -> TalentRule:
    """The county's numbers as they are today."""
    return TalentRule.of(county, clock.today())


def why(reason: str) -> str:
    """The reason of a verb, which whoever it concerns reads."""
    return why_of(reason, limit=LONGEST_REASON)


def keep(row: Any, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed row is its next version with its entry; whoever it concerns hears of it."""
    entry = timeline.keep(row, verb, actor=actor, note=note, **data)
    speak(row, entry)
    return entry


def keep_on(row: Any, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The same for what is no move, and whatever version the caller saw."""
    entry = timeline.keep_on(row, verb, actor=actor, data={"by": actor.face, **data})
    speak(row, entry)
    return entry
