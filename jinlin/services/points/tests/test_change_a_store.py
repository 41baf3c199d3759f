"""A store is renamed, moves to another room, closes, and opens again."""

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.services.points import actions
from jinlin.services.points.actions import Shop, Wanted
from jinlin.services.points.tests import cast as c

pytestmark = pytest.mark.django_db


def test_the_lead_changes_a_store_on_its_page(cast):
    lead, at = c.at_desk(cast.users.lead), f"/desk/points/stores/{cast.store.pk}/change/"
    with c.at(9):
        assert at in lead.get(f"/desk/points/stock/?store={cast.store.pk}").content.decode()
        form = lead.get(at).context["form"]
        sent = {field.html_name: field.value() for field in form}
        assert (sent["name"], sent["hours"], sent["is_open"]) == ("凤池积分超市", "周二下午", True)
        assert lead.post(at, {**sent, "hours": "周四上午"}).status_code == 302
    assert (c.fresh(cast.store).hours, c.fresh(cast.store).is_open) == ("周四上午", True)
    keeper = c.at_desk(cast.users.keeper)
    assert keeper.get(at).status_code == 403


def test_a_store_closes_when_nothing_waits_there_and_sells_nothing_until_it_opens_again(cast):
    with c.at(9):
        account = c.rich(cast, cast.one, 100)
        made = actions.order(account, Wanted(cast.item), actor=cast.actors.resident)
        closed = Shop("凤池积分超市", is_open=False)
        with pytest.raises(NotNow):
            actions.change_store(cast.store, closed, actor=cast.actors.lead)
        actions.cancel(made, reason="不要了", actor=cast.actors.resident)
        with pytest.raises(NotAllowed):
            actions.change_store(cast.store, closed, actor=cast.actors.keeper)
        store = actions.change_store(cast.store, closed, actor=cast.actors.lead)
        page = c.at_desk(cast.users.lead).get(f"/desk/points/stock/?store={store.pk}")
        shown = page.content.decode()
        assert ("已停业" in shown, "可兑换" in shown) == (True, False)
        with pytest.raises(NotNow):
            actions.order(c.fresh(account), Wanted(cast.item), actor=cast.actors.resident)
        actions.change_store(store, Shop("凤池超市"), actor=cast.actors.lead)
        actions.order(c.fresh(account), Wanted(cast.item), actor=cast.actors.resident)


def test_two_stores_have_two_names(cast):
    with c.at(9):
        told = {"name": "湖前积分超市", "actor": cast.actors.lead}
        other = actions.open_store(cast.places.community, **told)
        with pytest.raises(Unusable):
            actions.change_store(other, Shop("凤池积分超市"), actor=cast.actors.lead)
