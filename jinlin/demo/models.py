"""How far is the story of a demo county told, and to which rows will it come back?"""

from django.db import models


class Telling(models.Model):
    """One county whose story is told: until which day, and by which chances it goes on.

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


class Remembered(models.Model):
    """One row to which a teller will come back: `name` is whose it is and how it calls it, as JSON;
    `row` its key.
    """

    telling = models.ForeignKey(Telling, models.CASCADE, related_name="remembered")
    name = models.CharField(max_length=80)
    row = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["telling", "name"], name="remembered_once"),)
