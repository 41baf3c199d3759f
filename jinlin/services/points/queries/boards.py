"""What does staff see of orders, stock and reversals?"""

from typing import Any

from django.db.models import Q

from jinlin.core.actor import Actor, within
from jinlin.core.search import matching
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.ground.people.numbers import clean_phone
from jinlin.services.points.models import (
    KEEPERS,
    READERS,
    Account,
    AccountKind,
    Item,
    Order,
    Reversal,
    Store,
)
from jinlin.services.points.models.accounts import CARD_DIGITS
from jinlin.services.points.models.orders import CODE_LENGTH

STATES = ("reserved", "handed_out", "cancelled", "lapsed")


def orders(actor: Actor, state: str) -> Any:
    rows = Order.objects.for_desk(actor).select_related("item__store", "account__person")
    return rows.filter(state=state) if state in STATES else rows


def reversals(actor: Actor, *, is_open: bool) -> Any:
    rows = Reversal.objects.visible_to(actor).select_related(
        "transfer__debit__person", "transfer__credit__person", "transfer__origin"
    )
    return rows.filter(state="proposed") if is_open else rows


def stores(actor: Actor) -> list[Store]:
    return list(Store.objects.visible_to(actor).select_related("place").order_by("place_code"))


def kept_stores(actor: Actor) -> list[Store]:
    """Where this actor may receive, count and hand out."""
    rows = Store.objects.filter(within(actor.codes(*KEEPERS)), is_open=True)
    return list(rows.order_by("place_code", "id"))


def stock(actor: Actor, *, store: Any = None, words: str = "") -> Any:
    rows = Item.objects.visible_to(actor).select_related("store")
    rows = rows.filter(store=store) if store else rows
    return rows.filter(matching(Item, words)) if words else rows


def offered_by(actor: Actor) -> Any:
    """What this actor can hand out at once."""
    rows = Item.objects.offered().filter(within(actor.codes(*KEEPERS)), stock__gt=0)
    return rows.select_related("store").order_by("store__place_code", "name")


def order_by_code(actor: Actor, code: str) -> Order | None:
    """The open order that this code opens, where this actor hands out."""
    typed = code.strip().upper().replace(" ", "").replace("-", "")
    if len(typed) != CODE_LENGTH:
        return None
    rows = Order.objects.for_desk(actor).filter(code_key=match_key(typed, "points.code"))
    return rows.first()


def account_by_number(actor: Actor, typed: str) -> Account | None:
    """The account of a card number or of a phone number, in the counties where this actor works:
    there is no browsing.
    """
    digits = typed.strip().replace(" ", "")
    counties = actor.counties(*READERS)
    rows = Account.objects.filter(kind=AccountKind.PERSON).filter(within(counties, "county"))
    if len(digits) == CARD_DIGITS and digits.isdigit():
        return rows.filter(number=digits).first()
    phone = clean_phone(digits)
    if not phone:
        return None
    return rows.filter(Q(person__phone_key=match_key(phone, "phone"))).first()


def soon_over(actor: Actor) -> int:
    """How many open orders end today or are over."""
    rows = Order.objects.for_desk(actor).open_()
    return rows.filter(due_at__lte=clock.end_of(clock.today())).count()
