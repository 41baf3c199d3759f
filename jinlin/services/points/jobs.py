"""Which work on points is due without anybody asking? Safe to run twice."""

from datetime import timedelta

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.services.points import actions
from jinlin.services.points.models import Account, Announcement, Ledger, Order
from jinlin.services.points.queries.endings import ending_soon


def give_back() -> int:
    """Orders that nobody picked up in time have ended."""
    return sweep(Order.objects.open_().filter(due_at__lt=clock.now()), actions.lapse)


def announce_ends() -> int:
    """Whoever has points that end soon was told, once for each day."""
    found = [pair for county in _counties() for pair in ending_soon(county, clock.today())]
    return sum(actions.announce_end(account, day) for account, day in found)


def expire() -> int:
    """What was announced and is over has ended; from how many accounts."""
    over = Announcement.objects.filter(expires_on__lt=clock.today(), account__balance__gt=0)
    keys = list(over.order_by("account").values_list("account", flat=True).distinct())
    accounts = Account.objects.in_bulk(keys)
    return sum(actions.expire(accounts[key]) > 0 for key in keys)


def publish_heads() -> int:
    """The ends of the chains of all past days are published."""
    return sum(actions.publish_heads(county) for county in _counties())


def _counties() -> list[str]:
    return list(Ledger.objects.order_by("county").values_list("county", flat=True))


PERIODIC = [
    ("give-back-points", timedelta(minutes=30), give_back),
    ("announce-ends-of-points", timedelta(hours=6), announce_ends),
    ("expire-points", timedelta(hours=6), expire),
    ("publish-heads-of-points", timedelta(hours=1), publish_heads),
]
