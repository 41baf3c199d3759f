"""Who may do what with a project and with a key task?

A unit proposes and carries out; others review, decide and judge. Nobody judges what they had a hand
in. What nobody granted is not allowed.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When
from jinlin.domains.projects.lifecycle import LIFECYCLE, TASK_LIFECYCLE
from jinlin.domains.projects.models import (
    Indicator,
    Line,
    Member,
    Milestone,
    Project,
    Spending,
    SpendingState,
    Stage,
    Supervision,
    Survey,
    Task,
    TeamPart,
)
from jinlin.domains.projects.models.project import OWNERS
from jinlin.domains.projects.models.task import UNITS
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place

SCOPE = "projects:write"
DOINGS = (
    *("draft", "plan", "settle", "apply", "begin", "join", "leave", "hold", "unhold", "ask_needs"),
    *("count", "uncount", "spend", "ask_beyond", "take_back", "finish", "follow"),
)
TASK_DOINGS = (
    *("take_on", "reach", "unreach", "count", "uncount", "draft_report", "sign", "answer"),
    "report_done",
)


def can_propose(actor: Actor, place: Place, unit: Organisation) -> bool:
    """Whoever looks after the place, and whoever works for the unit that would carry it out."""
    if actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code):
        return True
    return unit.pk in actor.organisations(*OWNERS) and unit.county == place.county


def is_owner(actor: Actor, project: Project) -> bool:
    """Writes it and carries it out: for its unit, or whoever looks after its place."""
    if actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=project.place_code):
        return True
    return project.unit_id in actor.organisations(*OWNERS)


def is_party(actor: Actor, project: Project) -> bool:
    """Has a hand in it: works for its unit, stands in its team, or did a step of it."""
    if actor.user_id is None:
        return False
    if project.unit_id in actor.organisations(*OWNERS) or project.drafted_by == actor.user_id:
        return True
    team = {member.user_id for member in project.members.all()}
    return actor.user_id in team or timeline.has_done(actor, project, *DOINGS)


def can_write(actor: Actor, project: Project) -> bool:
    return is_owner(actor, project)


def can_spend(actor: Actor, project: Project) -> bool:
    return is_owner(actor, project)


def can_review(actor: Actor, project: Project) -> bool:
    """Those above: the lead or the approver at the place, without a hand in it."""
    if actor.is_system:
        return True
    holds = actor.holds(Role.LEAD, Role.APPROVER, at=project.place_code)
    return holds and not is_party(actor, project)


def can_decide(actor: Actor, project: Project) -> bool:
    """The approver, who neither had a hand in it nor recommended it."""
    if actor.is_system:
        return True
    if not actor.holds(Role.APPROVER, at=project.place_code) or is_party(actor, project):
        return False
    return not timeline.has_done(actor, project, "recommend")


def can_judge(actor: Actor, project: Project) -> bool:
    """The approver without a hand in it."""
    if actor.is_system:
        return True
    holds = actor.holds(Role.APPROVER, at=project.place_code)
    return holds and not is_party(actor, project)


def can_return(actor: Actor, project: Project) -> bool:
    return can_review(actor, project)


def can_release(actor: Actor, project: Project) -> bool:
    return actor.is_system or actor.holds(Role.LEAD, Role.APPROVER, at=project.place_code)


def can_follow(actor: Actor, project: Project) -> bool:
    return is_owner(actor, project)


def can_approve_beyond(actor: Actor, spending: Spending) -> bool:
    """The approver, by name; never whoever wrote it down."""
    is_own = actor.user_id is not None and spending.written_by == actor.user_id
    return can_judge(actor, spending.project) and not is_own


def can_reply_at_door(actor: Actor, survey: Survey) -> bool:
    return is_owner(actor, survey.project)


def can_read_internal(actor: Actor, project: Project) -> bool:
    return actor.is_staff or actor.is_system


def _has_plan_of(model: type[Stage] | type[Indicator] | type[Line]) -> Callable[[Project], bool]:
    return lambda project: model.objects.filter(project=project).exists()


def _is_led(project: Project) -> bool:
    leading = Member.objects.filter(project=project, part=TeamPart.SOCIAL_WORKER, ended_on=None)
    return leading.exists()


def _has_open_asking(project: Project) -> bool:
    return Spending.objects.filter(project=project, state=SpendingState.ASKED).exists()


MAY: dict[str, Callable[[Actor, Project], bool]] = {
    "apply": can_write,
    "recommend": can_review,
    "send_back": can_return,
    "approve": can_decide,
    "turn_down": can_decide,
    "begin": can_write,
    "judge_midway": can_judge,
    "finish": can_write,
    "evaluate": can_judge,
    "ask_more": can_judge,
    "release": can_release,
    "withhold": can_release,
    "stop": can_judge,
}
WHEN: dict[str, tuple[When[Project], ...]] = {
    "apply": (
        When(
            lambda project: bool(project.need and project.design),
            _("Please write first what people need and what the service looks like."),
        ),
        When(
            lambda project: bool(project.starts_on and project.ends_on),
            _("Please say first from when until when it runs."),
        ),
        When(_has_plan_of(Stage), _("The plan has no stage yet.")),
        When(_has_plan_of(Indicator), _("The plan says nothing yet of what is to be reached.")),
        When(_has_plan_of(Line), _("The budget has no line yet.")),
        When(_is_led, _("No professional social worker leads it yet.")),
    ),
    "finish": (
        When(
            lambda project: not _has_open_asking(project),
            _("Spending beyond a line waits for approval: that is decided first."),
        ),
    ),
    "release": (
        When(lambda project: project.released_on is None, _("The results are published already.")),
    ),
    "withhold": (
        When(lambda project: project.released_on is not None, _("The results are not published.")),
    ),
}
RULES = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)


def can_list(actor: Actor, place: Place) -> bool:
    """Put tasks on the list of a place: those who answer for it."""
    return actor.is_system or actor.holds(Role.LEAD, Role.APPROVER, at=place.code)


def is_unit(actor: Actor, task: Task) -> bool:
    """Works for the unit that answers for it."""
    return actor.is_system or task.unit_id in actor.organisations(*UNITS)


def is_keeper(actor: Actor, task: Task) -> bool:
    """Answers for the list and is not of the unit."""
    if actor.is_system:
        return True
    return actor.holds(Role.LEAD, Role.APPROVER, at=task.place_code) and not is_unit(actor, task)


def can_press(actor: Actor, task: Task) -> bool:
    if actor.is_system:
        return True
    above = actor.holds(Role.SUPERVISOR, Role.LEAD, Role.APPROVER, at=task.place_code)
    return above and not is_unit(actor, task)


def can_judge_task(actor: Actor, task: Task) -> bool:
    """Of another unit than the one that answers for it, and without a hand in it: not even from
    the time when they worked there.
    """
    if not is_keeper(actor, task) or (actor.user_id and actor.user_id == task.asked_by):
        return False
    return not timeline.has_done(actor, task, *TASK_DOINGS)


def can_plan_task(actor: Actor, task: Task) -> bool:
    """Its milestones, figures and matters: the unit, and those who keep the list."""
    return is_unit(actor, task) or is_keeper(actor, task)


def can_report(actor: Actor, task: Task) -> bool:
    return is_unit(actor, task)


def _is_pressed(task: Task) -> bool:
    return Supervision.objects.filter(task=task, answered_on=None).exists()


TASK_MAY: dict[str, Callable[[Actor, Task], bool]] = {
    "take_on": is_unit,
    "report_done": is_unit,
    "judge_done": can_judge_task,
    "judge_open": can_judge_task,
    "press": can_press,
    "answer": is_unit,
    "postpone": is_keeper,
    "hand_over": is_keeper,
    "drop": is_keeper,
}
TASK_WHEN: dict[str, tuple[When[Task], ...]] = {
    "report_done": (
        When(
            lambda task: not Milestone.objects.filter(task=task, reached_on=None).exists(),
            _("Milestones are still open: please note first when each was reached."),
        ),
        When(lambda task: not _is_pressed(task), _("Please answer the supervision first.")),
    ),
    "press": (
        When(
            lambda task: not _is_pressed(task),
            _("It is being supervised already; its answer comes first."),
        ),
    ),
    "answer": (When(_is_pressed, _("Nobody asked anything.")),),
}
TASK_RULES = Rules(TASK_LIFECYCLE, TASK_MAY, TASK_WHEN, scope=SCOPE)
