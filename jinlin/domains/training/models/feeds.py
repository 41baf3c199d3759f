"""By which secret address does a calendar program read somebody's own lessons?"""

from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress


class LessonFeed(SecretAddress):
    """One person's secret address of the lessons that they attend or teach."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of a calendar of lessons")
        verbose_name_plural = _("addresses of calendars of lessons")
