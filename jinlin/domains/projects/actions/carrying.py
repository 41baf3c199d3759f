"""Who carries a project out, what was done, what was counted, and what do people need and say?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.projects.actions.steps import keep
from jinlin.domains.projects.lifecycle import State
from jinlin.domains.projects.models import (
    Activity,
    ActivityKind,
    Member,
    Project,
    Reply,
    Spending,
    Stage,
    Survey,
    TeamPart,
    Way,
    Word,
)
from jinlin.domains.projects.permissions import can_reply_at_door, can_write
from jinlin.ground.accounts.models import User
from jinlin.services.volunteers.models import Team

MOST_QUESTIONS, LONGEST_ANSWER = 12, 300


@dataclass(frozen=True)
class Joining:
    """Somebody of the team: a name, and the account or the volunteer team where there is one."""

    part: str
    name: str
    user: User | None = None
    team: Team | None = None


@dataclass(frozen=True)
class Doing:
    """Something that was done for a project. `subject` is the key of a row of another domain."""

    title: str
    on: date
    people: int | None = None
    kind: str = ActivityKind.OWN
    subject: UUID | None = None
    stage: Stage | None = None


@transaction.atomic
def join(project: Project, joining: Joining, *, actor: Actor) -> Member:
    """They are in the team from today on. Raises NotNow for a second leading social worker, and
    for a team that is in it.
    """
    project = Project.objects.held(project)
    require(can_write(actor, project))
    if project.is_ended:
        raise NotNow(_("The project is over."))
    words = _("Please say who it is.")
    member = Member(
        county=project.county,
        project=project,
        part=joining.part,
        name=needed(joining.name, field="name", words=words, limit=60),
        user=joining.user,
        team=joining.team,
        since=clock.today(),
    )
    try:
        with transaction.atomic():
            member.save(force_insert=True)
    except IntegrityError as error:
        taken = (
            _("A social worker leads it already. Please end that one's part first.")
            if joining.part == TeamPart.SOCIAL_WORKER
            else _("This team is in the project already.")
        )
        raise NotNow(taken) from error
    keep(project, "join", actor=actor, name=member.name)
    return member


@transaction.atomic
def leave(member: Member, *, actor: Actor) -> Member:
    """They are in the team no more, from today on."""
    project = Project.objects.held(member.project)
    require(can_write(actor, project))
    member = Member.objects.select_for_update().get(pk=member.pk)
    if member.ended_on is not None:
        raise NotNow(_("They left the team already."))
    member.ended_on = clock.today()
    member.save(update_fields=["ended_on"])
    keep(project, "leave", actor=actor, name=member.name)
    return member


@transaction.atomic
def hold(project: Project, doing: Doing, *, actor: Actor) -> Activity:
    """It stands among the project's activities; one of another domain once."""
    project = Project.objects.held(project)
    require(can_write(actor, project))
    if not project.is_running:
        raise NotNow(_("Activities are noted while a project is carried out."))
    if doing.on > clock.today():
        raise Unusable(_("This day is still to come."), field="on")
    if doing.stage is not None and doing.stage.project_id != project.pk:
        raise Unusable(_("This belongs to another project."), field="stage")
    made = Activity(
        county=project.county,
        project=project,
        stage=doing.stage,
        kind=doing.kind,
        subject_id=doing.subject,
        title=needed(doing.title, field="title", words=_("Please say what was done."), limit=80),
        on=doing.on,
        people=doing.people,
        place_code=project.place_code,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(_("This stands among the project's activities already.")) from error
    keep(project, "hold", actor=actor, name=made.title, day=made.on)
    return made


@transaction.atomic
def unhold(activity: Activity, *, reason: str, actor: Actor) -> Project:
    """It was noted by mistake and counts no more; that it was, and why not, stays on the trail.

    Raises NotNow once money was booked for it.
    """
    project = Project.objects.held(activity.project)
    require(can_write(actor, project))
    if not project.is_running:
        raise NotNow(_("Activities are noted while a project is carried out."))
    if Spending.objects.filter(activity=activity.pk).exists():
        raise NotNow(_("Money was spent on this activity: it stays."))
    reason = why_of(reason, limit=200)
    if Activity.objects.filter(pk=activity.pk, project=project).delete()[0]:
        keep(project, "unhold", actor=actor, name=activity.title, reason=reason)
    return project


@dataclass(frozen=True)
class Asking:
    """A questionnaire: its questions, each {text, options}, and from when until when it is open."""

    title: str
    questions: Sequence[Mapping[str, Any]]
    opens_on: date
    closes_on: date


@transaction.atomic
def ask_needs(project: Project, asking: Asking, *, actor: Actor) -> Survey:
    """People may say what they need, on their phone or at the door, from a day to a day."""
    project = Project.objects.held(project)
    require(can_write(actor, project))
    if project.is_ended:
        raise NotNow(_("The project is over."))
    if asking.closes_on < max(asking.opens_on, clock.today()):
        raise Unusable(_("The last day is before the first, or over."), field="closes_on")
    questions = [
        {"text": tidy(str(each["text"]))[:100], "options": [tidy(o)[:40] for o in each["options"]]}
        for each in asking.questions
        if tidy(str(each["text"]))
    ]
    if not 0 < len(questions) <= MOST_QUESTIONS:
        words = _("Please ask at least one and at most %(most)d questions.")
        raise Unusable(words % {"most": MOST_QUESTIONS}, field="questions")
    survey = Survey.objects.create(
        county=project.county,
        project=project,
        title=needed(asking.title, field="title", limit=60),
        questions=questions,
        opens_on=asking.opens_on,
        closes_on=asking.closes_on,
        place_code=project.place_code,
    )
    keep(project, "ask_needs", actor=actor, name=survey.title)
    return survey


@transaction.atomic
def reply(
    survey: Survey,
    answers: Sequence[str],
    *,
    user: User | None = None,
    key: UUID | None = None,
    at: datetime | None = None,
    actor: Actor,
) -> Reply:
    """The answers are kept, without a name. Without a user they were said at the door, where `at`
    may be earlier than now: what was written without a network counts on its own day.

    Raises NotNow when it was not open, and for an account that answered before.
    """
    survey = (
        Survey.objects.select_for_update(of=("self",)).select_related("project").get(pk=survey.pk)
    )
    require(actor.is_signed_in if user is not None else can_reply_at_door(actor, survey))
    if sent := Reply.objects.filter(pk=key, survey=survey).first() if key else None:
        return sent
    at = min(at, clock.now()) if at else clock.now()
    if not survey.was_open(clock.local_day(at)):
        raise NotNow(_("This questionnaire is not open now."))
    if user is not None and Reply.objects.filter(survey=survey, user=user).exists():
        raise NotNow(_("You answered this already. Thank you."))
    given = Reply(
        county=survey.county,
        survey=survey,
        answers=_answers(survey, answers),
        way=Way.PHONE if user is not None else Way.DOOR,
        user=user,
        written_on=clock.local_day(at),
        written_at=at,
        **({"id": key} if key else {}),
    )
    given.save(force_insert=True)
    return given


@transaction.atomic
def say(project: Project, *, is_fine: bool, text: str = "", user: User, actor: Actor) -> Word:
    """What this resident thinks of the results is kept; said again, the last one counts."""
    project = Project.objects.held(project)
    require(actor.is_signed_in and actor.user_id == user.pk)
    if project.state != State.EVALUATED or project.released_on is None:
        raise NotNow(_("The results are not published."))
    opinion = {"is_fine": is_fine, "text": tidy(text)[:300], "said_on": clock.today()}
    fixed = {"county": project.county, "place_code": project.place_code}
    word, _made = Word.objects.update_or_create(
        project=project, user=user, defaults=opinion, create_defaults={**opinion, **fixed}
    )
    return word


def _answers(survey: Survey, answers: Sequence[str]) -> list[str]:
    given = [tidy(each)[:LONGEST_ANSWER] for each in answers][: len(survey.questions)]
    given += [""] * (len(survey.questions) - len(given))
    for each, question in zip(given, survey.questions, strict=True):
        if each and question["options"] and each not in question["options"]:
            raise Unusable(_("Please choose one of the answers."), field="answers")
    if not any(given):
        raise Unusable(_("Please answer at least one question."), field="answers")
    return given
