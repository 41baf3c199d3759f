"""How does a case come to a worker, to a colleague, to another unit?

Three things, each with its own answer.
"""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable, require
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import note_down, user_of
from jinlin.domains.casework.lifecycle import OPEN
from jinlin.domains.casework.models import (
    Answer,
    Assignment,
    Case,
    Kind,
    Part,
    Passing,
    Purpose,
)
from jinlin.domains.casework.models.standing import forget_parts, has_consent
from jinlin.domains.casework.permissions import can_assign, is_responsible, is_worker
from jinlin.domains.casework.queries.teams import staff_of, there, works_for
from jinlin.ground.accounts.roles import Role

LONGEST_REASON = 300
NEEDS_SHARING = gettext_lazy("Details go to another unit only with the consent to just that.")


@transaction.atomic
def assign(case: Case, user: UUID, *, part: str = Part.WORKER, actor: Actor) -> Assignment:
    """This person is on the team from now on, in this part; a responsible worker of before is not
    any more.
    """
    case = Case.objects.held(case)
    require(can_assign(actor, case))
    role = Role.CASE_SUPERVISOR if part == Part.SUPERVISOR else Role.CASEWORKER
    if part not in Part.values or not works_for(case.agency, user, role):
        raise Unusable(_("Please choose somebody who works for the agency."), field="user")
    row = _put(case, user, part)
    note_down(case, "assign", actor=actor, user=user, part=part)
    return row


@transaction.atomic
def relieve(assignment: Assignment, *, actor: Actor) -> Assignment:
    """This person is on the team no more. A supervisor stays."""
    case = Case.objects.held(assignment.case)
    require(can_assign(actor, case))
    _check_supervised(case, without=assignment.user_id)
    assignment.until_at = clock.now()
    assignment.save(update_fields=["until_at"])
    note_down(case, "relieve", actor=actor, user=assignment.user_id)
    return assignment


@transaction.atomic
def name_supervisors(case: Case) -> bool:
    """Where everybody who supervised it has left, the agency's present supervisors do, but for whom
    works on it; whether that was so. Safe to run twice.
    """
    case = Case.objects.held(case)
    team = Assignment.objects.filter(case=case, until_at=None)
    watching = team.filter(part=Part.SUPERVISOR)
    if there(watching, Role.CASE_SUPERVISOR).exists():
        return False
    working = set(team.exclude(part=Part.SUPERVISOR).values_list("user_id", flat=True))
    named = [UUID(key) for key, _name in staff_of(case.agency, Role.CASE_SUPERVISOR)]
    fresh = [key for key in named if key not in working]
    if not fresh:
        return False
    watching.update(until_at=clock.now())
    for user in fresh:
        _put(case, user, Part.SUPERVISOR)
        note_down(case, "assign", actor=SYSTEM, user=user, part=Part.SUPERVISOR)
    return True


@transaction.atomic
def offer(case: Case, user: UUID, *, reason: str, actor: Actor) -> Passing:
    """A colleague is asked to take the case over; until they accept, nothing changes."""
    case = Case.objects.held(case)
    require(is_responsible(actor, case) or can_assign(actor, case))
    if user == actor.user_id or not works_for(case.agency, user, Role.CASEWORKER):
        raise Unusable(_("Please choose somebody who works for the agency."), field="user")
    _forget_who_left(case)
    try:
        with transaction.atomic():
            row = Passing.objects.create(
                county=case.county,
                case=case,
                kind=Kind.TRANSFER,
                to_user=user,
                reason=why_of(reason, limit=LONGEST_REASON),
                asked_by=user_of(actor),
                asked_at=clock.now(),
            )
    except IntegrityError as error:
        raise NotNow(_("Somebody is asked already: their answer comes first.")) from error
    note_down(case, "offer", actor=actor, user=user)
    return row


@transaction.atomic
def answer_offer(passing: Passing, *, accepts: bool, words: str = "", actor: Actor) -> Passing:
    """The colleague has the case, or it stays where it was; only who was asked can say."""
    case = Case.objects.held(passing.case)
    passing = Passing.objects.select_for_update().get(pk=passing.pk)
    if passing.kind != Kind.TRANSFER or passing.to_user != actor.user_id:
        raise NotAllowed
    require(works_for(case.agency, user_of(actor), Role.CASEWORKER))
    if passing.answer != Answer.ASKED or case.state not in OPEN:
        raise NotNow(_("This was answered already."))
    if not accepts:
        words = why_of(words, field="words", limit=300)
    passing.answer = Answer.ACCEPTED if accepts else Answer.REFUSED
    passing.answer_words, passing.answered_at = tidy(words)[:LONGEST_REASON], clock.now()
    passing.save()
    if accepts:
        _put(case, user_of(actor), Part.WORKER)
    note_down(case, "accept_offer" if accepts else "refuse_offer", actor=actor, passing=passing.pk)
    return passing


@transaction.atomic
def refer(case: Case, unit: str, *, reason: str, actor: Actor) -> Passing:
    """Another unit is asked to help, with the person's consent to passing details on."""
    case = Case.objects.held(case)
    require(is_worker(actor, case))
    if not has_consent(case, Purpose.SHARING):
        raise NotNow(NEEDS_SHARING)
    row = Passing.objects.create(
        county=case.county,
        case=case,
        kind=Kind.REFERRAL,
        to_unit=needed(unit, field="unit", words=_("Please say which unit."), limit=80),
        reason=why_of(reason, limit=LONGEST_REASON),
        asked_by=user_of(actor),
        asked_at=clock.now(),
    )
    note_down(case, "refer", actor=actor, passing=row.pk)
    return row


@transaction.atomic
def note_answer(passing: Passing, *, answer: str, words: str = "", actor: Actor) -> Passing:
    """What the other unit said is on record: it takes it, refuses it, or has helped."""
    case = Case.objects.held(passing.case)
    require(is_worker(actor, case))
    passing = Passing.objects.select_for_update().get(pk=passing.pk)
    if passing.kind != Kind.REFERRAL or passing.answer in {Answer.REFUSED, Answer.DONE}:
        raise NotNow(_("This was answered already."))
    if answer not in {Answer.ACCEPTED, Answer.REFUSED, Answer.DONE}:
        raise Unusable(_("Please choose an answer."), field="answer")
    passing.answer, passing.answered_at = answer, clock.now()
    passing.answer_words = tidy(words)[:LONGEST_REASON]
    passing.save()
    note_down(case, "note_answer", actor=actor, passing=passing.pk)
    return passing


def _put(case: Case, user: UUID, part: str) -> Assignment:
    """On the team in this part; a worker of before is relieved."""
    now = clock.now()
    leaving = Assignment.objects.filter(case=case, until_at=None, user_id=user)
    if part != Part.SUPERVISOR:
        _check_supervised(case, without=user)
    leaving.update(until_at=now)
    if part == Part.WORKER:
        before = Assignment.objects.filter(case=case, until_at=None, part=Part.WORKER)
        before.update(until_at=now)
    forget_parts(case)
    return Assignment.objects.create(
        county=case.county, case=case, user_id=user, part=part, since_at=now
    )


def _forget_who_left(case: Case) -> None:
    """Whoever was asked and does not work for the agency any more answers nothing: another one can
    be asked.
    """
    for passing in Passing.objects.offered().filter(case=case):
        if not works_for(case.agency, passing.to_user, Role.CASEWORKER):
            passing.answer, passing.answered_at = Answer.REFUSED, clock.now()
            passing.save(update_fields=["answer", "answered_at"])


def _check_supervised(case: Case, *, without: UUID) -> None:
    rows = Assignment.objects.filter(case=case, until_at=None, part=Part.SUPERVISOR)
    supervisors = set(rows.values_list("user_id", flat=True))
    if supervisors == {without}:
        raise NotNow(_("Somebody has to supervise it: name another one first."))
