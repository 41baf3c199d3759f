"""How do points go from one account to another, so that nobody can spend what is not there?

Whoever posts holds the county's ledger first, then the accounts: one order for everybody. Numbers
and hashes are given while it is held, so the chain has no gap and no fork. On PostgreSQL one
transfer is one statement, the link of the chain made inside it: the ledger is held no longer than
the database needs. Everywhere else, and for many at once, the same is done step by step.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
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
from jinlin.services.points.models.transfers import LINKED, body_of

TOO_FEW = _("There are not enough points for this.")
AT_ONCE = 200  # accounts in one statement
MADE_BY_THE_LINK = ("seq", "previous", "hash")
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
    county: str, transfers: Sequence[Transfer], *, released: Mapping[UUID, int] | None = None
) -> None:
    """These transfers stand, numbered and chained, and the balances of their accounts say so.
    `released`: how much less is held by orders, of which accounts.

    Raises NotNow when an account would go below what it holds; the transaction is then to fail.
    """
    if not transfers:
        return
    now = clock.now()
    for transfer in transfers:
        transfer.county, transfer.algorithm = county, LINKED
        transfer.at, transfer.on = now, clock.local_day(now)
    if len(transfers) == 1 and connection.vendor == "postgresql":
        _post_in_one(transfers[0], released or {})
    else:
        _post_in_steps(hold(county), transfers, released or {})


def _post_in_steps(
    ledger: Ledger, transfers: Sequence[Transfer], released: Mapping[UUID, int]
) -> None:
    for transfer in transfers:
        ledger.seq, ledger.previous = ledger.seq + 1, ledger.head
        transfer.seq, transfer.previous = ledger.seq, ledger.head
        ledger.head = transfer.hash = transfer.digest()
    _book(_changes(transfers), released)
    insert(*transfers)
    update(ledger, "seq", "head", "previous")


def _post_in_one(transfer: Transfer, released: Mapping[UUID, int]) -> None:
    """The link first, then the accounts, then the row: each asks for the one before it."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("points are posted inside a transaction, or not at all")
    accounts, params = _booked(_changes([transfer]), released)
    values = [
        field.get_db_prep_save(getattr(transfer, field.attname), connection)
        for field in _own_fields()
    ]
    sent = [body_of(transfer.content()), transfer.county, *params, *values]
    for _try in range(2):
        with connection.cursor() as cursor:
            cursor.execute(_in_one(accounts, is_releasing=bool(released)), sent)
            row = cursor.fetchone()
        if row:
            transfer.seq, transfer.previous, transfer.hash = row
            transfer._state.adding = False  # noqa: SLF001 - documented, for who makes rows
            return
        if Ledger.objects.filter(county=transfer.county).exists():
            raise NotNow(TOO_FEW)
        hold(transfer.county)


@cache
def _in_one(accounts: int, *, is_releasing: bool) -> str:
    """One transfer as one statement. Nothing is inserted unless every account could bear it."""
    columns = [str(field.column) for field in _own_fields()]
    named = ", ".join(f'"{name}"' for name in (*columns, *MADE_BY_THE_LINK))
    marks = ", ".join(["%s"] * len(columns))
    booking = _booking(accounts, is_releasing=is_releasing)
    return (
        "WITH link AS (UPDATE points_ledger SET seq = seq + 1, previous = head, head = "  # noqa: S608 - only marks and columns
        "encode(sha256(convert_to(head || ':' || (seq + 1) || ':' || %s, 'UTF8')), 'hex') "
        "WHERE county = %s RETURNING seq, previous, head), "
        f"booked AS ({booking} AND EXISTS (SELECT 1 FROM link) RETURNING id) "
        f"INSERT INTO points_transfer ({named}) "
        f"SELECT {marks}, link.seq, link.previous, link.head FROM link "
        f"WHERE (SELECT count(*) FROM booked) = {accounts} RETURNING seq, previous, hash"
    )


@cache
def _own_fields() -> tuple[Any, ...]:
    fields = Transfer._meta.concrete_fields
    return tuple(field for field in fields if field.name not in MADE_BY_THE_LINK)


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
        some = {key: changes[key] for key in keys[start : start + AT_ONCE]}
        count, params = _booked(some, released)
        with connection.cursor() as cursor:
            cursor.execute(_booking(count, is_releasing=bool(released)), params)
            if cursor.rowcount != count:
                raise NotNow(TOO_FEW)


def _booked(changes: Mapping[UUID, int], released: Mapping[UUID, int]) -> tuple[int, list[Any]]:
    """How many accounts, and what is sent for them, in the order of `_booking`."""
    keys = sorted(changes)
    sent = [_sent(key) for key in keys]
    amounts = [value for key in keys for value in (_sent(key), changes[key])]
    frees = [value for key in keys for value in (_sent(key), released.get(key, 0))]
    each = [*amounts, *(frees if released else [])]
    return len(keys), [*each, *sent, *each]


@cache
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
