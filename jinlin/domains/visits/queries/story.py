"""What happened to a round and to a door, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.visits.lifecycle import DOOR_LIFECYCLE, LIFECYCLE
from jinlin.domains.visits.models import Danger, Door, FindingKind, Round

NAMES = ("by", "doors", "until", "reason", "visited", "tries", "visitor")


def story_of_round(round_: Round, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(round_, say=sentence_of_round, internal=True, after=after)


def story_of_door(door: Door, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(door, say=sentence_of_door, internal=True, after=after)


def sentence_of_round(verb: str, data: dict[str, Any]) -> str:
    if verb == "plan":
        return _("The round was planned.")
    return _filled(str(LIFECYCLE.moves[verb].sentence), data)


def sentence_of_door(verb: str, data: dict[str, Any]) -> str:
    if verb in DOOR_LIFECYCLE.moves:
        return _filled(str(DOOR_LIFECYCLE.moves[verb].sentence), data)
    what = str(data.get("what", ""))
    kind = FindingKind(what).label if what in FindingKind.values else ""
    danger = Danger(what).label if what in Danger.values else ""
    return {
        "clash": _("A second form came whose writer did not know of the first. Both are kept."),
        "choose": _("It was decided which of the two forms is right."),
        "danger": _("Danger was found: {what}.").format(what=danger),
        "pass_on": _("{kind}: it goes on as {number}.").format(
            kind=kind, number=data.get("number", "")
        ),
        "see_to": _("{kind}: somebody saw to it.").format(kind=kind),
        "leave": _("{kind}: nothing is to be done.").format(kind=kind),
        "part": _("A second household lives behind this door; it has a door of its own now."),
        "parted": _("It lives behind a door with another household, and has its own door now."),
        "bring_in": _("Somebody without a household is to be found here; it is a door now."),
        "find_closed": _("Nobody opened; what is known of the door stays as it is."),
        "fall_back": _("Its visitor does not knock here any more; it needs another one."),
    }.get(verb, verb)


def _filled(text: str, data: dict[str, Any]) -> str:
    words = {**dict.fromkeys(NAMES, ""), **data}
    words["reason"] = spoken.clause(words["reason"])
    words["until"] = spoken.when(words["until"])
    return text.format_map(words)
