"""What happened to a project and to a task, in sentences?"""

from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core import story as core
from jinlin.core.actor import Actor
from jinlin.core.story import Line
from jinlin.domains.projects.lifecycle import LIFECYCLE, TASK_LIFECYCLE
from jinlin.domains.projects.models import Grade, Project, Task
from jinlin.domains.projects.permissions import can_read_internal


def story(project: Project, *, actor: Actor, after: int = 0) -> list[Line]:
    """The trail from the entry `after` on, oldest first."""
    internal = can_read_internal(actor, project)
    return core.story(project, say=sentence, internal=internal, after=after)


def task_story(task: Task, *, actor: Actor, after: int = 0) -> list[Line]:
    return core.story(task, say=task_sentence, internal=actor.is_staff, after=after)


def sentence(verb: str, data: dict[str, Any]) -> str:
    """'The urban office approved it with 30,000 yuan.'"""
    text = _beside(verb) or str(LIFECYCLE.moves[verb].sentence)
    return text.format_map(_words(data))


def task_sentence(verb: str, data: dict[str, Any]) -> str:
    """'The office moved the deadline to 30 June: the hall is not ready.'"""
    text = _beside_task(verb) or str(TASK_LIFECYCLE.moves[verb].sentence)
    return text.format_map(_words(data))


def _beside(verb: str) -> str:
    """What is no move."""
    return {
        "draft": _("The proposal was begun."),
        "plan": _("The plan was changed."),
        "settle": _("What two people wrote on one thing was settled."),
        "join": _("{name} joined the team."),
        "leave": _("{name} left the team."),
        "ask_needs": _("A questionnaire asks people what they need: {name}."),
        "hold": _("On {day}: {name}."),
        "unhold": _("The activity “{name}” was taken out: {reason}."),
        "count": _("{amount} counted towards “{name}”."),
        "uncount": _("A count towards “{name}” was taken back: {reason}."),
        "spend": _("{amount} yuan spent: {name}."),
        "ask_beyond": _("{amount} yuan for {name} go beyond the line; approval is asked for."),
        "approve_beyond": _("{who} approved {amount} yuan beyond the line for {name}."),
        "refuse_beyond": _("{who} refused {amount} yuan beyond the line for {name}: {reason}."),
        "take_back": _("{amount} yuan for {name} were taken back: {reason}."),
        "follow": _("Next year's proposal began from it."),
        "followed": _("It continues the project of the year before."),
        "released": _("The project you were asked about is finished: read what came of it."),
    }.get(verb, "")


def _beside_task(verb: str) -> str:
    return {
        "list": _("It is on the list; {unit} answers for it until {due}."),
        "plan_steps": _("Its milestones and figures were laid out."),
        "name_matter": _("“{name}” belongs to it."),
        "forget_matter": _("“{name}” belongs to it no more."),
        "reach": _("Milestone reached: {name}."),
        "strike_step": _("“{name}” is no milestone of it any more: {reason}."),
        "strike_figure": _("“{name}” is not counted for it any more: {reason}."),
        "unreach": _("A milestone was opened again: {name}: {reason}."),
        "count": _("{amount} counted towards “{name}”."),
        "uncount": _("A count towards “{name}” was taken back: {reason}."),
        "draft_report": _("A report was drafted from the records."),
        "sign": _("{by} signed report {number}."),
    }.get(verb, "")


def _words(data: dict[str, Any]) -> dict[str, Any]:
    grade = data.get("grade", "")
    return {
        **dict.fromkeys(("by", "reason", "amount", "name", "who", "unit", "number"), ""),
        **data,
        "reason": spoken.clause(data.get("reason", "")),
        "name": spoken.clause(data.get("name", "")),
        "grade": str(Grade(grade).label) if grade else "",
        "day": spoken.when(data.get("day")),
        "due": spoken.when(data.get("due")),
    }
