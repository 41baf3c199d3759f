"""How does service earn points: by which rule, up to which cap, and once?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum

from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.time.months import month_of
from jinlin.services.points import deadlines
from jinlin.services.points.actions.accounts import accounts_for
from jinlin.services.points.actions.posting import hold, issued, post
from jinlin.services.points.models import (
    Account,
    EarningRule,
    Origin,
    PointsRule,
    Transfer,
    TransferKind,
)
from jinlin.services.points.models.transfers import EARNED
from jinlin.services.points.permissions import can_earn


@dataclass(frozen=True)
class Service:
    """One service of one person, as the ledger needs to know it. `source` is its row, as plain
    values; `activity` what it was part of.
    """

    person_id: UUID
    source_label: str
    source_id: UUID
    what: str
    minutes: int
    on: date
    place_code: str
    title: str = ""
    activity_id: UUID | None = None


@transaction.atomic
def earn(county: str, services: Sequence[Service], *, actor: Actor) -> list[Transfer]:
    """Each of these services has earned what the rule of its day says, within the caps; one that
    earned before, or for which nothing is left, earns nothing.
    """
    require(can_earn(actor))
    hold(county)
    keys = [each.source_id for each in services]
    known = Transfer.objects.filter(kind=TransferKind.EARN, source_id__in=keys)
    earned = set(known.values_list("source_label", "source_id"))
    due = {
        (each.source_label, each.source_id): each
        for each in sorted(services, key=lambda each: (each.on, each.source_id))
        if (each.source_label, each.source_id) not in earned
    }
    places = {each.person_id: each.place_code for each in due.values()}
    accounts = accounts_for(places, county=county)
    book = _Book(county)
    made = [book.entry(each, accounts[each.person_id], actor) for each in due.values()]
    transfers = [transfer for transfer, _origin in made if transfer is not None]
    post(county, transfers)
    origins = [origin for _transfer, origin in made if origin is not None]
    for origin in origins:
        origin.county = county
    Origin.objects.bulk_create(origins)
    return transfers


class _Book:
    """What was earned already in the activities and months that these services belong to."""

    def __init__(self, county: str) -> None:
        self.county, self.source = county, issued(county)
        self.sums: dict[tuple[object, ...], int] = {}
        self.rules: dict[tuple[str, date], EarningRule | None] = {}
        self.numbers: dict[date, PointsRule] = {}

    def entry(
        self, service: Service, account: Account, actor: Actor
    ) -> tuple[Transfer | None, Origin | None]:
        """The unsaved transfer and where it comes from; nothing where nothing is earned."""
        rule = self._rule(service)
        if rule is None:
            return None, None
        first, last = month_of(service.on)
        month, activity = (
            ("month", account.pk, first),
            ("activity", account.pk, service.activity_id),
        )
        in_month = self._sum(month, account, Q(earned_on__gte=first, earned_on__lte=last))
        in_activity = (
            self._sum(activity, account, Q(activity_id=service.activity_id))
            if service.activity_id
            else 0
        )
        worth = deadlines.worth(
            rule.terms, service.minutes, in_activity=in_activity, in_month=in_month
        )
        if worth.amount <= 0:
            return None, None
        self.sums[month] += worth.amount
        if service.activity_id:
            self.sums[activity] += worth.amount
        transfer = self._transfer(service, account, rule, worth.amount)
        transfer.by = actor.user_id
        origin = Origin(
            transfer=transfer,
            title=service.title[:80],
            full=worth.full,
            left_activity=worth.left_activity,
            left_month=worth.left_month,
        )
        return transfer, origin

    def _transfer(
        self, service: Service, account: Account, rule: EarningRule, amount: int
    ) -> Transfer:
        numbers = self.numbers.setdefault(service.on, PointsRule.of(self.county, service.on))
        return Transfer(
            kind=TransferKind.EARN,
            debit_id=self.source.pk,
            credit_id=account.pk,
            amount=amount,
            source_label=service.source_label,
            source_id=service.source_id,
            activity_id=service.activity_id,
            rule_id=rule.pk,
            minutes=service.minutes,
            earned_on=service.on,
            expires_on=deadlines.expires_on(
                service.on, months=numbers.lasting_months, at_year_end=numbers.at_year_end
            ),
            place_code=service.place_code,
        )

    def _rule(self, service: Service) -> EarningRule | None:
        key = (service.what, service.on)
        if key not in self.rules:
            self.rules[key] = EarningRule.of(self.county, *key)
        return self.rules[key]

    def _sum(self, key: tuple[object, ...], account: Account, which: Q) -> int:
        if key not in self.sums:
            rows = Transfer.objects.standing().filter(which, EARNED, credit=account)
            self.sums[key] = rows.aggregate(sum=Sum("amount"))["sum"] or 0
        return self.sums[key]
