"""By which secret address does a calendar program read a social worker's own days?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress


class CaseFeed(SecretAddress):
    """One social worker's secret address of their appointments and follow-ups."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of a calendar of cases")
        verbose_name_plural = _("addresses of calendars of cases")
