"""Is a ledger of points as it was written, and do its balances say what its transfers come to?

Streaming: memory grows with the number of accounts, not of transfers.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jinlin.services.points.lifecycle import OrderState
from jinlin.services.points.models import Account, Head, Ledger, Order, Transfer
from jinlin.services.points.models.transfers import digest_of

BATCH = 2_000


class Wrong(models.TextChoices):
    CHANGED = "changed", _("this transfer was changed after it was written")
    MISSING = "missing", _("a transfer is missing")
    END = "end", _("the end of the chain is not what the ledger says")
    HEAD = "head", _("it is not the head that was published")
    BALANCE = "balance", _("a balance is not what its transfers come to")
    RESERVED = "reserved", _("what is held is not what its open orders come to")


@dataclass(frozen=True)
class Break:
    """What is wrong, in which county, at which number, day or account."""

    wrong: Wrong
    county: str
    seq: int = 0
    day: date | None = None
    account: str = ""


@dataclass(frozen=True)
class Kept:
    """What became of a fingerprint that somebody wrote down: which transfer it is of, and whether
    that still reads as it was written.
    """

    fingerprint: str
    seq: int = 0
    day: date | None = None
    is_known: bool = False
    is_as_written: bool = False

    @property
    def stands(self) -> bool:
        return self.is_known and self.is_as_written


def look_up(county: str, fingerprint: str) -> Kept:
    """For a stranger who kept one: computed anew from the transfer, not read from the page. One
    statement and one hash, however long the chain is.
    """
    wanted = "".join(fingerprint.split()).lower()[:64]
    row = Transfer.objects.filter(county=county, hash=wanted).first() if wanted else None
    if row is None:
        return Kept(wanted)
    return Kept(wanted, row.seq, row.on, is_known=True, is_as_written=row.digest() == row.hash)


def verify(
    county: str | None = None, *, progress: Callable[[int], None] | None = None
) -> Iterator[Break]:
    """The first broken link of each county, each published head that does not stand, and each
    balance that is not the sum of its transfers.
    """
    rows = Ledger.objects.filter(county=county) if county else Ledger.objects.all()
    for ledger in rows.order_by("county"):
        yield from _of_county(ledger, progress or (lambda _count: None))


def _of_county(ledger: Ledger, progress: Callable[[int], None]) -> Iterator[Break]:
    heads = {head.seq: head for head in Head.objects.filter(county=ledger.county)}
    sums: Counter[UUID] = Counter()
    expected, previous = 0, ""
    rows = Transfer.objects.filter(county=ledger.county, seq__lte=ledger.seq).order_by("seq")
    for row in rows.values(*Transfer.HASHED, "hash").iterator(BATCH):
        expected += 1
        if row["seq"] != expected:
            yield Break(Wrong.MISSING, ledger.county, expected)
            return
        fields = {name: row[name] for name in Transfer.HASHED}
        if row["previous"] != previous or digest_of(fields) != row["hash"]:
            yield Break(Wrong.CHANGED, ledger.county, expected)
            return
        head = heads.pop(expected, None)
        if head and head.hash != row["hash"]:
            yield Break(Wrong.HEAD, ledger.county, expected, day=head.day)
        sums[row["debit_id"]] -= row["amount"]
        sums[row["credit_id"]] += row["amount"]
        previous = row["hash"]
        if expected % BATCH == 0:
            progress(BATCH)
    progress(expected % BATCH)
    for head in heads.values():
        yield Break(Wrong.HEAD, ledger.county, head.seq, day=head.day)
    if (ledger.seq, ledger.head) != (expected, previous):
        yield Break(Wrong.END, ledger.county, ledger.seq)
    yield from _of_accounts(ledger.county, sums)


def _of_accounts(county: str, sums: Counter[UUID]) -> Iterator[Break]:
    open_ones = Order.objects.filter(county=county, state=OrderState.RESERVED).order_by()
    held = dict(open_ones.values_list("account").annotate(sum=Sum("points")))
    for account in Account.objects.filter(county=county).order_by("pk").iterator(BATCH):
        found = (account.balance, account.reserved)
        if found != (sums[account.pk], held.get(account.pk, 0)):
            yield from _looked_at_again(account)


def _looked_at_again(account: Account) -> Iterator[Break]:
    """In one statement, since somebody may be writing: what differs now is wrong."""
    row = (
        Account.objects.filter(pk=account.pk)
        .annotate(
            came=_sum(Transfer.objects.filter(credit=OuterRef("pk")), "credit", "amount"),
            went=_sum(Transfer.objects.filter(debit=OuterRef("pk")), "debit", "amount"),
            held=_sum(Order.objects.open_().filter(account=OuterRef("pk")), "account", "points"),
        )
        .get()
    )
    if row.balance != row.came - row.went:
        yield Break(Wrong.BALANCE, row.county, account=row.number)
    if row.reserved != row.held:
        yield Break(Wrong.RESERVED, row.county, account=row.number)


def _sum(rows: "models.QuerySet[Any]", of: str, field: str) -> Coalesce:
    summed = rows.order_by().values(of).annotate(sum=Sum(field)).values("sum")
    return Coalesce(Subquery(summed), 0, output_field=models.BigIntegerField())
