"""Are points and stock held by an order, spent when it is handed out, and free again otherwise?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.services.notices.models import Message
from jinlin.services.points import actions, jobs
from jinlin.services.points.actions import Article, Counted, Gift, Wanted
from jinlin.services.points.models import Account, Batch, Item, Order, StockChange
from jinlin.services.points.queries import boards, storefront
from jinlin.services.points.queries.verifying import verify
from jinlin.services.points.tests.cast import (
    COUNTY,
    DAY,
    at,
    donor,
    fresh,
    item,
    rich,
)


def ordered(cast, count=1, **more):
    return actions.order(cast.one, Wanted(cast.item, count, **more), actor=cast.actors.resident)


@pytest.fixture
def able(cast):
    """The resident has 100 points."""
    with at(9):
        rich(cast, cast.one, 100)
    return cast


def sums(cast):
    account, thing = fresh(cast.one), fresh(cast.item)
    return (account.balance, account.reserved, thing.stock, thing.reserved)


def test_an_order_holds_and_handing_out_spends_once(able):
    with at(10):
        order = ordered(able, 2)
        assert sums(able) == (100, 40, 5, 2)
        done = actions.hand_out(order, actor=able.actors.keeper)
        assert sums(able) == (60, 0, 3, 0)
        with pytest.raises(Stale):
            actions.hand_out(order, actor=able.actors.keeper)
        with pytest.raises(NotNow):
            actions.hand_out(done, actor=able.actors.keeper)
    assert fresh(able.store.account).balance == 40
    heard = Message.objects.filter(user=able.users.resident, event__startswith="points.")
    assert sorted(heard.values_list("event", flat=True)) == [
        *("points.hand_out", "points.open_account", "points.order"),
    ]
    assert list(verify(COUNTY)) == []


def test_the_code_opens_it_for_a_delegate_at_this_store_only(able):
    with at(10):
        order = ordered(able)
        typed = f" {order.code[:4].lower()} {order.code[4:]}"
        assert boards.order_by_code(able.actors.keeper, typed) == order
        assert boards.order_by_code(able.actors.far_keeper, typed) is None
        assert boards.order_by_code(able.actors.keeper, "AAAABBBB") is None
        done = actions.hand_out(order, received_by="delegate", actor=able.actors.keeper)
    assert done.received_by == "delegate"


@pytest.mark.parametrize("who", ["resident", "clerk", "far_keeper", "system_admin", "supervisor"])
def test_nobody_else_hands_out(able, who):
    with at(10):
        order = ordered(able)
        with pytest.raises(NotAllowed):
            actions.hand_out(order, actor=getattr(able.actors, who))


def test_nobody_orders_with_the_points_of_somebody_else(able):
    for who in ("neighbour", "clerk", "keeper"):
        with at(10), pytest.raises(NotAllowed):
            actions.order(able.one, Wanted(able.item), actor=getattr(able.actors, who))


def test_cancelled_and_not_picked_up_all_is_free_again(able):
    with at(10):
        first, second = ordered(able), ordered(able)
        actions.cancel(first, reason="不要了", actor=able.actors.resident)
        assert sums(able) == (100, 20, 5, 1)
        assert jobs.give_back() == 0
    with at(1, day=DAY + timedelta(days=15)):
        with pytest.raises(NotNow):
            actions.hand_out(second, actor=able.actors.keeper)
        assert (jobs.give_back(), jobs.give_back()) == (1, 0)
    assert sums(able) == (100, 0, 5, 0)
    assert list(verify(COUNTY)) == []


def test_too_few_points_sold_out_and_the_limit_are_clear_refusals(able):
    with at(10):
        rare = item(able, name="茶叶", price=1, stock=1)
        with pytest.raises(NotNow) as few:
            actions.order(able.one, Wanted(rare, 2), actor=able.actors.resident)
        dear = item(able, name="电饭煲", price=101, stock=1)
        with pytest.raises(NotNow) as poor:
            actions.order(able.one, Wanted(dear), actor=able.actors.resident)
        once = item(able, name="洗衣液", price=1, stock=9, limit=1, limit_days=30)
        actions.order(able.one, Wanted(once), actor=able.actors.resident)
        with pytest.raises(NotNow) as limited:
            actions.order(able.one, Wanted(once), actor=able.actors.resident)
    words = [str(each.value) for each in (few, poor, limited)]
    assert len(set(words)) == 3
    with at(10, day=DAY + timedelta(days=30)):
        actions.order(able.one, Wanted(once), actor=able.actors.resident)


def test_the_counter_serves_somebody_without_a_phone(able):
    with at(9):
        rich(able, able.three, 30)
        assert boards.account_by_number(able.actors.keeper, able.three.number) == able.three
        made = actions.serve(able.three, Wanted(able.item), actor=able.actors.keeper)
    assert (made.channel, made.state, fresh(able.three).balance) == ("counter", "handed_out", 10)
    with at(9), pytest.raises(NotAllowed):
        actions.serve(able.three, Wanted(able.item), actor=able.actors.clerk)


def test_past_the_verbs_the_database_refuses_overdraft_and_overselling(able):
    for model, values in (
        (Account, {"reserved": 101}),
        (Account, {"balance": -1}),
        (Account, {"reserved": -1}),
        (Item, {"reserved": 6}),
        (Item, {"stock": -1}),
        (Batch, {"left": -1}),
    ):
        row = {Account: able.one, Item: able.item, Batch: able.item.batches.first()}[model]
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**values)


def test_what_spoils_first_goes_first(able):
    with at(9):
        milk = item(able, name="牛奶", price=1, stock=0)
        late, soon = (
            actions.receive(
                milk,
                Gift(2, donor(), best_before=DAY + timedelta(days=days)),
                actor=able.actors.keeper,
            )
            for days in (60, 20)
        )
        order = actions.order(able.one, Wanted(milk, 3), actor=able.actors.resident)
        actions.hand_out(order, actor=able.actors.keeper)
    assert (fresh(soon).left, fresh(late).left) == (0, 1)


def test_stock_taking_explains_every_difference(able):
    with at(10):
        with pytest.raises(Unusable):
            actions.take_stock(able.store, {able.item: Counted(4)}, actor=able.actors.keeper)
        taking = actions.take_stock(
            able.store, {able.item: Counted(4, "破了一袋")}, actor=able.actors.keeper
        )
        assert fresh(able.item).stock == 4
        actions.take_stock(able.store, {able.item: Counted(6, "多送的")}, actor=able.actors.keeper)
        ordered(able, 2)
        with pytest.raises(NotNow):
            actions.take_stock(
                able.store, {able.item: Counted(1, "少了")}, actor=able.actors.keeper
            )
    line = taking.lines.get()
    assert (line.expected, line.counted, line.explanation) == (5, 4, "破了一袋")
    changes = StockChange.objects.filter(item=able.item)
    assert sum(changes.values_list("change", flat=True)) == fresh(able.item).stock == 6
    assert sum(able.item.batches.values_list("left", flat=True)) == 6


def test_the_monthly_notice_names_donors_who_agreed_and_nobody_else(able):
    with at(9):
        rice = item(able, name="面条", price=5, stock=0)
        actions.receive(rice, Gift(4, donor("好心人", is_named=False)), actor=able.actors.keeper)
        actions.receive(rice, Gift(3, donor("林记粮油")), actor=able.actors.keeper)
        order = actions.order(able.one, Wanted(rice, 2), actor=able.actors.resident)
        actions.hand_out(order, actor=able.actors.keeper)
        actions.take_stock(able.store, {rice: Counted(4, "虫蛀")}, actor=able.actors.keeper)
    with at(9, day=date(2025, 5, 6)):
        assert storefront.months(able.store) == [
            date(2025, 4, 1),
            date(2025, 3, 1),
            date(2025, 2, 1),
        ]
        told = storefront.notice(able.store, date(2025, 4, 1))
    assert [(given.name, given.items) for given in told.given] == [
        ("林记粮油", [("面条", 3)]),
        ("", [("面条", 4)]),
    ]
    gone = told.gone[0]
    assert (gone.received, gone.handed_out, gone.differences, gone.left) == (7, 2, -1, 4)
    assert (told.points, told.explanations) == (10, [("面条", -1, "虫蛀")])


def test_a_donor_is_thanked_once_with_a_number(able):
    with at(9):
        batch = able.item.batches.get()
        paper = actions.thank(batch, actor=able.actors.keeper)
        assert actions.thank(batch, actor=able.actors.keeper) == paper
        bare = actions.receive(able.item, Gift(1), actor=able.actors.keeper)
        with pytest.raises(NotNow):
            actions.thank(bare, actor=able.actors.keeper)
    assert paper.data["donor"] == "瓷都惠民超市"
    assert paper.number


def test_what_an_item_costs_changes_only_what_comes(able):
    with at(10):
        order = ordered(able)
        actions.change_item(
            able.item, Article("大米", 50), is_offered=False, actor=able.actors.keeper
        )
        with pytest.raises(NotNow):
            ordered(able)
        actions.hand_out(order, actor=able.actors.keeper)
    assert Order.objects.get(pk=order.pk).points == 20
    assert fresh(able.one).balance == 80


def test_what_is_past_its_day_is_neither_ordered_nor_handed_out(able):
    with at(9):
        soon = Gift(1, donor(), best_before=DAY)
        milk = item(able, name="牛奶", stock=0)
        for gift in (soon, Gift(1, donor(), best_before=DAY + timedelta(days=9))):
            actions.receive(milk, gift, actor=able.actors.keeper)
    with at(10):
        fresh_one, stale = (
            actions.order(able.one, Wanted(milk), actor=able.actors.resident) for _n in range(2)
        )
    with at(9, day=DAY + timedelta(days=1)):
        actions.hand_out(fresh_one, actor=able.actors.keeper)
        with pytest.raises(NotNow, match="过了"), transaction.atomic():
            actions.hand_out(stale, actor=able.actors.keeper)
        actions.cancel(fresh(stale), reason="过期", actor=able.actors.resident)
        with pytest.raises(NotNow, match="过了"), transaction.atomic():
            actions.order(able.one, Wanted(milk), actor=able.actors.resident)
        counted = {milk: Counted(0, "过期，已清理")}
        actions.take_stock(able.store, counted, actor=able.actors.keeper)
    assert (fresh(milk).stock, Batch.objects.filter(item=milk, left__gt=0).count()) == (0, 0)


def test_what_was_brought_back_leaves_the_limit_as_it_was(able):
    with at(9):
        oil = item(able, name="花生油", limit=2, limit_days=90)
    with at(10):
        order = actions.order(able.one, Wanted(oil, 2), actor=able.actors.resident)
        done = actions.hand_out(order, actor=able.actors.keeper)
        with pytest.raises(NotNow):
            actions.order(able.one, Wanted(oil), actor=able.actors.resident)
        back = actions.propose(
            done.transfer, reason="坏了一瓶", amount=20, actor=able.actors.keeper
        )
        actions.approve(back, actor=able.actors.second_lead)
        assert actions.order(able.one, Wanted(oil), actor=able.actors.resident).count == 1
        with pytest.raises(NotNow):
            actions.order(able.one, Wanted(oil), actor=able.actors.resident)
