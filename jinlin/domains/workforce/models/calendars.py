"""On which days is the exam of a year, and by which secret address are the register's days read?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.feeds import SecretAddress
from jinlin.core.keys import uuid7


class ExamDay(models.Model):
    """Reference data: one day of the exam of a year, the same in the whole country.

    Until a registrar compared it with the notice (`confirmed_on`) it is shown as not confirmed yet.
    """

    class What(models.TextChoices):
        OPENS = "opens", _("Registration for the exam opens")
        CLOSES = "closes", _("Last day to register for the exam")
        EXAM = "exam", _("Exam of social workers")
        RESULTS = "results", _("Results of the exam")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    what = models.CharField(_("what happens"), max_length=7, choices=What.choices)
    on = models.DateField(_("day"))
    source = models.CharField(_("according to"), max_length=120, blank=True)
    confirmed_on = models.DateField(_("compared with the notice"), null=True, blank=True)
    confirmed_by = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-on", "what")
        verbose_name = _("day of the exam")
        verbose_name_plural = _("days of the exam")
        constraints = [models.UniqueConstraint(fields=["what", "on"], name="exam_day_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.get_what_display()}"

    @property
    def title(self) -> str:
        """What happens, and whether somebody compared the day with the notice."""
        if self.confirmed_on:
            return str(self.get_what_display())
        return _("%(what)s (not confirmed yet)") % {"what": self.get_what_display()}


class RegisterFeed(SecretAddress):
    """One person's secret address of the register's days that concern them."""

    class Meta(SecretAddress.Meta):
        verbose_name = _("address of the register's days")
        verbose_name_plural = _("addresses of the register's days")
