"""What happened in a case, in sentences? Read by its team only."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.casework.lifecycle import LIFECYCLE
from jinlin.domains.casework.models import Case

# What is no move, and how the trail says it.
SENTENCES = {
    "open_case": _("{by} took the person in."),
    "note_measure": _("The sentence or measure ends on {until}."),
    "note": _("{by} signed the note of a session on {on}."),
    "addendum": _("An addendum was written to a note."),
    "attach": _("A file was added."),
    "write_plan": _("{by} wrote version {number} of the plan."),
    "agree_to_plan": _("The supervisor agreed to version {number} of the plan."),
    "return_plan": _("The supervisor wants version {number} of the plan changed."),
    "assess": _("A scale was filled in: {total}."),
    "consent": _("A consent was noted."),
    "withdraw": _("A consent was withdrawn."),
    "know_relative": _("Somebody was added to the genogram."),
    "take_out": _("Somebody was taken out of the genogram: {reason}"),
    "put_right": _("{by} put right whom it is about. It said before: {reason}"),
    "join": _("Somebody joined the group."),
    "leave": _("Somebody left the group."),
    "assign": _("The supervisor put somebody on the team."),
    "relieve": _("Somebody left the team."),
    "offer": _("A colleague was asked to take the case over."),
    "accept_offer": _("The colleague took the case over."),
    "refuse_offer": _("The colleague did not take the case over."),
    "refer": _("Another unit was asked to help."),
    "note_answer": _("The other unit answered."),
    "let_in": _("Somebody outside the team may read it until {until}."),
    "turn_away": _("Somebody who asked to read it may not: {reason}"),
    "end_opening": _("The reading from outside the team was ended."),
}


def story(case: Case, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail from the entry `after` on, oldest first."""
    return core.story(case, say=partial(sentence, case), internal=True, after=after)


def sentence(case: Case, verb: str, data: dict[str, Any]) -> str:
    words = {
        **dict.fromkeys(("by", "phase", "number", "total"), ""),
        **data,
        "reason": case.unlock(str(data.get("locked", ""))),
        "on": spoken.when(data.get("on")),
        "until": spoken.when(data.get("until")),
    }
    text = SENTENCES.get(verb) or LIFECYCLE.moves[verb].sentence
    return str(text).format_map(words)
