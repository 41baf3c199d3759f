"""A hundred people at once want the last item, or spend the last points: does one get it?

JINLIN_REDEEMERS=20 makes the short run.
"""

import os
from functools import partial
from threading import Barrier

import pytest
from django.db import models
from django.db.models import F

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Stale
from jinlin.core.tests.databases import together
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.points import actions
from jinlin.services.points.actions import Wanted
from jinlin.services.points.models import Account, Item, Order, Transfer
from jinlin.services.points.queries.verifying import verify
from jinlin.services.points.tests.cast import (
    COUNTY,
    account,
    cast_of_points,
    fresh,
    item,
    rich,
    service_of,
)

__all__ = ["shared_house"]
MANY = int(os.environ.get("JINLIN_REDEEMERS", "100"))


def outcomes(results):
    """How many were done, how many refused clearly, and whatever else happened."""
    done = [each for each in results if isinstance(each, Order)]
    refused = [each for each in results if isinstance(each, NotNow)]
    other = [each for each in results if each not in done and each not in refused]
    return len(done), len(refused), other


def test_the_last_item_goes_to_one_of_a_hundred(shared_house):
    cast = cast_of_points()
    last = item(cast, name="电饭煲", price=1, stock=1)
    people = [rich(cast, account(cast), 10) for _person in range(MANY)]
    keeper = cast.actors.keeper
    results = together(
        *(partial(actions.serve, each, Wanted(last), actor=keeper) for each in people)
    )
    assert outcomes(results) == (1, MANY - 1, [])
    assert (fresh(last).stock, fresh(last).reserved) == (0, 0)
    assert sum(fresh(each).balance for each in people) == 10 * MANY - 1
    assert list(verify(COUNTY)) == []


def test_the_last_points_are_spent_once_of_a_hundred_times(shared_house):
    cast = cast_of_points()
    plenty = item(cast, name="肥皂", price=10, stock=MANY)
    rich(cast, cast.one, 10)
    wanted, actor = Wanted(plenty), cast.actors.resident
    results = together(
        *(partial(actions.order, cast.one, wanted, actor=actor) for _tap in range(MANY))
    )
    assert outcomes(results) == (1, MANY - 1, [])
    assert (fresh(cast.one).reserved, fresh(plenty).reserved) == (10, 1)
    assert list(verify(COUNTY)) == []


def test_one_code_is_handed_out_once_at_two_counters(shared_house):
    cast = cast_of_points()
    rich(cast, cast.one, 20)
    order = actions.order(cast.one, Wanted(cast.item), actor=cast.actors.resident)
    results = together(
        *(partial(actions.hand_out, order, actor=cast.actors.keeper) for _counter in range(10))
    )
    assert [type(each) for each in results].count(Order) == 1
    assert [type(each) for each in results].count(Stale) == 9
    assert Transfer.objects.filter(kind="spend").count() == 1


def test_earning_spending_and_ending_at_once_keep_one_chain(shared_house):
    """Whoever locks, locks in one order: nobody waits for ever, and nothing is lost."""
    cast = cast_of_points()
    rich(cast, cast.one, 200)
    service = service_of(cast.one, 60)

    def earn(number):
        mine = service if number % 2 else service_of(cast.two, 60)
        return actions.earn(COUNTY, [mine], actor=SYSTEM)

    def spend(_number):
        return actions.serve(cast.one, Wanted(cast.item), actor=cast.actors.keeper)

    acts = [partial(earn if number % 3 else spend, number) for number in range(24)]
    results = together(*acts)
    wrong = [r for r in results if isinstance(r, Exception) and not isinstance(r, NotNow)]
    assert wrong == []
    assert Transfer.objects.filter(source_id=service.source_id).count() == 1
    assert fresh(cast.item).stock == 0
    assert list(verify(COUNTY)) == []


def naive(row: models.Model, count: int, free: str, all_have_looked: Barrier) -> bool:
    """What a programmer writes first: look, then write what was seen."""
    seen = type(row)._default_manager.get(pk=row.pk)
    all_have_looked.wait()
    if getattr(seen, free) < count:
        raise NotNow
    rows = type(row)._default_manager.filter(pk=row.pk)
    rows.update(reserved=F("reserved") * 0 + seen.reserved + count)
    return True


@pytest.mark.parametrize("model", [Account, Item])
def test_the_control_without_the_condition_the_last_one_goes_to_many(shared_house, model):
    cast = cast_of_points()
    row = rich(cast, cast.one, 10) if model is Account else item(cast, name="最后一件", stock=1)
    all_have_looked = Barrier(10, timeout=60)
    taps = [partial(naive, row, row.free, "free", all_have_looked) for _tap in range(10)]
    results = together(*taps)
    assert results.count(True) > 1


def test_of_stores_that_are_called_the_same_at_once_one_opens(shared_house):
    cast = cast_of_points()
    place, lead = cast.places.community, cast.actors.lead
    results = together(*[partial(actions.open_store, place, name="石鼓超市", actor=lead)] * 8)
    assert sorted(type(each).__name__ for each in results) == ["Store", *["Unusable"] * 7]
