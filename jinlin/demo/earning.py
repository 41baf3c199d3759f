"""How do the demo's service days earn points, and what do twelve stores give for them?

The rule is published before the first service day; what was checked on a day earns that evening, in
one act. The store of 庠柄 opens first, eleven others in March; each has three things from donors,
and volunteers of its community order them: most by phone, some at the counter, some in vain.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, cast

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Refusal
from jinlin.core.time import clock
from jinlin.demo.county import County
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.accounts.models import User
from jinlin.journeys.service_to_points import earn_for
from jinlin.services.points import actions, jobs
from jinlin.services.points.actions import Article, Counted, Gift, Wanted, Wording
from jinlin.services.points.models import Account, Item, Order, Store
from jinlin.services.volunteers.lifecycle import State
from jinlin.services.volunteers.models import ServiceRecord

STORES, FIRST, OTHERS = 12, date(2024, 9, 2), date(2025, 3, 3)
POINTS, PER_MINUTES, CAP_ACTIVITY, CAP_MONTH = 10, 60, 40, 120
GOODS = (
    Article("抽纸一提", 10, limit=4, limit_days=90),
    Article("洗衣液一瓶", 15, about="2千克装", limit=2, limit_days=90),
    Article("义剪一次", 20, about="巧手理发店，凭码上门或到店", is_service=True),
)
DONORS = (("瓷都惠民超市", True), ("热心居民", False), ("巧手理发店", True))
EACH = 30  # of a thing in one batch
SWAPS = tuple(date(2025, 4, day) for day in (8, 12, 16, 20, 24, 27))
COUNTED_ON = date(2025, 4, 1)


@dataclass
class Shelf:
    """One store: opened, filled, used, counted."""

    number: int
    opens_on: date
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return clock.at(self.opens_on, 8, 30 + self.number)


def plan(_frame: Frame) -> list[Shelf]:
    """The first store in September, the others in March; the same days for all."""
    return [_shelf(number) for number in range(STORES)]


def _shelf(number: int) -> Shelf:
    opens_on = OTHERS if number else FIRST
    steps = [Happening(clock.at(opens_on, 10, number), "fill")]
    if not number:
        steps.append(Happening(clock.at(COUNTED_ON, 17, 0), "count"))
    for day in SWAPS:
        steps.append(Happening(clock.at(day, 15, number), "order"))
        steps.append(Happening(clock.at(day + timedelta(days=1), 16, number), "hand_out"))
    return Shelf(number, opens_on, steps)


class Stores:
    """Holds what points need to know while they are told."""

    def __init__(self, county: County, *, seed: int = SEED) -> None:
        self.county = county
        self.chance = Random(seed + 12)
        self.stores = Known(Store.objects.select_related("place"))
        self.orders = Known(Order.objects.select_related("item__store", "account__person"))

    def begin(self, number: int, plan: Shelf) -> None:
        lead = self.county.lead
        if not plan.number:
            wording = Wording(
                clock.today(),
                POINTS,
                PER_MINUTES,
                cap_activity=CAP_ACTIVITY,
                cap_month=CAP_MONTH,
                words="志愿服务满一小时得十分，不足一小时按分钟折算。",
            )
            actions.publish_rule(self.county.code, wording, actor=lead)
        home = self._home(plan.number)
        self.stores[plan.number] = actions.open_store(
            home,
            name=f"{home.name}服务积分超市",
            where="微协商微议事站点内",
            hours="周二、周五下午3点到5点",
            actor=lead,
        )

    def move(self, number: int, plan: Shelf, position: int) -> None:
        store, verb = self.stores[plan.number], plan.steps[position].verb
        if verb == "fill":
            self._fill(store)
        elif verb == "count":
            self._count(store)
        elif verb == "order":
            self._order(plan.number, store)
        else:
            self._hand_out(plan.number)

    def evening(self, day: date) -> None:
        """What was checked today earns, what was not picked up is given back, and yesterday's end
        of the chain is published.
        """
        rows = ServiceRecord.objects.trusted().filter(
            county=self.county.code, state=State.VERIFIED, verified_on=day
        )
        if keys := list(rows.values_list("pk", flat=True)):
            earn_for(keys)
        actions.publish_heads(self.county.code)
        jobs.give_back()
        if day.weekday() == 0:
            jobs.announce_ends()
            jobs.expire()

    def _fill(self, store: Store) -> None:
        lead = self.county.lead
        for article, (name, is_named) in zip(GOODS, DONORS, strict=True):
            item = actions.offer(store, article, actor=lead)
            donor = actions.know_donor(self.county.code, name=name, is_named=is_named)
            batch = actions.receive(item, Gift(EACH, donor, worth=EACH * 8), actor=lead)
            if is_named:
                actions.thank(batch, actor=lead)

    def _count(self, store: Store) -> None:
        """One pack is missing, and it is said why."""
        items = list(Item.objects.filter(store=store).order_by("name"))
        counts = {item: Counted(item.stock) for item in items}
        counts[items[0]] = Counted(items[0].stock - 1, "搬运时破损一件，已作废")
        actions.take_stock(store, counts, actor=self.county.lead)

    def _order(self, number: int, store: Store) -> None:
        """Somebody of the community who has enough orders what they can have."""
        who = self._somebody(store)
        items = list(Item.objects.filter(store=store).order_by("price", "name"))
        wanted = [item for item in items if who and item.price <= who.free and item.free > 0]
        if who is None or not wanted:
            return
        item = wanted[self.chance.randrange(len(wanted))]
        try:
            if self.chance.random() < 0.3:
                actions.serve(who, Wanted(item), actor=self.county.lead)
            else:
                self.orders[number] = actions.order(who, Wanted(item), actor=_own(who))
        except Refusal:
            return

    def _hand_out(self, number: int) -> None:
        """Most come the next day, one in four sends somebody; one in eight does not come."""
        order = self.orders.pop(number, None)
        if order is None or self.chance.random() < 0.125:
            return
        received_by = "delegate" if self.chance.random() < 0.25 else "self"
        actions.hand_out(
            Order.objects.select_related("item__store", "account__person").get(pk=order.pk),
            received_by=received_by,
            actor=self.county.lead,
        )

    def _somebody(self, store: Store) -> Account | None:
        rows = Account.objects.filter(
            kind="person", place_code__startswith=store.place_code[:12], balance__gte=GOODS[0].price
        ).select_related("person__user")
        found = [row for row in rows.order_by("pk") if row.person and row.person.user]
        return found[self.chance.randrange(len(found))] if found else None

    def _home(self, number: int) -> Any:
        """庠柄 first, then eleven neighbourhoods spread over the county."""
        first = next(home for home in self.county.homes if "庠柄" in home.name)
        others = [home for home in self.county.homes if home != first]
        return first if not number else others[(number - 1) * len(others) // (STORES - 1)]


def _own(account: Account) -> Actor:
    person = account.person
    return without_grants(cast(User, person.user)) if person else SYSTEM


def _teller(company: Company) -> Stores:
    return Stores(company.county)


SHARE = Share(kinds=(Shelf,), plan=plan, teller=_teller)
