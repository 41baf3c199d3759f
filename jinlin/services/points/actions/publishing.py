"""What does a county publish of its points: rules before they hold, the chain's end each day?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.services.notices import actions as notices
from jinlin.services.points.actions.posting import hold
from jinlin.services.points.models import EarningRule, Head, Transfer, What
from jinlin.services.points.permissions import can_set_rules

SETTLED = timedelta(minutes=15)  # a transaction begun before midnight has ended by then


@dataclass(frozen=True)
class Wording:
    """A rule as it is to hold from a day on."""

    valid_from: date
    points: int
    per_minutes: int
    what: str = What.SERVICE
    cap_activity: int = 0
    cap_month: int = 0
    words: str = ""


@transaction.atomic
def publish_rule(county: str, wording: Wording, *, actor: Actor) -> EarningRule:
    """The rule is public now and holds from its day on; never for days that are over."""
    require(can_set_rules(actor, county))
    if wording.valid_from < clock.today():
        raise Unusable(
            _("A rule holds from today at the earliest: nobody's service earns otherwise later."),
            field="valid_from",
        )
    if wording.what not in What.values or not (wording.points > 0 and wording.per_minutes > 0):
        raise Unusable(_("Please say how many points for how many minutes."), field="points")
    hold(county)
    same = EarningRule.objects.filter(
        county=county, what=wording.what, valid_from=wording.valid_from
    )
    if same.exists():
        raise Unusable(_("A rule for this begins on that day already."), field="valid_from")
    rule = EarningRule(
        county=county,
        what=wording.what,
        valid_from=wording.valid_from,
        points=wording.points,
        per_minutes=wording.per_minutes,
        cap_activity=wording.cap_activity,
        cap_month=wording.cap_month,
        words=tidy(wording.words)[:200],
        published_on=clock.today(),
        published_by=actor.user_id,
    )
    rule.save(force_insert=True)
    timeline.record(rule, "publish", actor=actor, data={"from": rule.valid_from.isoformat()})
    return rule


@transaction.atomic
def publish_head(county: str, day: date) -> Head | None:
    """The chain's end on this past day is published, once; a day without transfers has none."""
    ledger = hold(county)
    known = Head.objects.filter(county=county, day=day).first()
    rows = Transfer.objects.filter(county=ledger.county, on=day)
    sums = rows.aggregate(seq=Max("seq"), count=Count("pk"), amount=Sum("amount"))
    if known or not sums["count"] or clock.now() < clock.start_of_next(day) + SETTLED:
        return known
    last = rows.get(seq=sums["seq"])
    head = Head(
        county=county,
        day=day,
        seq=last.seq,
        hash=last.hash,
        count=sums["count"],
        amount=sums["amount"],
        published_at=clock.now(),
    )
    head.save()
    notices.announce(
        county=county,
        event="points.head",
        subject_id=head.pk,
        payload={"day": day.isoformat(), "seq": head.seq, "hash": head.hash},
    )
    return head


def publish_heads(county: str) -> int:
    """All past days with transfers have their head; how many were published now."""
    last = Head.objects.filter(county=county).aggregate(last=Max("day"))["last"]
    rows = Transfer.objects.filter(county=county, on__lt=clock.today())
    rows = rows.filter(on__gt=last) if last else rows
    if not rows.aggregate(first=Min("on"))["first"]:
        return 0
    days = list(rows.order_by("on").values_list("on", flat=True).distinct())
    return sum(publish_head(county, day) is not None for day in days)
