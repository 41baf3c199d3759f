"""Which stores are there, what do they have, and what went in and out in a month?

For everybody: names of donors who agreed to it, and of nobody else.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Min, Q, Sum

from jinlin.core.time import clock
from jinlin.core.time.months import month_of
from jinlin.services.points import deadlines
from jinlin.services.points.models import (
    Batch,
    ChangeKind,
    EarningRule,
    Item,
    StockChange,
    Store,
    Transfer,
    TransferKind,
)
from jinlin.services.points.models.transfers import EARNED, SPENT

A_MINUTE = 60


def stores(county: str) -> Any:
    """Those that are open, with how many different things can be had there now."""
    there = Q(items__is_offered=True, items__stock__gt=0)
    rows = Store.objects.filter(county=county, is_open=True).select_related("place")
    return rows.annotate(kinds=Count("items", filter=there))


def items(store: Store) -> list[Item]:
    """What is offered, what can be had now first."""
    rows = Item.objects.offered().filter(store=store).select_related("store").order_by("name")
    return sorted(rows, key=lambda item: item.free <= 0)


def rules(county: str) -> list[EarningRule]:
    return list(EarningRule.objects.filter(county=county))


def rule_now(county: str) -> EarningRule | None:
    return EarningRule.of(county, "service", clock.today())


@dataclass(frozen=True)
class Sums:
    """What the county's ledger comes to until now: reversed transfers count in nothing."""

    earned: int = 0
    spent: int = 0
    ended: int = 0


def sums(county: str) -> Sums:
    """As of a minute ago at most: a page for everybody does not add up a ledger each time."""
    kept: Any = cache.get_or_set(f"points-sums-{county}", lambda: _added_up(county), A_MINUTE)
    return kept  # type: ignore[no-any-return]


def _added_up(county: str) -> Sums:
    rows = Transfer.objects.standing().filter(county=county).order_by()
    sums = rows.aggregate(
        earned=Sum("amount", filter=EARNED),
        spent=Sum("amount", filter=SPENT),
        ended=Sum("amount", filter=Q(kind=TransferKind.EXPIRE)),
    )
    return Sums(**{name: value or 0 for name, value in sums.items()})


@dataclass
class Given:
    """What one donor gave in a month; without a name: all who wish not to be named."""

    name: str
    items: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Gone:
    """What became of one item in a month."""

    name: str
    received: int
    handed_out: int
    differences: int
    left: int


@dataclass(frozen=True)
class MonthlyNotice:
    """The public notice of a store for a month: who gave, what went out, for how many points."""

    month: date
    given: list[Given]
    gone: list[Gone]
    points: int
    explanations: list[tuple[str, int, str]]


def notice(store: Store, month: date) -> MonthlyNotice:
    """A store's month: five statements."""
    first, last = month_of(month)
    within_month = Q(on__gte=first, on__lte=last)
    spent = Transfer.objects.filter(within_month, SPENT, credit=store.account_id, reversed_by=None)
    return MonthlyNotice(
        month=first,
        given=_given(store, first, last),
        gone=_gone(store, within_month, last),
        points=spent.aggregate(sum=Sum("amount"))["sum"] or 0,
        explanations=_explanations(store, first, last),
    )


def months(store: Store) -> list[date]:
    """The months that are over and have a notice, the latest first."""
    first = StockChange.objects.filter(item__store=store).aggregate(first=Min("on"))["first"]
    found: list[date] = []
    month = clock.today().replace(day=1)
    while first and len(found) < 36:
        month = deadlines.month_before(month)
        if month < first.replace(day=1):
            break
        found.append(month)
    return found


def _given(store: Store, first: date, last: date) -> list[Given]:
    rows = Batch.objects.filter(
        item__store=store, donor__isnull=False, received_on__gte=first, received_on__lte=last
    )
    found: dict[str, Given] = {}
    for batch in rows.select_related("donor", "item").order_by("received_on", "id"):
        donor: Any = batch.donor
        name = donor.name if donor.is_named else ""
        found.setdefault(name, Given(name)).items.append((batch.item.name, batch.quantity))
    return sorted(found.values(), key=lambda given: given.name == "")


def _gone(store: Store, within_month: Q, last: date) -> list[Gone]:
    rows = StockChange.objects.filter(item__store=store, on__lte=last).order_by()
    changes: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, kind, change in (
        rows.filter(within_month).values_list("item__name", "kind").annotate(sum=Sum("change"))
    ):
        changes[name][kind] += change
    left = dict(rows.values_list("item__name").annotate(sum=Sum("change")))
    return [
        Gone(
            name=name,
            received=kinds[ChangeKind.RECEIVED],
            handed_out=-(kinds[ChangeKind.HANDED_OUT] + kinds[ChangeKind.RETURNED]),
            differences=kinds[ChangeKind.MISSING] + kinds[ChangeKind.FOUND],
            left=left.get(name, 0),
        )
        for name, kinds in sorted(changes.items())
    ]


def _explanations(store: Store, first: date, last: date) -> list[tuple[str, int, str]]:
    """How stock-takings differed, and why."""
    takings = store.takings.filter(taken_on__gte=first, taken_on__lte=last)
    lines = [
        (line.item.name, line.counted - line.expected, line.explanation)
        for taking in takings.prefetch_related("lines__item")
        for line in taking.lines.all()
    ]
    return [line for line in lines if line[1]]
