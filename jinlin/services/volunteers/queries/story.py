"""What happened to a record or an activity, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.services.volunteers.lifecycle import ACTIVITY_LIFECYCLE, LIFECYCLE
from jinlin.services.volunteers.models import Activity, ServiceRecord
from jinlin.services.volunteers.permissions import is_keeper


def story(record: ServiceRecord, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(record, say=sentence, internal=is_keeper(actor, record), after=after)


def story_of_activity(activity: Activity, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(
        activity, say=sentence_of_activity, internal=is_keeper(actor, activity), after=after
    )


def sentence(verb: str, data: dict[str, Any]) -> str:
    """'{by} confirmed 120 minutes.'"""
    began = {
        "record": _("{by} confirmed {minutes} minutes."),
        "propose": _("{by} wrote {minutes} minutes afterwards."),
        "request": _("The volunteer asked for {minutes} minutes."),
    }
    words = began.get(verb) or str(LIFECYCLE.moves[verb].sentence)
    return words.format_map(_blanks_of(data))


def sentence_of_activity(verb: str, data: dict[str, Any]) -> str:
    began = {
        "plan": _("The activity was planned."),
        "shift": _("It was moved to another time."),
        "entrust": _("Somebody else is in charge."),
    }
    words = began.get(verb) or str(ACTIVITY_LIFECYCLE.moves[verb].sentence)
    return words.format_map(_blanks_of(data))


class _Blank(dict[str, Any]):
    def __missing__(self, _key: str) -> str:
        return ""


def _blanks_of(data: dict[str, Any]) -> dict[str, Any]:
    blanks = {
        name: spoken.clause(value) if name == "reason" else value for name, value in data.items()
    }
    return _Blank(blanks)
