"""What came to an account and what went, and how did each line come about?"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.time.months import month_of
from jinlin.services.points.models import (
    Account,
    Announcement,
    EarningRule,
    Head,
    Order,
    Origin,
    Transfer,
    TransferKind,
)
from jinlin.services.points.queries.endings import ending

TONES = {
    TransferKind.EARN: "done",
    TransferKind.SPEND: "inhand",
    TransferKind.EXPIRE: "ended",
    TransferKind.REVERSE: "waiting",
    TransferKind.REST: "done",
}


@dataclass(frozen=True)
class Line:
    """One transfer as one side of it reads it."""

    transfer: Transfer
    account_id: Any

    @property
    def points(self) -> int:
        """What it changes for this account."""
        came = self.transfer.credit_id == self.account_id
        return self.transfer.amount if came else -self.transfer.amount

    @property
    def is_gain(self) -> bool:
        return self.points > 0

    @property
    def size(self) -> int:
        return abs(self.points)

    @property
    def word(self) -> Any:
        return TransferKind(self.transfer.kind).label

    @property
    def tone(self) -> str:
        return TONES[TransferKind(self.transfer.kind)]

    @property
    def title(self) -> str:
        """The service, the item, or what kind of transfer it is."""
        origin = getattr(self.transfer, "origin", None)
        if origin is not None and origin.title:
            return str(origin.title)
        order = getattr(self.transfer, "order", None)
        return str(order) if order is not None else str(self.word)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transfer, name)


@dataclass(frozen=True)
class Statement:
    """One month of an account: what was there, what came and went, what was left."""

    month: date
    opening: int
    came: int
    went: int
    lines: list[Line]

    @property
    def closing(self) -> int:
        return self.opening + self.came - self.went

    @property
    def before(self) -> date:
        return (self.month - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date | None:
        following = month_of(self.month)[1] + timedelta(days=1)
        return following if following <= clock.today() else None


def statement(account: Account, day: date) -> Statement:
    """The month of this day: two statements."""
    first, last = month_of(day)
    own = Q(debit=account) | Q(credit=account)
    sums = Transfer.objects.filter(own, on__lte=last).aggregate(
        before_came=Sum("amount", filter=Q(credit=account, on__lt=first)),
        before_went=Sum("amount", filter=Q(debit=account, on__lt=first)),
        came=Sum("amount", filter=Q(credit=account, on__gte=first)),
        went=Sum("amount", filter=Q(debit=account, on__gte=first)),
    )
    totals = {name: value or 0 for name, value in sums.items()}
    rows = Transfer.objects.filter(own, on__gte=first, on__lte=last)
    found = rows.select_related("origin", "order__item").order_by("-seq")[:500]
    return Statement(
        month=first,
        opening=totals["before_came"] - totals["before_went"],
        came=totals["came"],
        went=totals["went"],
        lines=[Line(row, account.pk) for row in found],
    )


@dataclass(frozen=True)
class Ending:
    """So many points end after this day if they are not used."""

    points: int
    day: date


def next_ending(account: Account) -> Ending | None:
    """What was announced, as it is now."""
    rows = Announcement.objects.filter(account=account, expires_on__gte=clock.today())
    announcement = rows.order_by("expires_on").first()
    if announcement is None:
        return None
    points = ending(account, announcement.expires_on)
    return Ending(points, announcement.expires_on) if points else None


@dataclass(frozen=True)
class Explained:
    """How a line came about: what it was for, by which rule, under which published head."""

    line: Line
    origin: Origin | None
    rule: EarningRule | None
    head: Head | None
    order: Order | None
    reversal: Any
    steps: list[str]


def explained(transfer: Transfer, *, account: Account) -> Explained:
    """'How did I get these?'"""
    origin = Origin.objects.filter(transfer=transfer).first()
    rule = EarningRule.objects.filter(pk=transfer.rule_id).first() if transfer.rule_id else None
    heads = Head.objects.filter(county=transfer.county, seq__gte=transfer.seq)
    undone = Transfer.objects.filter(reverses=transfer).first()
    return Explained(
        line=Line(transfer, account.pk),
        origin=origin,
        rule=rule,
        head=heads.order_by("seq").first(),
        order=Order.objects.filter(transfer=transfer).select_related("item__store").first(),
        reversal=undone or transfer.reverses,
        steps=_steps(transfer, origin, rule),
    )


def _steps(transfer: Transfer, origin: Origin | None, rule: EarningRule | None) -> list[str]:
    """The sum in words."""
    if rule is None or origin is None:
        return []
    words = _("{minutes} minutes at {points} points for {per} minutes come to {full}.")
    found = [
        words.format(
            minutes=transfer.minutes,
            points=rule.points,
            per=rule.per_minutes,
            full=origin.full,
        )
    ]
    if origin.left_activity is not None and origin.left_activity < origin.full:
        words = _("For one activity there are at most {cap}; {left} were left.")
        found.append(words.format(cap=rule.cap_activity, left=max(0, origin.left_activity)))
    if origin.left_month is not None and origin.left_month < origin.full:
        words = _("In one month there are at most {cap}; {left} were left.")
        found.append(words.format(cap=rule.cap_month, left=max(0, origin.left_month)))
    return found


def lines_of_desk(actor: Actor) -> Any:
    """All transfers that this member of staff sees, oldest first: for the table."""
    rows = Transfer.objects.visible_to(actor).order_by("county", "seq")
    return rows.select_related("debit__person", "credit__person", "origin")
