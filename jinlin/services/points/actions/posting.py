"""How do points go from one account to another, so that nobody can spend what is not there?

Whoever posts holds the county's ledger first, then the accounts: one order for everybody. Numbers
and hashes are given while it is held, so the chain has no gap and no fork.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotNow
from jinlin.core.prepared import Prepared
from jinlin.core.storing import insert, insert_unless, update
from jinlin.core.time import clock
from jinlin.services.points.models import Account, AccountKind, Ledger, Transfer

TOO_FEW = _("There are not enough points for this.")
AT_ONCE = 200  # accounts in one statement
_ledger: Prepared[Ledger] = Prepared(
    lambda county: Ledger.objects.filter(county=county).select_for_update(),
    county=models.CharField(),
)


def hold(county: str) -> Ledger:
    """The county's ledger, locked until the transaction ends; it stands from the first use on."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("points are posted inside a transaction, or not at all")
    found = _ledger.first(county=county)
    if found is None:
        insert_unless(Ledger(county=county), taken=("county",))
        found = _ledger.first(county=county)
    assert found is not None
    return found


def post(
    ledger: Ledger, transfers: Sequence[Transfer], *, released: Mapping[UUID, int] | None = None
) -> None:
    """These transfers stand, numbered and chained, and the balances of their accounts say so.
    `released`: how much less is held by orders, of which accounts.

    Raises NotNow when an account would go below what it holds; the transaction is then to fail.
    """
    if not transfers:
        return
    now = clock.now()
    for transfer in transfers:
        ledger.seq += 1
        transfer.county, transfer.seq, transfer.previous = ledger.county, ledger.seq, ledger.head
        transfer.at, transfer.on = now, clock.local_day(now)
        transfer.hash = transfer.digest()
        ledger.head = transfer.hash
    _book(_changes(transfers), released or {})
    insert(*transfers)
    update(ledger, "seq", "head")


def account_of_county(county: str, kind: str) -> Account:
    """The account out of which service is paid, or into which unused points go."""
    found = Account.objects.filter(county=county, kind=kind).first()
    if found is None:
        insert_unless(Account(county=county, kind=kind, place_code=county))
        found = Account.objects.get(county=county, kind=kind)
    return found


def issued(county: str) -> Account:
    """The account out of which service is paid stands."""
    return account_of_county(county, AccountKind.ISSUED)


def expired(county: str) -> Account:
    """The account into which unused points go stands."""
    return account_of_county(county, AccountKind.EXPIRED)


def _changes(transfers: Iterable[Transfer]) -> Counter[UUID]:
    changes: Counter[UUID] = Counter()
    for transfer in transfers:
        changes[transfer.debit_id] -= transfer.amount
        changes[transfer.credit_id] += transfer.amount
    return changes


def _book(changes: Mapping[UUID, int], released: Mapping[UUID, int]) -> None:
    """One statement for many accounts; an account that cannot bear it stops them all."""
    keys = sorted(changes)
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        text = _booking(len(some), is_releasing=bool(released))
        ids = [_sent(key) for key in some]
        amounts = [value for key in some for value in (_sent(key), changes[key])]
        frees = [value for key in some for value in (_sent(key), released.get(key, 0))]
        params: list[Any] = [*amounts, *(frees if released else []), *ids]
        params += [*amounts, *(frees if released else [])]
        with connection.cursor() as cursor:
            cursor.execute(text, params)
            if cursor.rowcount != len(some):
                raise NotNow(TOO_FEW)


def _booking(count: int, *, is_releasing: bool) -> str:
    case = f"CASE id {' '.join(['WHEN %s THEN CAST(%s AS bigint)'] * count)} ELSE 0 END"
    balance = f"balance + {case}"
    reserved = f"reserved - {case}" if is_releasing else "reserved"
    changed = f"balance = {balance}" + (f", reserved = {reserved}" if is_releasing else "")
    which = ", ".join(["%s"] * count)
    return (
        f"UPDATE points_account SET {changed} WHERE id IN ({which}) "  # noqa: S608 - only marks
        f"AND (kind = 'issued' OR {balance} >= {reserved})"
    )


def _sent(key: UUID) -> object:
    return key if connection.features.has_native_uuid_field else key.hex
