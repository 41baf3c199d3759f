"""What falls due, how is a batch frozen, and what does the bank's return file change?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.numbers import insert_drawn
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.applying import Account, number_for
from jinlin.domains.workforce.models import Award, Batch, Booking, Line, Outcome, Payment, Policy
from jinlin.domains.workforce.permissions import can_change_account, can_pay

MONTHS = 12
LONGEST_REASON = 120


@dataclass(frozen=True)
class Answered:
    """One line of the bank's return file. `at`: when the bank said so, by its own clock."""

    reference: str
    outcome: str
    at: datetime
    reason: str = ""


def fall_due(given: Award, day: date) -> int:
    """What the award owes until a day is owed, each month once; how many payments are new."""
    new = [
        Payment(county=given.county, award=given, month=month, amount=given.amount, due_on=due_on)
        for month, due_on in _due_months(given, day)
    ]
    known = set(Payment.objects.filter(award=given).values_list("month", flat=True))
    fresh = [each for each in new if each.month not in known]
    Payment.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def freeze(county: str, *, actor: Actor, limit: int | None = None) -> Batch:
    """All that can be paid stands in one batch, as it is now, and in no other. `limit`: at most so
    many yuan, the oldest first. Raises NotNow when nothing can be paid.
    """
    require(can_pay(actor, county))
    chosen, amount = _chosen(county, limit)
    if not chosen:
        raise NotNow(_("Nothing can be paid at present."))
    now = clock.now()
    today = clock.local_day(now)
    batch = Batch(
        county=county,
        frozen_at=now,
        frozen_by=actor.user_id,
        lines_count=len(chosen),
        amount=amount,
        budget_year=today.year,
        version=1,
    )
    insert_drawn(batch, lambda: number_for(today).replace("B", "P", 1))
    lines = [_line(batch, payment, place) for place, payment in enumerate(chosen, 1)]
    try:
        with transaction.atomic():
            Line.objects.bulk_create(lines)
    except IntegrityError as problem:
        raise NotNow(
            _("Another batch was frozen in this very moment. Please look again.")
        ) from problem
    timeline.record(
        batch, "frozen", actor=actor, audience="staff", data={"lines": len(lines), "yuan": amount}
    )
    return batch


@transaction.atomic
def read_back(batch: Batch, answers: Iterable[Answered], *, actor: Actor) -> Counter[str]:
    """What the bank said of each line stands there and is booked: how many of each, `same` when it
    was known, `older` when the bank said something newer before, `strange` when the batch has no
    such line or another batch meanwhile holds the payment.
    """
    batch = Batch.objects.held(batch.pk)
    require(can_pay(actor, batch.county))
    rows = batch.lines.select_for_update(of=("self",)).select_related("payment__award")
    lines = {line.reference: line for line in rows}
    found: Counter[str] = Counter()
    for reply in answers:
        line = lines.get(reply.reference)
        found["strange" if line is None else _answer(line, reply)] += 1
    batch.version += 1
    batch.save(update_fields=["version"])
    timeline.record(batch, "read_back", actor=actor, audience="staff", data=dict(found))
    return found


@transaction.atomic
def change_account(given: Award, *, account: str, bank: str = "", actor: Actor) -> Award:
    """The award is paid to this account from now on; what failed can be paid again."""
    given = (
        Award.objects.select_for_update(of=("self",))
        .select_related("application__professional__person")
        .get(pk=given.pk)
    )
    require(can_change_account(actor, given))
    if given.revoked_on:
        raise NotNow(_("This award was taken back."))
    target = Account.of(account, bank)
    given.account, given.bank, given.needs_account = target.number, target.bank, False
    given.save(update_fields=["account", "bank", "needs_account"])
    timeline.record(given, "account_changed", actor=actor, data={"by": actor.face})
    return given


def _chosen(county: str, limit: int | None) -> tuple[list[Payment], int]:
    """The payments that can be paid now, locked, the oldest first."""
    rows = (
        Payment.objects.filter(county=county, due_on__lte=clock.today())
        .payable()
        .select_for_update(of=("self",))
        .select_related("award__application__professional__person")
        .order_by("due_on", "pk")
    )
    chosen, amount = [], 0
    for payment in _standing(list(rows)):
        if limit is None or amount + payment.amount <= limit:
            chosen.append(payment)
            amount += payment.amount
    return chosen, amount


def _standing(locked: list[Payment]) -> list[Payment]:
    """Those whose award nobody took back while this waited for their lock."""
    awards = Award.objects.standing().filter(pk__in={each.award_id for each in locked})
    kept = set(awards.values_list("pk", flat=True))
    return [each for each in locked if each.award_id in kept]


def _line(batch: Batch, payment: Payment, place: int) -> Line:
    given = payment.award
    return Line(
        county=batch.county,
        batch=batch,
        payment=payment,
        reference=f"{batch.number}-{place:05}",
        holder=given.application.professional.person.name,
        account=given.account,
        bank=given.bank,
        amount=payment.amount,
    )


def _answer(line: Line, reply: Answered) -> str:
    """What the bank's word did. An older word never undoes a newer one; money that came back after
    it was paid is booked as returned.
    """
    outcome = Outcome(reply.outcome)
    if outcome == Outcome.FAILED and _was_paid(line):
        outcome = Outcome.RETURNED
    if line.outcome == outcome:
        return "same"
    if line.answered_at is not None and reply.at < line.answered_at:
        return "older"
    is_settled = line.outcome in {Outcome.PAID, Outcome.FAILED}
    if line.outcome == Outcome.RETURNED or (outcome == Outcome.UNKNOWN and is_settled):
        return "older"
    if outcome == Outcome.PAID and _held_elsewhere(line):
        return "strange"
    line.outcome, line.reason, line.answered_at = outcome, reply.reason[:LONGEST_REASON], reply.at
    line.save(update_fields=["outcome", "reason", "answered_at"])
    _book(line, clock.local_day(reply.at))
    return str(outcome)


def _book(line: Line, day: date) -> None:
    kinds = {Outcome.PAID: (Booking.Kind.PAID, 1), Outcome.RETURNED: (Booking.Kind.RETURNED, -1)}
    if line.outcome in kinds:
        kind, sign = kinds[Outcome(line.outcome)]
        Booking.objects.get_or_create(
            line=line,
            kind=kind,
            defaults={"county": line.county, "amount": sign * line.amount, "on": day},
        )
    given = line.payment.award
    if line.outcome != Outcome.UNKNOWN:
        given.needs_account = line.outcome != Outcome.PAID
        given.save(update_fields=["needs_account"])


def _was_paid(line: Line) -> bool:
    return line.outcome in {Outcome.PAID, Outcome.RETURNED}


def _held_elsewhere(line: Line) -> bool:
    held = (Outcome.WAITING, Outcome.PAID, Outcome.UNKNOWN)
    others = Line.objects.filter(payment=line.payment_id, outcome__in=held)
    return others.exclude(pk=line.pk).exists()


def _due_months(given: Award, day: date) -> list[tuple[str, date]]:
    if given.revoked_on:
        return []
    if given.policy.kind == Policy.Kind.ONCE:
        return [("", given.awarded_on)]
    year, month = (int(part) for part in given.first_month.split("-"))
    found = []
    for number in range(given.months):
        extra, rest = divmod(month - 1 + number, MONTHS)
        first = date(year + extra, rest + 1, 1)
        name = f"{first:%Y-%m}"
        if first > day or (given.ends_before and name >= given.ends_before):
            break
        found.append((name, max(first, given.awarded_on)))
    return found
