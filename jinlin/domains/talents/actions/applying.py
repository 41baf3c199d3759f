"""How does a talent apply to be certified, and how does a panel come to judge it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.talents.actions.steps import LONGEST_REASON, keep, keep_on, rule_of, why
from jinlin.domains.talents.actions.voices import speak
from jinlin.domains.talents.lifecycle import PRESENT, State
from jinlin.domains.talents.models import (
    Application,
    Level,
    Part,
    Seat,
    Skill,
    Talent,
    Verdict,
)
from jinlin.domains.talents.permissions import RULES, can_apply, can_judge
from jinlin.domains.talents.queries.panels import assessors
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

LONGEST_WORDS = 500


@transaction.atomic
def apply(talent: Talent, skill: Skill, *, level: str, words: str, actor: Actor) -> Application:
    """The application waits to be looked at by staff.

    Raises NotNow for whoever is not in the directory or has one open in this skill; Unusable for a
    skill that is not in the profile.
    """
    talent = Talent.objects.held(talent)
    require(can_apply(actor, talent))
    _check(talent, skill, level)
    reasons = needed(
        words,
        field="words",
        words=_("Please say what speaks for it: years, works, licences."),
        limit=LONGEST_WORDS,
    )
    now = clock.now()
    made = Application(
        county=talent.county,
        talent=talent,
        skill=skill,
        level=level,
        words=reasons,
        place_code=talent.place_code,
        due_at=_term(talent.county),
        applied_at=now,
        applied_on=clock.local_day(now),
        version=1,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow(_("An application in this skill is open already.")) from error
    speak(made, timeline.record(made, "apply", actor=actor, data={"by": actor.face}))
    return made


@transaction.atomic
def ask_back(application: Application, *, question: str, actor: Actor) -> Application:
    """The applicant reads the question; the term is theirs until they answer."""
    application = RULES.begin(application, "ask_back", actor)
    words = _("Please write what you want to know.")
    application.question = needed(question, field="question", words=words, limit=LONGEST_REASON)
    application.due_at = _term(application.county)
    return _keep(application, "ask_back", actor, question=application.question)


@transaction.atomic
def answer_back(application: Application, *, answer: str, actor: Actor) -> Application:
    """What was asked stands with the application, which staff looks at again."""
    application = RULES.begin(application, "answer_back", actor)
    text = needed(answer, field="answer", words=_("Please write the answer."), limit=LONGEST_REASON)
    application.due_at = _term(application.county)
    keep(application, "answer_back", actor=actor, note=text)
    return application


@transaction.atomic
def convene(application: Application, *, panel: Mapping[str, Any], actor: Actor) -> Application:
    """These people are asked to judge it, each in a capacity; first they declare whether they are
    free to.

    Raises Unusable for fewer than the county asks for, without a chair, or for whom it concerns.
    """
    application = RULES.begin(application, "convene", actor)
    least = rule_of(application.county).panel_size
    if len(panel) < least:
        words = _("A panel has at least %(least)d people.")
        raise Unusable(words % {"least": least}, field="panel")
    if Part.CHAIR not in panel.values():
        raise Unusable(_("Please name a chair."), field="panel")
    _seat(application, panel)
    application.due_at = _term(application.county)
    return _keep(
        application, "convene", actor, count=len(panel), due=clock.local_day(application.due_at)
    )


@transaction.atomic
def add_assessor(
    application: Application, *, panel: Mapping[str, Any], actor: Actor
) -> Application:
    """One more is asked to judge it: in the place of somebody with a conflict of interest."""
    application = RULES.begin(application, "add_assessor", actor)
    _seat(application, panel)
    keep(application, "add_assessor", actor=actor)
    return application


@transaction.atomic
def excuse(application: Application, *, seat: str, reason: str, actor: Actor) -> Application:
    """Whoever left, or let the term go by without a verdict, sits on the panel no more; somebody
    else can be named.

    Raises Unusable for whoever has judged, and for whoever still has time to.
    """
    application = RULES.begin(application, "excuse", actor)
    found = {str(each.pk): each for each in application.excusable()}
    if seat not in found:
        raise Unusable(_("Please choose somebody who has not judged."), field="seat")
    user, reason = found[seat].user_id, why(reason)
    found[seat].delete()
    keep(application, "excuse", actor=actor, reason=reason)
    notices.tell(
        county=application.county,
        event="talents.application.excuse",
        title=_("You judge an application for a certificate no more"),
        body=reason,
        about=application,
        url="/desk/talents/panels/",
        to=[Recipient(user_id=user)],
    )
    return application


def _check(talent: Talent, skill: Skill, level: str) -> None:
    if talent.state not in PRESENT:
        raise NotNow(_("Only who is in the directory can be certified."))
    if level not in Level.values:
        raise Unusable(_("Please choose a level."), field="level")
    if not talent.skills.filter(skill=skill).exists():
        words = _("Please put this skill into the profile first.")
        raise Unusable(words, field="skill")


@dataclass(frozen=True)
class Declaration:
    """Whether somebody on a panel has a conflict of interest, and which."""

    has_conflict: bool
    words: str = ""


@transaction.atomic
def declare(seat: Seat, declaration: Declaration, *, actor: Actor) -> Seat:
    """On record before anything is judged: with a conflict they have no part in it. Said once.

    Raises NotNow when they declared already or the panel has risen.
    """
    seat = _sitting(seat, actor)
    if seat.has_conflict is not None:
        raise NotNow(_("You declared this already."))
    seat.has_conflict, seat.declared_at = declaration.has_conflict, clock.now()
    if declaration.has_conflict:
        words = _("Please say in a few words what connects you with them.")
        seat.conflict = needed(declaration.words, field="words", words=words, limit=300)
    seat.save()
    keep_on(seat.application, "declare", actor=actor)
    return seat


@transaction.atomic
def judge(seat: Seat, verdict: str, *, words: str, actor: Actor) -> Seat:
    """Their verdict stands with its reasons; until the panel has risen they may change it.

    Raises NotNow before they declared, and for whoever has a conflict of interest.
    """
    seat = _sitting(seat, actor)
    if seat.has_conflict is None:
        raise NotNow(_("Please declare first whether you are free to judge."))
    if seat.has_conflict:
        raise NotNow(_("You declared a conflict of interest, so you have no part in this."))
    if verdict not in Verdict.values:
        raise Unusable(_("Please choose: for it, or against it."), field="verdict")
    seat.words = needed(
        words, field="words", words=_("Please give your reasons."), limit=LONGEST_WORDS
    )
    seat.verdict, seat.judged_at = verdict, clock.now()
    seat.save()
    keep_on(seat.application, "judge", actor=actor)
    return seat


@transaction.atomic
def refuse(application: Application, *, reason: str, actor: Actor) -> Application:
    """It is not taken up; the applicant reads why."""
    application = RULES.begin(application, "refuse", actor)
    return end(application, "refuse", actor=actor, reason=reason)


@transaction.atomic
def take_back(application: Application, *, actor: Actor) -> Application:
    """The applicant does not want it any more."""
    application = RULES.begin(application, "take_back", actor)
    application.decided_on = clock.today()
    keep(application, "take_back", actor=actor)
    return application


def take_all_back(talent: Talent) -> None:
    """What was applied for and is before no notice yet is judged no further."""
    before = (State.APPLIED, State.ASKED, State.ON_PANEL)
    for row in list(talent.applications.filter(state__in=before).order_by("applied_at", "pk")):
        application = Application.objects.held(row)
        application.state = RULES.lifecycle.target("take_back", application.state)
        application.decided_on = clock.today()
        keep(application, "take_back", actor=SYSTEM)


def end(
    application: Application, verb: str, *, actor: Actor, reason: str, **data: Any
) -> Application:
    """Decided against it: the reason is on record, and the applicant reads it."""
    application.reason, application.decided_on = why(reason), clock.today()
    return _keep(application, verb, actor, reason=application.reason, **data)


def _keep(application: Application, verb: str, actor: Actor, **data: Any) -> Application:
    keep(application, verb, actor=actor, **data)
    return application


def _term(county: str) -> Any:
    return clock.by_end_of(clock.today(), rule_of(county).step_days)


def _seat(application: Application, panel: Mapping[str, Any]) -> None:
    free = dict(assessors(application))
    if strange := [key for key in panel if key not in free]:
        words = _(
            "%(count)d of them cannot judge this: it concerns them, or they are no assessors."
        )
        raise Unusable(words % {"count": len(strange)}, field="panel")
    now = clock.now()
    for key, part in panel.items():
        Seat.objects.create(
            county=application.county,
            application=application,
            user_id=UUID(key),
            part=Part(tidy(part)),
            named_at=now,
        )
    _tell_assessors(application, [UUID(key) for key in panel])


def _tell_assessors(application: Application, keys: Sequence[UUID]) -> None:
    notices.tell(
        county=application.county,
        event="talents.application.convene",
        title=_("You are asked to judge an application for a certificate"),
        body=_("Please declare first whether you are free to judge."),
        about=application,
        url="/desk/talents/panels/",
        to=[Recipient(user_id=key) for key in keys],
    )


def _sitting(seat: Seat, actor: Actor) -> Seat:
    """The seat, with its application locked. Raises NotNow when the panel has risen."""
    application = Application.objects.held(seat.application)
    found = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    require(can_judge(actor, found))
    if application.state != State.ON_PANEL:
        raise NotNow(_("The panel has risen."))
    found.application = application
    return found
