"""From when on can a paper of figures be signed? What is signed covers all of its days."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.time import clock
from jinlin.metrics import periods


def opens(period: str) -> date:
    """The first day on which a paper of that month or year can be signed: before, its days are
    still to come.
    """
    return periods.days_of(period)[1] + timedelta(days=1)


def why_unsigned(period: str, counted_at: datetime) -> str:
    """Why what was counted then for the month or year cannot be signed yet; empty when it can."""
    first = opens(period)
    if clock.today() < first:
        words = _("Its days are not over yet. It can be signed from %(day)s on.")
        return words % {"day": spoken.day(first)}
    if clock.local_day(counted_at) < first:
        return _("It was counted before its days were over. Please count it anew, then sign.")
    return ""
