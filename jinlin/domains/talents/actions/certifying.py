"""What becomes of a panel's word: public notice, objections, the certificate and its years?"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.core.time.months import last_of_term, months_later
from jinlin.domains.talents.actions.applying import end
from jinlin.domains.talents.actions.papers import paper_of
from jinlin.domains.talents.actions.steps import keep, rule_of, why
from jinlin.domains.talents.actions.voices import speak
from jinlin.domains.talents.models import Application, Certificate, YearReview
from jinlin.domains.talents.permissions import CERTIFICATE_RULES, RULES
from jinlin.ground.places import queries as places
from jinlin.services.documents import actions as documents
from jinlin.services.documents import numbering, public_notices
from jinlin.services.documents.models import Found, Objection, PublicNotice
from jinlin.services.documents.public_notices import Shown

STATUS = "talents.status"


@transaction.atomic
def publish(application: Application, *, actor: Actor) -> Application:
    """The panel is for it: it stands before everybody, with a masked name, for the county's working
    days.
    """
    application = RULES.begin(application, "publish", actor)
    days = rule_of(application.county).notice_days
    until, _provisional = calendar().workday_after(clock.today(), days)
    application.due_at = clock.end_of(until)
    with override(settings.LANGUAGE_CODE):
        public_notices.give(application, _shown(application), until=until, actor=actor)
    keep(
        application,
        "publish",
        actor=actor,
        due=until,
        **_votes(application),
    )
    return application


@transaction.atomic
def not_pass(application: Application, *, reason: str, actor: Actor) -> Application:
    """The panel is not for it; the applicant reads why."""
    application = RULES.begin(application, "not_pass", actor)
    return end(application, "not_pass", actor=actor, reason=reason, **_votes(application))


@transaction.atomic
def overrule(
    application: Application, *, objection: Objection, reason: str, actor: Actor
) -> Application:
    """This objection has its answer: it does not stand in the way."""
    application = RULES.begin(application, "overrule", actor)
    _answer(application, objection, Found.UNJUSTIFIED, reason, actor)
    keep(application, "overrule", actor=actor, reason=why(reason))
    return application


@transaction.atomic
def uphold(
    application: Application, *, objection: Objection, reason: str, actor: Actor
) -> Application:
    """The objection is justified: it is not certified, and the notice is over. Other objections
    have the same answer.
    """
    application = RULES.begin(application, "uphold", actor)
    _answer(application, objection, Found.JUSTIFIED, reason, actor)
    for other in Objection.objects.unanswered().filter(notice=objection.notice):
        public_notices.answer(other, Found.JUSTIFIED, reason=why(reason), actor=actor)
    public_notices.end(objection.notice, actor=actor)
    return end(application, "uphold", actor=actor, reason=reason)


@transaction.atomic
def certify(application: Application) -> Application:
    """The notice is over and every objection answered: the certificate is issued, from today on for
    the county's months, with its place in the status list and its first yearly review.

    Raises NotNow while the notice runs or an objection is open.
    """
    held = Application.objects.locked(application)
    notice = PublicNotice.objects.of(held)
    if notice is not None:
        public_notices.held(notice)  # no objection comes between the question and the answer
    application = RULES.enter(held, "certify", SYSTEM)
    application.decided_on = clock.today()
    certificate = _issue(application)
    number = certificate.document.number if certificate.document else ""
    if notice is not None:
        public_notices.end(notice, actor=SYSTEM)
    keep(application, "certify", actor=SYSTEM, number=number)
    return application


@transaction.atomic
def review(certificate: Certificate, *, note: str, actor: Actor) -> Certificate:
    """It was looked at and stays valid; the next time by the county's months."""
    certificate = CERTIFICATE_RULES.begin(certificate, "review", actor)
    found = why(note)
    YearReview.objects.filter(certificate=certificate, done_on=None).update(
        done_on=clock.today(), words=found
    )
    _plan_review(certificate)
    return _keep(certificate, "review", actor, note=found, due=clock.local_day(certificate.due_at))


@transaction.atomic
def suspend(certificate: Certificate, *, reason: str, actor: Actor) -> Certificate:
    """From today on it is not valid until it is reinstated; every day before stays as it was."""
    certificate = CERTIFICATE_RULES.begin(certificate, "suspend", actor)
    documents.suspend(_paper(certificate), actor=SYSTEM, reason=_short(reason))
    return _keep(certificate, "suspend", actor, reason=why(reason), day=clock.today())


@transaction.atomic
def reinstate(certificate: Certificate, *, reason: str, actor: Actor) -> Certificate:
    """From today on it is valid again; the days between were not."""
    certificate = CERTIFICATE_RULES.begin(certificate, "reinstate", actor)
    documents.reinstate(_paper(certificate), actor=SYSTEM, reason=_short(reason))
    return _keep(certificate, "reinstate", actor, reason=why(reason), day=clock.today())


@transaction.atomic
def withdraw(certificate: Certificate, *, reason: str, actor: Actor) -> Certificate:
    """From today on it is valid no more, for good; whoever verifies it reads why."""
    certificate = CERTIFICATE_RULES.begin(certificate, "withdraw", actor)
    documents.revoke(_paper(certificate), actor=SYSTEM, reason=_short(reason))
    _end_reviews(certificate)
    return _keep(certificate, "withdraw", actor, reason=why(reason), day=clock.today())


@transaction.atomic
def expire(certificate: Certificate) -> Certificate:
    """Its term is over. On which day it was valid does not change by this: only the lists do."""
    certificate = CERTIFICATE_RULES.begin(certificate, "expire", SYSTEM)
    _end_reviews(certificate)
    return _keep(certificate, "expire", SYSTEM)


def _issue(application: Application) -> Certificate:
    rule, talent = rule_of(application.county), application.talent
    today = clock.today()
    certificate = Certificate(
        county=application.county,
        application=application,
        talent=talent,
        skill=application.skill,
        level=application.level,
        place_code=application.place_code,
        status_index=numbering.take(application.county, kind=STATUS, year=0),
        due_at=clock.end_of(months_later(today, rule.review_months)),
        issued_on=today,
        valid_until=last_of_term(today, rule.certificate_months),
        version=1,
    )
    certificate.save(force_insert=True)
    certificate.document = paper_of(certificate)
    certificate.save(update_fields=["document"])
    _plan_review(certificate)
    certificate.save(update_fields=["due_at"])
    speak(certificate, timeline.record(certificate, "issue", actor=SYSTEM))
    return certificate


def _plan_review(certificate: Certificate) -> None:
    """The next review is due by the county's months, and none after the term."""
    months = rule_of(certificate.county).review_months
    due_on = months_later(clock.today(), months)
    if due_on >= certificate.valid_until:
        certificate.due_at = clock.end_of(certificate.valid_until)
        return
    certificate.due_at = clock.end_of(due_on)
    YearReview.objects.create(
        county=certificate.county,
        certificate=certificate,
        place_code=certificate.place_code,
        due_on=due_on,
    )


def _end_reviews(certificate: Certificate) -> None:
    """No further review is due; one that was missed before stays missed."""
    ahead = YearReview.objects.filter(certificate=certificate, done_on=None)
    ahead.filter(due_on__gte=clock.today()).delete()


def _answer(
    application: Application, objection: Objection, found: Found, reason: str, actor: Actor
) -> None:
    notice = PublicNotice.objects.of(application)
    if notice is None or objection.notice_id != notice.pk:
        raise NotNow(_("This objection is about something else."))
    public_notices.answer(objection, found, reason=_short(reason), actor=actor)


def _shown(application: Application) -> Shown:
    talent, skill = application.talent, application.skill
    unit = places.intake_unit(talent.place)
    lines = (
        (_("Name"), talent.person.shown_name()),
        (_("Neighbourhood"), talent.place.name),
        (_("Skill"), skill.name),
        (_("Craft level"), str(application.get_level_display())),
    )
    title = _("To be certified as a craftsman: %(skill)s") % {"skill": skill.name}
    return Shown(title, lines, by=unit.name if unit else "")


def _votes(application: Application) -> dict[str, Any]:
    verdicts = application.verdicts()
    return {"in_favour": verdicts.in_favour, "judged": len(verdicts.votes)}


def _paper(certificate: Certificate) -> Any:
    return certificate.document


def _short(reason: str) -> str:
    """As the paper's page says it."""
    return why(reason)[:200]


def _keep(certificate: Certificate, verb: str, actor: Actor, **data: Any) -> Certificate:
    keep(certificate, verb, actor=actor, **data)
    return certificate
