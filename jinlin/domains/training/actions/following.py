"""How is somebody asked how they went on, and how does the answer stand?"""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor, Kind
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import in_chinese, note_for, tell
from jinlin.domains.training.models import (
    PREPARING,
    WITH_PERSON,
    Employment,
    Enrolment,
    Exam,
    FollowUp,
    Placement,
    Rung,
)
from jinlin.domains.training.models import Evidence as EvidenceRow
from jinlin.domains.training.one_tap import token_of
from jinlin.domains.training.permissions import is_keeper
from jinlin.ground.people.queries import speaks_for


@transaction.atomic
def ask_how_it_went(row: FollowUp) -> bool:
    """The person was asked, once: whether it was now."""
    rows = FollowUp.objects.standing().filter(pk=row.pk, asked_at=None)
    if not rows.filter(due_on__lte=clock.today()).update(asked_at=clock.now()):
        return False
    with in_chinese():
        body = _("One tap is enough.")
        url = reverse("training:one_tap", args=[token_of(row)])
        tell(row, "follow_up", row.question, body, url=url, to=[row.person.pk])
    return True


@transaction.atomic
def answer_follow_up(row: FollowUp, standing: str, *, actor: Actor) -> FollowUp:
    """The answer stands: the person's tap, or what they said on the phone to staff. It can be
    changed; nobody who has not answered is counted as anything.
    """
    row = _held(row)
    is_own = speaks_for(actor, row.person)
    require(is_own or is_keeper(actor, row.place_code))
    row.is_by_phone, row.answered_by = not is_own, actor.user_id
    return _answered(row, standing, actor=actor)


@transaction.atomic
def answer_by_link(row: FollowUp, standing: str) -> FollowUp:
    """The answer of whoever holds the link of the message stands, as their own; it can be changed
    as long as the link holds. The caller has opened the link.
    """
    row = _held(row)
    row.is_by_phone, row.answered_by = False, None
    return _answered(row, standing, actor=Actor(Kind.ANONYMOUS, face=_("By the link")))


@transaction.atomic
def tell_work(row: Enrolment, *, employer: str, since: date, actor: Actor) -> Placement:
    """Work that somebody found themselves after a class stands, on their own word; told twice, it
    stands once.
    """
    row = Enrolment.objects.held(row)
    require(speaks_for(actor, row.person) or is_keeper(actor, row.place_code))
    employer = needed(employer, field="employer", limit=80)
    if since > clock.today():
        raise Unusable(gettext_lazy("This day lies ahead."), field="since")
    if row.first_attended_on is None:
        raise NotNow(gettext_lazy("They were at no lesson of this class."))
    if known := row.placements.standing().filter(employer=employer).first():
        return known
    placement = Placement.objects.create(
        county=row.county,
        person=row.person,
        enrolment=row,
        place_code=row.place_code,
        employer=employer,
        since=since,
    )
    EvidenceRow.objects.create(
        county=row.county,
        placement=placement,
        rung=Rung.TOLD,
        given_on=clock.today(),
        given_by=actor.user_id,
    )
    timeline.record(placement, "tell_work", actor=actor)
    return placement


@transaction.atomic
def note_exam(row: Enrolment, exam: str, *, on: date) -> bool:
    """What became of the exam for which somebody was prepared, as the register knows it: whether
    that was new.
    """
    row = Enrolment.objects.held(row)
    if row.course.kind not in PREPARING or exam not in Exam.values or not exam:
        return False
    if (row.exam, row.exam_on) == (exam, on):
        return False
    row.exam, row.exam_on = exam, on
    row.save(update_fields=["exam", "exam_on"])
    with in_chinese():
        words = _("The exam for which you prepared: {result}.").format(result=Exam(exam).label)
    note_for(row, "note_exam", words, actor=SYSTEM, exam=exam)
    return True


@transaction.atomic
def forget_exam(row: Enrolment) -> bool:
    """The register knows of no exam any more, since they were listed there by mistake: it is not
    known again. Whether that was new.
    """
    row = Enrolment.objects.held(row)
    if row.exam == Exam.UNKNOWN:
        return False
    row.exam, row.exam_on = Exam.UNKNOWN, None
    row.save(update_fields=["exam", "exam_on"])
    with in_chinese():
        words = _("What stood here of your exam was a mistake: nothing is known of it now.")
    note_for(row, "forget_exam", words, actor=SYSTEM)
    return True


def _held(row: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",))
    return rows.select_related(*WITH_PERSON).get(pk=row.pk)


def _answered(row: FollowUp, standing: str, *, actor: Actor) -> FollowUp:
    if standing not in Employment.values or not standing:
        raise Unusable(gettext_lazy("Please choose one."), field="answer")
    if row.struck_on:
        raise NotNow(gettext_lazy("This was struck out already."))
    if row.due_on > clock.today():
        raise NotNow(gettext_lazy("This is asked later."))
    row.answer, row.answered_on = standing, clock.today()
    row.save()
    timeline.record(row, "answer", actor=actor, data={"answer": str(standing)})
    return row
