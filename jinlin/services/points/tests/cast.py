"""Who plays in the ledger? A small Dehua with a store, its keeper, two leads and three people.

cast.users.keeper   cast.actors.keeper   cast.one / cast.two: accounts of a resident and a neighbour
cast.three          the account of somebody without a phone
cast.store, cast.item   a store in the community and rice in it: 5 bags for 20 points each
served(cast, account, minutes)   so many minutes earned what they earn; the transfer
rich(cast, account, points)      the account has so many points more
"""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from jinlin.core.actor import SYSTEM
from jinlin.core.keys import uuid7
from jinlin.core.time import calendar, clock
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.accounts.tests.county import COUNTY, STAFF, at_desk, at_phone
from jinlin.ground.people.models import Person
from jinlin.services.points import actions
from jinlin.services.points.actions import Article, Gift, Service, Wording
from jinlin.services.points.models import Account, Item, Transfer

__all__ = ["COUNTY", "at_desk", "at_phone"]
DAY = date(2025, 4, 18)
KEEPERS = {
    "keeper": ("陈掌柜", Role.STORE_KEEPER, "community", "community"),
    "county_lead": ("林县长", Role.LEAD, "county", ""),
    "second_lead": ("吴书记", Role.LEAD, "town", "town"),
    "far_keeper": ("苏掌柜", Role.STORE_KEEPER, "other_town", "other_town"),
}
Cast = Any


def at(hour: int, minute: int = 0, *, day: date = DAY) -> Any:
    return clock.set_to(clock.at(day, hour, minute))


def cast_of_points() -> Cast:
    calendar.seed()
    found: Any = county.county(staff={**STAFF, **KEEPERS})
    cast = type("Cast", (), dict(vars(found)))()
    with at(8, day=DAY - timedelta(days=60)):
        rule(cast)
        for name, user in (("one", "resident"), ("two", "neighbour"), ("three", "")):
            setattr(cast, name, account(cast, user))
        cast.store = actions.open_store(
            cast.places.community, name="凤池积分超市", hours="周二下午", actor=cast.actors.lead
        )
        cast.item = item(cast)
    return cast


def rule(cast: Cast, **more: Any) -> Any:
    told = {"valid_from": clock.today(), "points": 10, "per_minutes": 60, **more}
    return actions.publish_rule(COUNTY, Wording(**told), actor=cast.actors.county_lead)


def account(cast: Cast, name: str = "") -> Account:
    user = getattr(cast.users, name) if name else None
    person = Person.objects.create(county=COUNTY, name=user.name if user else "苏阿公", user=user)
    return actions.open_account(person, place_code=cast.places.neighbourhood.code, actor=SYSTEM)


def item(cast: Cast, *, name: str = "大米", stock: int = 5, **more: Any) -> Item:
    made = actions.offer(
        cast.store, Article(**{"name": name, "price": 20, **more}), actor=cast.actors.keeper
    )
    if stock:
        actions.receive(made, Gift(stock, donor()), actor=cast.actors.keeper)
    return Item.objects.select_related("store").get(pk=made.pk)


def donor(name: str = "瓷都惠民超市", *, is_named: bool = True) -> Any:
    return actions.know_donor(COUNTY, name=name, is_named=is_named)


def service_of(account: Account, minutes: int, **more: Any) -> Service:
    told = {
        "person_id": account.person_id,
        "source_label": "volunteers.servicerecord",
        "source_id": uuid7(),
        "what": "service",
        "minutes": minutes,
        "on": clock.today(),
        "place_code": account.place_code,
        "title": "庠柄十八号志愿服务日",
        **more,
    }
    return Service(**told)


def served(cast: Cast, account: Account, minutes: int = 120, **more: Any) -> Transfer:
    return actions.earn(COUNTY, [service_of(account, minutes, **more)], actor=SYSTEM)[0]


def rich(cast: Cast, account: Account, points: int) -> Account:
    """By whole services of an hour and less."""
    while points > 0:
        part = min(points, 10_000)
        actions.earn(COUNTY, [service_of(account, part * 6, activity_id=uuid4())], actor=SYSTEM)
        points -= part
    return Account.objects.get(pk=account.pk)


def fresh(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)
