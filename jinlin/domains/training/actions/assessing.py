"""How is somebody assessed, certified, and the certificate withdrawn; and what did they think?"""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.training.actions.attending import strike_all
from jinlin.domains.training.actions.papers import paper_of, revoke_paper
from jinlin.domains.training.actions.steps import in_chinese, keep_on, note_for
from jinlin.domains.training.deadlines import MOST_POINTS, Scores, is_often_enough
from jinlin.domains.training.lifecycle import State
from jinlin.domains.training.models import (
    Assessment,
    Certificate,
    Enrolment,
    LessonState,
    Opinion,
    TrainingRule,
)
from jinlin.domains.training.permissions import can_mark, is_host
from jinlin.ground.people.queries import speaks_for


@transaction.atomic
def assess(row: Enrolment, points: Sequence[int], *, note: str = "", actor: Actor) -> Assessment:
    """The attempt stands with its points. Whoever passed is not assessed again, and nobody more
    often than the county's rule allows.
    """
    row = Enrolment.objects.held(row)
    require(can_mark(actor, row.course, row.person))
    if len(points) != len(row.course.criterion_list) or not points:
        raise Unusable(_("Please give points for each criterion."), field="points")
    if any(not 0 <= each <= MOST_POINTS for each in points):
        raise Unusable(_("Points go from 0 to 100."), field="points")
    if missing := short_of(row):
        raise NotNow(missing)
    before = list(row.assessments.all())
    if any(each.is_passed for each in before):
        raise NotNow(_("They have passed already."))
    if len(before) >= TrainingRule.of(row.county, clock.today()).most_attempts:
        raise NotNow(_("There is no further attempt."))
    scores = Scores(list(points), row.course.pass_mark)
    made = Assessment.objects.create(
        county=row.county,
        enrolment=row,
        attempt=len(before) + 1,
        points=list(points),
        total=scores.total,
        is_passed=scores.is_passed,
        assessed_on=clock.today(),
        assessed_by=actor.user_id,
        note=tidy(note)[:200],
    )
    with in_chinese():
        words = _("You were assessed with {total} points and have not passed yet.")
        if made.is_passed:
            words = _("You were assessed with {total} points and passed.")
        sentence = str(words).format(total=made.total)
    note_for(row, "assess", sentence, actor=actor, attempt=made.attempt, total=made.total)
    return made


def short_of(row: Enrolment) -> str | None:
    """In words what stands between them and the assessment: too few lessons so far."""
    held = row.course.lessons.filter(state=LessonState.HELD).count()
    attended = row.attendances.counted().filter(lesson__state=LessonState.HELD).count()
    if is_often_enough(attended, held, row.course.minimum_percent):
        return None
    words = _("They were at %(attended)d of %(held)d lessons; %(percent)d %% are needed.")
    return str(words % {"attended": attended, "held": held, "percent": row.course.minimum_percent})


@transaction.atomic
def certify(row: Enrolment, *, actor: Actor) -> Certificate:
    """The person has a numbered certificate of the class: one, however often it is asked for."""
    row = Enrolment.objects.held(row)
    require(is_host(actor, row.course) and can_mark(actor, row.course, row.person))
    if known := row.certificates.valid().first():
        return known
    if row.course.state != State.FINISHED or row.completed_on is None:
        raise NotNow(_("Only who has completed the class can have its certificate."))
    if row.course.criterion_list and not row.assessments.filter(is_passed=True).exists():
        raise NotNow(_("The assessment is not passed yet."))
    try:
        with transaction.atomic():
            return _issue(row, actor)
    except IntegrityError:  # past the lock somebody issued one in this moment
        return row.certificates.valid().get()


@transaction.atomic
def withdraw_certificate(
    certificate: Certificate, *, reason: str, was_there: bool = True, actor: Actor
) -> Certificate:
    """The certificate holds no longer, and whoever checks it is told so. Of somebody who was not
    there the lessons count no longer either, with their hours: once, however often it is asked for.
    """
    row = Enrolment.objects.held(certificate.enrolment)
    require(is_host(actor, row.course))
    certificate = (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("document")
        .get(pk=certificate.pk)
    )
    if certificate.withdrawn_on:
        raise NotNow(_("This certificate was withdrawn already."))
    certificate.reason = needed(reason, field="reason", limit=200)
    certificate.withdrawn_on = clock.today()
    certificate.save(update_fields=["reason", "withdrawn_on"])
    if not was_there:
        strike_all(row, reason=certificate.reason)
    revoke_paper(certificate)
    with in_chinese():
        words = str(_("Your certificate {number} holds no longer.")).format(
            number=certificate.number
        )
    note_for(row, "withdraw_certificate", words, actor=actor, reason=certificate.reason)
    return certificate


@transaction.atomic
def say(row: Enrolment, *, stars: int, words: str = "", actor: Actor) -> Opinion:
    """What the person thought of the class stands, once; said again, it is changed."""
    row = Enrolment.objects.held(row)
    require(speaks_for(actor, row.person))
    if row.course.state != State.FINISHED or row.first_attended_on is None:
        raise NotNow(_("You can say it when the class has ended and you were there."))
    if not 1 <= stars <= 5:
        raise Unusable(_("Please choose one to five stars."), field="stars")
    contents = {"stars": stars, "words": tidy(words)[:300], "said_on": clock.today()}
    fixed = {"county": row.county, "place_code": row.place_code}
    opinion, _is_new = Opinion.objects.update_or_create(
        enrolment=row, defaults=contents, create_defaults={**contents, **fixed}
    )
    return opinion


def _issue(row: Enrolment, actor: Actor) -> Certificate:
    paper = paper_of(row, actor=actor)
    made = Certificate.objects.create(
        county=row.county,
        enrolment=row,
        place_code=row.place_code,
        document=paper,
        number=paper.number,
        issued_on=clock.today(),
    )
    with in_chinese():
        words = str(_("Your certificate is there: {number}.")).format(number=made.number)
    note_for(row, "certify", words, actor=actor, number=made.number)
    keep_on(row.course, "certify", actor=actor, number=made.number)
    return made
