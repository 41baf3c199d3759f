"""What happened to a topic, a meeting, a vote or an action item, in sentences?"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.lifecycle import Lifecycle
from jinlin.core.story import Line
from jinlin.domains.consultations.lifecycle import (
    ITEM_LIFECYCLE,
    LIFECYCLE,
    MEETING_LIFECYCLE,
    VOTE_LIFECYCLE,
)
from jinlin.domains.consultations.models import ActionItem, Meeting, Topic, Vote
from jinlin.domains.consultations.models.outcomes import How
from jinlin.domains.consultations.permissions import can_read_internal

Say = Callable[[str, dict[str, Any]], str]


def story(topic: Topic, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail of a topic from the entry `after` on, oldest first."""
    internal = can_read_internal(actor, topic)
    return core.story(topic, say=sentence, internal=internal, after=after)


def story_of_meeting(meeting: Meeting, *, actor: Actor, after: int = 0) -> list[Line]:
    internal = can_read_internal(actor, meeting)
    return core.story(meeting, say=sentence_of_meeting, internal=internal, after=after)


def story_of_vote(vote: Vote, *, actor: Actor, after: int = 0) -> list[Line]:
    internal = can_read_internal(actor, vote)
    return core.story(vote, say=sentence_of_vote, internal=internal, after=after)


def story_of_item(item: ActionItem, *, actor: Actor, after: int = 0) -> list[Line]:
    internal = can_read_internal(actor, item)
    return core.story(item, say=sentence_of_item, internal=internal, after=after)


def _beginnings() -> dict[str, str]:
    return {
        "raise_topic": _("The topic was raised."),
        "plan": _("The meeting was planned."),
        "prepare": _("The vote was prepared."),
        "agree_on": _("It was agreed on."),
        "write_note": _("Something was added to the minutes."),
        "reword": _("The words were changed before it was taken up."),
        "enrol": _("Somebody more stands on the roll, at {number}."),
        "enrol_owners": _("Owners were put on the roll: {came} more."),
        "strike": _("Whoever stood at {number} is off the roll."),
        "list_guest": _("Somebody more is on the list of those who come."),
        "strike_guest": _("Somebody is off the list of those who come."),
        "note_support": _("The station wrote down one more household that supports it."),
        "sign_out": _("Somebody was noted as present by mistake and is not here."),
        "give_proxy": _("Somebody on the list is stood in for, or no more."),
        "offer_option": _("One more way to go about it: {words}."),
        "drop_option": _("No more a way to go about it: {words}."),
        "release_statement": _("Everybody can read a statement now."),
        "refuse_statement": _("A statement is not shown: {reason}."),
        "name_proxy": _("Whoever stands at {number} gave a written power, or took it back."),
        "remind": _("The vote closes {due}. Whoever has not voted still can."),
        "hand_in_key": _("A teller handed in the public half of a key."),
        "count_paper": _("Somebody entered what they counted on paper."),
        "hand_in_count": _("A teller handed in a count of the box."),
        "burn": _("The box was burnt: nobody can count again."),
        "object": _("Somebody objected: {reason}."),
        "sign_first": _("{by} signed the minutes as chair."),
    }


def _sayer(lifecycle: Lifecycle) -> Say:
    def say(verb: str, data: dict[str, Any]) -> str:
        move = lifecycle.moves.get(verb)
        text = str(move.sentence) if move else _beginnings().get(verb, "")
        return text.format_map(_Words(data))

    return say


class _Words(dict[str, Any]):
    """Stored data as words: days and ways of deciding become what people say; what is missing is
    nothing.
    """

    def __missing__(self, key: str) -> str:
        return ""

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key) if key in self else ""
        if key in {"day", "due"} and value:
            return spoken.when(value)
        if key == "how" and value in How.values:
            return str(How(value).label)
        if key == "mark":
            return str(value)[:12]
        return spoken.clause(value) if key == "reason" else value


sentence = _sayer(LIFECYCLE)
sentence_of_meeting = _sayer(MEETING_LIFECYCLE)
sentence_of_vote = _sayer(VOTE_LIFECYCLE)
sentence_of_item = _sayer(ITEM_LIFECYCLE)
