"""In which layout does a county take its register out?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.ground.accounts.roles import Role


class ExportLayoutRows(models.QuerySet["ExportLayout"]):
    def visible_to(self, actor: Actor) -> Self:
        return (
            self if actor.is_system else self.filter(within(actor.codes(Role.REGISTRAR), "county"))
        )


class ExportLayout(CountyRow):
    """The county's own form, as it was sent once: the lines above its headings, the headings, and
    which fact stands in each column (field and level; no field: the column stays empty).
    """

    name = models.CharField(_("name"), max_length=60)
    titles = models.JSONField()  # lists of texts, one for each line above the headings
    headings = models.JSONField()  # one or two lists of texts
    fields = models.JSONField()  # for each column [field, level]
    kept_at = models.DateTimeField()

    objects = ExportLayoutRows.as_manager()

    class Meta:
        verbose_name = _("layout of an export")
        verbose_name_plural = _("layouts of exports")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="export_layout_name_once")
        ]

    def __str__(self) -> str:
        return self.name
