"""What stands of points in the house that is walked through?

The resident's service of yesterday earned 20 points, under a published head; the lead opened a
store in the community, with two things in it; the resident ordered one of them, and the clerk asks
for a transfer of the neighbour's to be reversed.
"""

from datetime import timedelta
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.services.points import actions as points
from jinlin.services.points.actions import Article, Gift, Service, Wanted, Wording
from jinlin.services.points.models import Account

COUNTY = "350526"


def earned(cast: Any, person_of: Any) -> dict[str, Any]:
    lead = cast.actors.lead
    yesterday = clock.today() - timedelta(days=1)
    with clock.set_to(clock.at(yesterday, 12)):
        rule = points.publish_rule(COUNTY, Wording(yesterday, 10, 60), actor=SYSTEM)
        transfer, wrong = (
            points.earn(COUNTY, [_service(cast, person_of(cast, name))], actor=SYSTEM)[0]
            for name in ("resident", "neighbour")
        )
    points.publish_heads(COUNTY)
    store = points.open_store(cast.places.community, name="凤池积分超市", actor=lead)
    donor = points.know_donor(COUNTY, name="瓷都惠民超市", is_named=True)
    rice, soap = (points.offer(store, Article(name, 5), actor=lead) for name in ("大米", "肥皂"))
    batch = points.receive(rice, Gift(5, donor), actor=lead)
    account = Account.objects.get(pk=transfer.credit_id)
    order = points.order(account, Wanted(rice), actor=cast.actors.resident)
    reversal = points.propose(wrong, reason="重复记录", actor=cast.actors.clerk)
    return {
        "points_account": account.pk,
        "points_transfer": transfer.pk,
        "points_wrong": wrong.pk,
        "points_store": store.pk,
        "points_item": rice.pk,
        "points_soap": soap.pk,
        "points_batch": batch.pk,
        "points_order": order.pk,
        "points_order_version": order.version,
        "points_reversal": reversal.pk,
        "points_reversal_version": reversal.version,
        "points_rule": rule.pk,
    }


def _service(cast: Any, person: Any) -> Service:
    place = cast.places.neighbourhood.code
    on = clock.today()
    return Service(
        person.pk, "volunteers.servicerecord", uuid7(), "service", 120, on, place, "志愿服务日"
    )
