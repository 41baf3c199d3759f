"""Who plays in the tests of appeals?

Everybody of the small county (jinlin/ground/accounts/tests/county.py), and appeals of the resident.

def test_something(cast): ...
cast.places.neighbourhood   cast.units.community   cast.users.clerk   cast.actors.clerk
cast.categories.repair
reported(cast)  accepted(cast)  in_hand(cast)  finished(cast)  closed(cast)
    an appeal in that state, through the real actions
waiting(cast)  merged(cast, main)  returned(cast, times)  joint(cast)
    further on the way; joint: with helper(cast)'s unit as helper
now_of(appeal)  the appeal as it is in the database now
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from jinlin.core.actor import Actor, Kind
from jinlin.core.actor import Grant as Trust
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report, Verdict
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import ABROAD, COUNTY, SINCE, at_desk, at_phone, county
from jinlin.ground.people.tests.known import person

# what tests ask the cast for, and the county brings
__all__ = ["ABROAD", "COUNTY", "SINCE", "at_desk", "at_phone", "person"]
TEXT = "凤池新村3幢楼下的路灯坏了三天，晚上老人下楼看不见台阶。请派人来修一下。"


@dataclass(frozen=True)
class Categories:
    utilities: Category
    repair: Category
    cleaning: Category


@dataclass(frozen=True)
class Cast:
    """The county, and the classes of appeals. `community` takes up what comes in for the
    neighbourhood; `other_town` does so for the far neighbourhood, which has no committee here.
    """

    places: Any
    units: Any
    users: Any
    actors: Any
    categories: Categories


def cast_of_dehua() -> Cast:
    """The whole cast stands in the database."""
    return Cast(**vars(county()), categories=_sort_categories())


def _sort_categories() -> Categories:
    utilities = Category(code="02", name="物业管理")
    repair = Category(code="0202", name="公共设施维修", parent=utilities)
    cleaning = Category(code="0205", name="小区绿化", parent=utilities)
    wanted = {each.code: each for each in (utilities, repair, cleaning)}
    Category.objects.bulk_create(wanted.values(), ignore_conflicts=True)
    return Categories(utilities, repair, cleaning)


def reported(cast: Cast, **told: Any) -> Appeal:
    """An appeal of the resident, waiting to be accepted. `told` goes to the Report: text, place,
    identity, reporter=None (then with track_code) ...
    """
    given = {"place": cast.places.neighbourhood, "text": TEXT, **told}
    if "reporter" not in given:
        given["reporter"] = person(cast)
    return actions.report(Report(**given), actor=cast.actors.resident)


def accepted(cast: Cast, **told: Any) -> Appeal:
    return actions.accept(
        reported(cast, **told), actor=cast.actors.clerk, category=cast.categories.repair
    )


def in_hand(cast: Cast, **told: Any) -> Appeal:
    """With the county's bureau, where the handler works."""
    return actions.hand_over(
        accepted(cast, **told), actor=cast.actors.clerk, unit=cast.units.bureau
    )


def finished(cast: Cast, **told: Any) -> Appeal:
    return actions.finish(
        in_hand(cast, **told),
        actor=cast.actors.handler,
        reply="路灯已在4月18日更换，三盏都亮了。",
        internal="灯杆编号 A12。",
    )


def closed(cast: Cast, **told: Any) -> Appeal:
    """Judged as solved by the resident."""
    return actions.judge(
        finished(cast, **told),
        actor=cast.actors.resident,
        verdict=Verdict(answered=True, solved=True, satisfied=True),
    )


def days_on(days: int) -> date:
    return clock.today() + timedelta(days=days)


def waiting(cast: Cast, **told: Any) -> Appeal:
    """At the bureau, with its clock standing for five days."""
    return actions.pause(
        in_hand(cast, **told),
        actor=cast.actors.handler,
        whom="outside",
        reason="等供电公司停电窗口。",
        review_on=days_on(5),
    )


def merged(cast: Cast, main: Appeal | None = None, name: str = "neighbour") -> Appeal:
    """The same, reported by somebody else, handled together with `main` (else with one of the
    resident's that is in hand).
    """
    repeat = actions.accept(reported(cast, reporter=person(cast, name)), actor=cast.actors.clerk)
    return actions.merge(repeat, actor=cast.actors.clerk, main=main or in_hand(cast))


def returned(cast: Cast, times: int = 1) -> Appeal:
    """Handed to the bureau and returned by it, so many times."""
    appeal = accepted(cast)
    for _time in range(times):
        appeal = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.bureau)
        appeal = actions.return_(
            appeal, actor=cast.actors.handler, reason="路灯归供电公司管，不归城管局。"
        )
    return appeal


def helper(cast: Cast) -> Actor:
    """Somebody who handles matters for the neighbourhood's property company."""
    unit = cast.units.property
    return Actor(
        kind=Kind.PERSON,
        user_id=uuid4(),
        face=unit.name,
        grants=(Trust(Role.HANDLER, (unit.place_code,), unit.pk),),
    )


def joint(cast: Cast, *, appeal: Appeal | None = None, due_on: date | None = None) -> Appeal:
    """At the bureau, which leads; the property company helps and has until `due_on` (in three
    days).
    """
    words = {
        "helper": cast.units.property,
        "task": "请切断小区侧电源。",
        "due_on": due_on or days_on(3),
    }
    return actions.convene(appeal or in_hand(cast), actor=cast.actors.handler, **words)


def now_of(appeal: Appeal) -> Appeal:
    return Appeal.objects.get(pk=appeal.pk)
