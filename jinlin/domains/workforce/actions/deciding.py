"""How is an application checked, reviewed twice, put on notice and decided?"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow
from jinlin.core.text import why_of
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.core.time.months import months_later
from jinlin.domains.workforce.actions.paying import fall_due
from jinlin.domains.workforce.actions.steps import keep
from jinlin.domains.workforce.deadlines import RegistrationState
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import (
    Application,
    Award,
    Payment,
    Policy,
    Professional,
    WorkforceRule,
)
from jinlin.domains.workforce.permissions import RULES
from jinlin.domains.workforce.queries.contests import award_of_another, certificate_key, in_words
from jinlin.domains.workforce.queries.standing import status_of

PROMISED = (State.REVIEWED, State.APPROVED, State.ON_NOTICE, State.OBJECTED)  # with an amount
REGISTERED = frozenset({RegistrationState.VALID, RegistrationState.RENEWABLE})


@transaction.atomic
def check(application: Application, *, actor: Actor, note: str = "") -> Application:
    """The certificate was compared and is genuine."""
    application = RULES.begin(application, "check", actor)
    application.checked_by = actor.user_id
    keep(application, "check", actor=actor, note=note)
    return application


@transaction.atomic
def ask_back(application: Application, *, question: str, actor: Actor) -> Application:
    """The applicant is asked something; the next step is theirs."""
    application = RULES.begin(application, "ask_back", actor)
    keep(application, "ask_back", actor=actor, question=why_of(question, field="question"))
    return application


@transaction.atomic
def answer_back(application: Application, *, note: str, actor: Actor) -> Application:
    """The question was answered; the certificate is to be checked again."""
    application = RULES.begin(application, "answer_back", actor)
    keep(application, "answer_back", actor=actor, note=why_of(note, field="note"))
    return application


@transaction.atomic
def review(application: Application, *, actor: Actor, is_appraised: bool = False) -> Application:
    """The first review is passed: the conditions hold, and the amount is fixed.

    Raises NotNow while another application of the same person is between its review and its award:
    two amounts fixed beside each other would be a sum.
    """
    one = Professional.objects.locked(application.professional_id)
    application = RULES.begin(application, "review", actor)
    _require_alone(one, application)
    if reasons := lacking(application, is_appraised=is_appraised):
        raise NotNow(" ".join(str(reason) for reason in reasons))
    application.amount = amount_of(application)
    if not application.amount:
        raise NotNow(_("An award for another level pays as much already: nothing is left to pay."))
    application.reviewed_by = actor.user_id
    keep(application, "review", actor=actor, amount=application.amount)
    return application


@transaction.atomic
def approve(application: Application, *, actor: Actor, note: str = "") -> Application:
    """The second review, by somebody else a level above, is passed."""
    application = RULES.begin(application, "approve", actor)
    application.approved_by = actor.user_id
    keep(application, "approve", actor=actor, note=note)
    return application


@transaction.atomic
def publish(application: Application, *, actor: Actor) -> Application:
    """It is on public notice, with a masked name, for the county's working days."""
    application = RULES.begin(application, "publish", actor)
    rule = WorkforceRule.of(application.county, clock.today())
    application.notice_from = clock.today()
    application.notice_to, _provisional = calendar().workday_after(clock.today(), rule.notice_days)
    keep(application, "publish", actor=actor, due=application.notice_to)
    return application


@transaction.atomic
def object_to(application: Application, *, objection: str, actor: Actor) -> Application:
    """An objection is on record, and is examined."""
    application = RULES.begin(application, "object_to", actor)
    keep(application, "object_to", actor=actor, internal=why_of(objection, field="objection"))
    return application


@transaction.atomic
def overrule(application: Application, *, reason: str, actor: Actor) -> Application:
    """The objection was answered and is not justified; the notice goes on to its end, at least the
    whole of today.
    """
    application = RULES.begin(application, "overrule", actor)
    application.notice_to = max(application.notice_to or clock.today(), clock.today())
    keep(application, "overrule", actor=actor, reason=why_of(reason))
    return application


@transaction.atomic
def uphold(application: Application, *, reason: str, actor: Actor) -> Application:
    """The objection is justified: nothing is awarded."""
    application = RULES.begin(application, "uphold", actor)
    keep(application, "uphold", actor=actor, reason=why_of(reason))
    return application


@transaction.atomic
def refuse(application: Application, *, reason: str, actor: Actor) -> Application:
    """Not awarded, for the reason that the applicant reads; it may be asked for again."""
    application = RULES.begin(application, "refuse", actor)
    keep(application, "refuse", actor=actor, reason=why_of(reason))
    return application


@transaction.atomic
def withdraw(application: Application, *, actor: Actor) -> Application:
    """The applicant took it back; it may be asked for again."""
    application = RULES.begin(application, "withdraw", actor)
    keep(application, "withdraw", actor=actor)
    return application


@transaction.atomic
def revoke(application: Application, *, reason: str, actor: Actor) -> Application:
    """The award is taken back, for the reason that its holder reads: nothing of it is owed any
    more, and the certificate's true holder can be awarded. What the bank paid stays in the ledger.
    """
    application = RULES.begin(application, "revoke", actor)
    given = Award.objects.select_for_update(of=("self",)).get(application=application)
    list(Payment.objects.select_for_update().filter(award=given))  # no batch takes one meanwhile
    given.revoked_on = clock.today()
    given.save(update_fields=["revoked_on"])
    keep(application, "revoke", actor=actor, reason=why_of(reason))
    return application


@transaction.atomic
def award(application: Application) -> Award:
    """The notice is over without an objection: awarded, and what is due of it is owed.

    Once ever for each certificate: a second one, in whatever county, is refused by the database
    as long as the first stands.
    """
    application = RULES.begin(application, "award", SYSTEM)
    if application.notice_to is None or application.notice_to >= clock.today():
        raise NotNow(_("The public notice is not over yet."))
    policy, today = application.policy, clock.today()
    is_monthly = policy.kind == Policy.Kind.MONTHLY
    given = Award(
        county=application.county,
        application=application,
        certificate_key=certificate_key(application.qualification),
        policy=policy,
        level=application.qualification.level,
        amount=application.amount,
        first_month=_month(today) if is_monthly else "",
        months=policy.months,
        awarded_on=today,
        account=application.account,
        bank=application.bank,
    )
    try:
        with transaction.atomic():
            given.save(force_insert=True)
    except IntegrityError as problem:
        raise NotNow(_("This certificate was awarded a subsidy already.")) from problem
    if is_monthly:
        _end_lower(given)
    fall_due(given, today)
    keep(application, "award", actor=SYSTEM)
    return given


def amount_of(application: Application) -> int:
    """The policy's amount; of a one-off, less what other levels were awarded; of a monthly one,
    nothing while a higher one is paid: the higher, never the sum.
    """
    policy, others = application.policy, _others(application)
    if policy.kind == Policy.Kind.MONTHLY:
        is_paid = any(_runs(given) for given in others.filter(level__gt=policy.level))
        return 0 if is_paid else policy.amount
    if not policy.is_difference:
        return policy.amount
    return max(policy.amount - sum(given.amount for given in others), 0)


def _others(application: Application) -> QuerySet[Award]:
    """What the same person was awarded before, paid in the same way: in this county, and by the
    same purse (a prefecture's) in another one.
    """
    one, policy = application.professional, application.policy
    same = Q(application__professional=one)
    if key := one.person.citizen_key:
        purse = Q(policy__place_code=policy.place_code)
        same |= purse & Q(application__professional__person__citizen_key=key)
    rows = Award.objects.standing().filter(same, policy__kind=policy.kind)
    return rows.exclude(application=application)


def _runs(given: Award) -> bool:
    """Whether a monthly award still has months to pay."""
    if given.ends_before:
        return False
    return _month(months_later(date.fromisoformat(f"{given.first_month}-01"), given.months)) > (
        _month(clock.today())
    )


def _require_alone(one: Professional, application: Application) -> None:
    others = one.applications.filter(state__in=PROMISED, policy__kind=application.policy.kind)
    if other := others.exclude(pk=application.pk).first():
        words = _(
            "The application %(number)s of this person is under way: what is left to pay is known "
            "when it has ended."
        )
        raise NotNow(words % {"number": other.number})


def lacking(application: Application, *, is_appraised: bool = False) -> list[object]:
    """Which conditions of the policy do not hold today, in words."""
    policy, one, today = application.policy, application.professional, clock.today()
    rule = WorkforceRule.of(application.county, today)
    found: list[object] = []
    status = status_of(application.qualification, today, rule)
    if policy.needs_registration and status.standing not in REGISTERED:
        found.append(_("The certificate is not registered at present."))
    if policy.needs_post and not one.posts.filter(until=None).exists():
        found.append(_("The register knows no present post in this county."))
    if policy.needs_appraisal and not is_appraised:
        found.append(_("The appraisal is not confirmed."))
    if other := award_of_another(application):
        found.append(in_words(other))
    return found


def _end_lower(given: Award) -> None:
    """A higher monthly award ends the lower one from its first month on."""
    Award.objects.filter(
        application__professional=given.application.professional,
        policy__kind=Policy.Kind.MONTHLY,
        level__lt=given.level,
        ends_before="",
    ).update(ends_before=given.first_month)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
