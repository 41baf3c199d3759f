"""By which secret address does a calendar program read a helper's own days?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress


class FeedLink(SecretAddress):
    """One person's secret address of their own service days."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
