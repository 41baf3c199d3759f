"""What happened to a service day or a small help, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.permissions import is_host


def story(session: Session, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(session, say=sentence, internal=is_host(actor, session), after=after)


def story_of_help(ask: HelpAsk, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(ask, say=sentence_of_help, internal=is_host(actor, ask), after=after)


def sentence(verb: str, data: dict[str, Any]) -> str:
    began = {
        "lay_out": _("The day was laid out."),
        "summarise": _("The summary was written."),
        "release_summary": _("The summary was released."),
        "stall": _("A craftsman of the directory comes with a stall: {skill}."),
        "add_shift": _("A duty was added: {title}."),
        "add_stall": _("A stall was added: {skill}."),
        "meet_need": _("What the stall needed is there: {skill}."),
        "strike_count": _("A count was taken back: {what}, {people} people."),
        "add_photos": _("{count} photos were kept."),
        "show_photo": _("A photo was shown to everybody."),
        "hide_photo": _("A photo is shown no more."),
    }
    return _filled(began.get(verb) or str(LIFECYCLE.moves[verb].sentence), data)


def sentence_of_help(verb: str, data: dict[str, Any]) -> str:
    return _filled(
        _("A small help was asked for.")
        if verb == "ask"
        else str(HELP_LIFECYCLE.moves[verb].sentence),
        data,
    )


def _filled(words: str, data: dict[str, Any]) -> str:
    endings = {**data, "reason": spoken.clause(data.get("reason", ""))}
    return words.format_map({"by": "", **endings})
