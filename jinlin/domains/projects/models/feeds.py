"""By which secret address does a calendar program read somebody's deadlines and milestones?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress


class DeadlineFeed(SecretAddress):
    """One person's secret address of the days of the tasks and projects that are theirs."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of a calendar of deadlines")
        verbose_name_plural = _("addresses of calendars of deadlines")
