"""How does a store come to have things, and how is it known that they are there?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.search import index
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.points.actions.accounts import account_at
from jinlin.services.points.actions.ordering import take_out
from jinlin.services.points.actions.posting import hold
from jinlin.services.points.models import (
    AccountKind,
    Batch,
    ChangeKind,
    CountedItem,
    Donor,
    Item,
    StockChange,
    StockTaking,
    Store,
)
from jinlin.services.points.permissions import can_open_store, can_stock

MOST = 10_000


@transaction.atomic
def open_store(place: Place, *, name: str, where: str = "", hours: str = "", actor: Actor) -> Store:
    """The store stands at the place, with an account of its own and nothing in it."""
    require(can_open_store(actor, place.code))
    hold(place.county_code)  # of two that are called the same at once the second is told
    name = needed(name, field="name", limit=40)
    if Store.objects.filter(county=place.county_code, name=name).exists():
        raise Unusable(_("A store has this name already."), field="name")
    store = Store.objects.create(
        county=place.county_code,
        name=name,
        place=place,
        place_code=place.code,
        where=tidy(where)[:80],
        hours=tidy(hours)[:80],
        account=account_at(place, kind=AccountKind.STORE),
    )
    timeline.record(store, "open", actor=actor)
    return store


@dataclass(frozen=True)
class Shop:
    """What everybody reads of a store, and whether it is open."""

    name: str
    where: str = ""
    hours: str = ""
    is_open: bool = True


@transaction.atomic
def change_store(store: Store, shop: Shop, *, actor: Actor) -> Store:
    """The store is called so, is there and open then; or it is closed: nothing is ordered from it
    any more. Raises NotNow for closing one where somebody has still to pick something up.
    """
    hold(store.county)  # before the store: its new name may just be given to another
    store = Store.objects.held(store.pk)
    require(can_open_store(actor, store.place_code))
    name = needed(shop.name, field="name", limit=40)
    if Store.objects.filter(county=store.county, name=name).exclude(pk=store.pk).exists():
        raise Unusable(_("A store has this name already."), field="name")
    if store.is_open and not shop.is_open:
        items = [item.reserved for item in Item.objects.filter(store=store).select_for_update()]
        if sum(items):
            words = _("%(number)d things are ordered here. Please hand them out or cancel first.")
            raise NotNow(words % {"number": sum(items)})
    store.name, store.is_open = name, shop.is_open
    store.where, store.hours = tidy(shop.where)[:80], tidy(shop.hours)[:80]
    store.save()
    timeline.record(store, "change", actor=actor, data={"is_open": shop.is_open})
    return store


@dataclass(frozen=True)
class Article:
    """What an item is, and for how much."""

    name: str
    price: int
    about: str = ""
    is_service: bool = False
    limit: int = 0
    limit_days: int = 90


@transaction.atomic
def offer(store: Store, article: Article, *, actor: Actor) -> Item:
    """The store offers it from now on; there is none of it yet."""
    store = Store.objects.held(store.pk)
    require(can_stock(actor, store))
    name = needed(article.name, field="name", limit=40)
    if article.price < 1:
        raise Unusable(_("Please say how many points it costs."), field="price")
    if Item.objects.filter(store=store, name=name).exists():
        raise Unusable(_("The store has this already."), field="name")
    item = Item(
        county=store.county,
        store=store,
        place_code=store.place_code,
        name=name,
        about=tidy(article.about)[:200],
        is_service=article.is_service,
        price=article.price,
        limit=article.limit,
        limit_days=article.limit_days,
    )
    item.save(force_insert=True)
    timeline.record(item, "offer", actor=actor, data={"price": article.price})
    return item


@transaction.atomic
def change_item(item: Item, article: Article, *, is_offered: bool, actor: Actor) -> Item:
    """From now on it costs this and is offered or not; what was ordered keeps its price."""
    item = Item.objects.held(item.pk)
    require(can_stock(actor, item))
    name = needed(article.name, field="name", limit=40)
    if Item.objects.filter(store=item.store_id, name=name).exclude(pk=item.pk).exists():
        raise Unusable(_("The store has this already."), field="name")
    before = item.price
    item.name, item.price, item.about = name, article.price, tidy(article.about)[:200]
    item.is_service, item.is_offered = article.is_service, is_offered
    item.limit, item.limit_days = article.limit, article.limit_days
    item.save()
    index(item)
    details = {"before": before, "price": item.price, "is_offered": is_offered}
    timeline.record(item, "change", actor=actor, data=details)
    return item


@transaction.atomic
def know_donor(
    county: str,
    *,
    name: str,
    is_named: bool = False,
    organisation: Organisation | None = None,
) -> Donor:
    """The county knows this donor, once by name; who may read it is what they said last."""
    name = needed(name, field="donor", limit=80)
    donor, _is_new = Donor.objects.get_or_create(
        county=county, name=name, defaults={"organisation": organisation}
    )
    if donor.is_named != is_named:
        donor.is_named = is_named
        donor.save(update_fields=["is_named"])
    return donor


@dataclass(frozen=True)
class Gift:
    """So many of an item, from somebody."""

    quantity: int
    donor: Donor | None = None
    worth: int = 0
    best_before: date | None = None


@transaction.atomic
def receive(item: Item, gift: Gift, *, actor: Actor) -> Batch:
    """The batch is in the stock."""
    item = Item.objects.held(item.pk)
    require(can_stock(actor, item))
    if not 1 <= gift.quantity <= MOST:
        raise Unusable(_("Please say how many came."), field="quantity")
    if gift.best_before and gift.best_before < clock.today():
        raise Unusable(_("This is past its day already."), field="best_before")
    batch = _put_in(item, gift, ChangeKind.RECEIVED, actor)
    timeline.record(batch, "receive", actor=actor, data={"quantity": gift.quantity})
    return batch


@dataclass(frozen=True)
class Counted:
    """So many of an item are there, and why not as many as should be."""

    number: int
    explanation: str = ""


@transaction.atomic
def take_stock(store: Store, counts: Mapping[Item, Counted], *, actor: Actor) -> StockTaking:
    """The stock is what was counted; every difference is explained and stands in the batches."""
    store = Store.objects.held(store.pk)
    require(can_stock(actor, store))
    if not counts:
        raise Unusable(_("Please count at least one item."))
    taking = StockTaking.objects.create(
        county=store.county,
        store=store,
        place_code=store.place_code,
        taken_on=clock.today(),
        taken_by_id=actor.user_id,
    )
    for item in Item.objects.filter(pk__in=[each.pk for each in counts], store=store).order_by(
        "pk"
    ):
        _count(taking, Item.objects.held(item.pk), counts[item], actor)
    timeline.record(taking, "take_stock", actor=actor, data={"items": len(counts)})
    return taking


def _count(taking: StockTaking, item: Item, counted: Counted, actor: Actor) -> None:
    expected, difference = item.stock, counted.number - item.stock
    explanation = tidy(counted.explanation)[:200]
    if difference and not explanation:
        words = _("%(item)s: there should be %(expected)d. Please say why it differs.")
        sentence = words % {"item": item.name, "expected": expected}
        raise Unusable(sentence, field=f"why-{item.pk}")
    if counted.number < item.reserved:
        words = _("%(item)s: %(reserved)d are ordered. Please cancel orders first.")
        raise NotNow(words % {"item": item.name, "reserved": item.reserved})
    CountedItem.objects.create(
        county=item.county,
        taking=taking,
        item=item,
        expected=expected,
        counted=counted.number,
        explanation=explanation,
    )
    if difference > 0:
        _put_in(item, Gift(difference), ChangeKind.FOUND, actor)
    elif difference < 0:
        Item.objects.filter(pk=item.pk).update(stock=F("stock") + difference)
        take_out(item, -difference, ChangeKind.MISSING, actor=actor)


def _put_in(item: Item, gift: Gift, kind: str, actor: Actor) -> Batch:
    batch = Batch.objects.create(
        county=item.county,
        item=item,
        donor=gift.donor,
        place_code=item.place_code,
        quantity=gift.quantity,
        left=gift.quantity,
        worth=gift.worth,
        best_before=gift.best_before,
        received_on=clock.today(),
        received_by=actor.user_id,
    )
    StockChange(
        county=item.county,
        item=item,
        batch=batch,
        place_code=item.place_code,
        kind=kind,
        change=gift.quantity,
        on=clock.today(),
        by=actor.user_id,
    ).save()
    Item.objects.filter(pk=item.pk).update(stock=F("stock") + gift.quantity)
    return batch
