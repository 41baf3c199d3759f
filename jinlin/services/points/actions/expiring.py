"""When do points that were not used end? After they were announced, and what is oldest first."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.services.points.actions.posting import expired, hold, post
from jinlin.services.points.actions.steps import tell
from jinlin.services.points.models import (
    Account,
    Announcement,
    PointsRule,
    Transfer,
    TransferKind,
)
from jinlin.services.points.queries.endings import ending


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
    hold(account.county)
    account = Account.objects.held(account.pk)
    today = clock.today()
    notice = timedelta(days=PointsRule.of(account.county, today).notice_days)
    announcements = Announcement.objects.filter(
        account=account, expires_on__lt=today, told_on__lte=today - notice
    )
    until = announcements.aggregate(last=Max("expires_on"))["last"]
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
    post(account.county, [gone])
    with override(settings.LANGUAGE_CODE):
        words = _("{points} points were not used by {day} and have ended.")
        body = words.format(points=amount, day=spoken.day(until))
        tell(account, event="ended", title=_("Points have ended"), body=body, about=account)
    return amount


def _last_day(made: Announcement) -> date:
    """Never sooner than the days of notice from now, also when the house was asleep."""
    days = PointsRule.of(made.county, made.told_on).notice_days
    return max(made.expires_on, made.told_on + timedelta(days=days - 1))
