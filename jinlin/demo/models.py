"""How far is the story of a demo county told?"""

from django.db import models


class Telling(models.Model):
    """One county whose story is told: until which day, and what its tellers remember of it.

    A day and this row are written in one transaction: whenever the telling process stops, it goes
    on with the day after. `until` is the moment of the first start: nothing later is told.
    """

    county = models.CharField(max_length=6, primary_key=True)
    until = models.DateTimeField()
    day = models.DateField(null=True)
    told = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    memory = models.JSONField(default=dict)
    resumed_at = models.DateTimeField()
    resumed_from = models.PositiveIntegerField(default=0)
    is_over = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(told__lte=models.F("steps")), name="told_of_steps"
            ),
        )
