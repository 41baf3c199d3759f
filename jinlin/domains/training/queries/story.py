"""What happened to a class or an introduction, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.training.lifecycle import INTRODUCTION_LIFECYCLE, LIFECYCLE
from jinlin.domains.training.models import Course, Introduction
from jinlin.domains.training.permissions import can_teach, is_keeper


def story(course: Course, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(course, say=sentence, internal=can_teach(actor, course), after=after)


def story_of_introduction(row: Introduction, *, actor: Actor, after: int = 0) -> list[Line]:
    inside = is_keeper(actor, row.place_code)
    return core.story(row, say=sentence_of_introduction, internal=inside, after=after)


def sentence(verb: str, data: dict[str, Any]) -> str:
    answers = {"yes": _("agrees"), "no": _("does not agree")}
    blanks = {**data, "answer": answers.get(str(data.get("answer")), "")}
    began = {
        "propose": _("{wanted} residents order it: a class is proposed."),
        "plan": _("The class was planned."),
        "change_terms": _("The terms of the class were changed."),
        "give_materials": _("The materials of the class were changed."),
        "ask": _("{organisation} was asked."),
        "meet": _("The joint meeting of {on} was noted."),
        "answer": _("{organisation} {answer}."),
        "add_lesson": _("A lesson on {on} was put into the timetable."),
        "move_lesson": _("The lesson of {before} was moved to {on}."),
        "cancel_lesson": _("The lesson on {on} was cancelled."),
        "close_lesson": _("Lesson {number} was held, {there} were there."),
        "enter_sheet": _("The sheet of lesson {number} was entered: {noted} noted."),
        "enrol_list": _("A list was enrolled: {number} people, {left_out} left out."),
        "certify": _("Certificate {number} was issued."),
    }
    return _filled(began.get(verb) or str(LIFECYCLE.moves[verb].sentence), blanks)


def sentence_of_introduction(verb: str, data: dict[str, Any]) -> str:
    if verb == "introduce":
        return _("The person was asked whether they want to be introduced.")
    return _filled(str(INTRODUCTION_LIFECYCLE.moves[verb].sentence), data)


def _filled(text: str, data: dict[str, Any]) -> str:
    blanks = {name: value if value is not None else "" for name, value in data.items()}
    return text.format_map(_Known(blanks))


class _Known(dict[str, Any]):
    """What an old entry does not tell is left empty."""

    def __missing__(self, key: str) -> str:
        return ""
