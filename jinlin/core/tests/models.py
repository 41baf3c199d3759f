"""What do core's tests record? A matter: a thing that has a place, a day, a length and an end, as
the domains above have them.
"""

from django.db import models

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow


class Matters(models.QuerySet["Matter"]):
    def visible_to(self, actor: Actor) -> "Matters":
        return self.filter(within(actor.codes("clerk")))


class Matter(CountyRow):
    """One matter. `minutes` is empty while it is open, `number` unless a test gives one."""

    place_code = models.CharField(max_length=18)
    on = models.DateField()
    grade = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=12, null=True)

    objects = Matters.as_manager()

    class Meta:
        app_label = "core_matters"
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="core_matter_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.place_code} {self.on}"
