"""By which secret address does a calendar program read the last days of somebody's doors?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress


class VisitFeed(SecretAddress):
    """One person's secret address of the days until which their doors are to be tried."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of a calendar of doors")
        verbose_name_plural = _("addresses of calendars of doors")
