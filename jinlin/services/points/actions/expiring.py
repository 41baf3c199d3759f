"""When do points that were not used end? After they were announced, and what is oldest first."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.services.points import deadlines
from jinlin.services.points.actions.posting import expired, hold, post
from jinlin.services.points.actions.steps import tell
from jinlin.services.points.models import (
    Account,
    Announcement,
    PointsRule,
    Transfer,
    TransferKind,
)


def ending(account: Account, until: date) -> int:
    """How many of the account's points end by this day if nothing more is spent: whatever was spent
    was spent from what ends first. Reversed transfers count on neither side.
    """
    rows = Transfer.objects.standing()
    came = rows.filter(credit=account).values_list("expires_on", "amount")
    used = rows.filter(debit=account).aggregate(sum=Sum("amount"))["sum"] or 0
    return min(account.balance, deadlines.unused(came, used, until=until))


@transaction.atomic
def announce_end(account: Account, day: date) -> bool:
    """The person was told, once, how many points end after this day."""
    hold(account.county)
    account = Account.objects.held(account.pk)
    amount = ending(account, day)
    if not amount or Announcement.objects.filter(account=account, expires_on=day).exists():
        return False
    made = Announcement.objects.create(
        county=account.county,
        account=account,
        expires_on=day,
        amount=amount,
        told_on=clock.today(),
    )
    with override(settings.LANGUAGE_CODE):
        words = _("{points} points can be used until {day}. After that day they end.")
        body = words.format(points=amount, day=spoken.day(_last_day(made)))
        title = _("Some of your points end soon")
        tell(account, event="ending", title=title, body=body, about=account)
    return True


@transaction.atomic
def expire(account: Account) -> int:
    """What was announced long enough ago and is over now has gone to the county; how many points.
    What an open order holds stays until the order ends.
    """
    ledger = hold(account.county)
    account = Account.objects.held(account.pk)
    today = clock.today()
    notice = timedelta(days=PointsRule.of(account.county, today).notice_days)
    told = Announcement.objects.filter(
        account=account, expires_on__lt=today, told_on__lte=today - notice
    )
    until = told.aggregate(last=Max("expires_on"))["last"]
    amount = min(account.free, ending(account, until)) if until else 0
    if amount <= 0:
        return 0
    gone = Transfer(
        kind=TransferKind.EXPIRE,
        debit_id=account.pk,
        credit_id=expired(account.county).pk,
        amount=amount,
        place_code=account.place_code,
        by=SYSTEM.user_id,
    )
    post(ledger, [gone])
    with override(settings.LANGUAGE_CODE):
        words = _("{points} points were not used by {day} and have ended.")
        body = words.format(points=amount, day=spoken.day(until))
        tell(account, event="ended", title=_("Points have ended"), body=body, about=account)
    return amount


def ending_soon(county: str, today: date) -> Iterable[tuple[Account, date]]:
    """Whose points end within the days of notice, and when: of those not announced yet."""
    last = today + timedelta(days=PointsRule.of(county, today).notice_days)
    rows = Transfer.objects.filter(
        county=county, kind=TransferKind.EARN, expires_on__lte=last, credit__balance__gt=0
    )
    told = set(Announcement.objects.filter(county=county).values_list("account_id", "expires_on"))
    found = rows.order_by().values_list("credit_id", "expires_on").distinct()
    pairs = sorted({pair for pair in found if pair not in told}, key=lambda pair: pair[1])
    accounts = Account.objects.in_bulk([key for key, _day in pairs])
    return [(accounts[key], day) for key, day in pairs]


def _last_day(made: Announcement) -> date:
    """Never sooner than the days of notice from now, also when the house was asleep."""
    days = PointsRule.of(made.county, made.told_on).notice_days
    return max(made.expires_on, made.told_on + timedelta(days=days - 1))
