"""Whose points end, when, and how many if nothing more is spent?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Sum

from jinlin.services.points import deadlines
from jinlin.services.points.models import Account, Announcement, PointsRule, Transfer
from jinlin.services.points.models.transfers import EARNED


def ending(account: Account, until: date) -> int:
    """How many of the account's points end by this day if nothing more is spent: whatever was spent
    was spent from what ends first. Reversed transfers count on neither side.
    """
    rows = Transfer.objects.standing()
    came = rows.filter(credit=account).values_list("expires_on", "amount")
    used = rows.filter(debit=account).aggregate(sum=Sum("amount"))["sum"] or 0
    return min(account.balance, deadlines.unused(came, used, until=until))


def ending_soon(county: str, today: date) -> Iterable[tuple[Account, date]]:
    """Whose points end within the days of notice, and when: of those not announced yet."""
    last = today + timedelta(days=PointsRule.of(county, today).notice_days)
    rows = Transfer.objects.filter(
        EARNED, county=county, expires_on__lte=last, credit__balance__gt=0
    )
    announced_pairs = set(
        Announcement.objects.filter(county=county).values_list("account_id", "expires_on")
    )
    found = rows.order_by().values_list("credit_id", "expires_on").distinct()
    pairs = sorted(
        {pair for pair in found if pair not in announced_pairs}, key=lambda pair: pair[1]
    )
    accounts = Account.objects.in_bulk([key for key, _day in pairs])
    return [(accounts[key], day) for key, day in pairs]
