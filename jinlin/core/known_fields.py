"""Which fields did a form ask for although the house knew the answer already?

The house aims at none. What is kept tells of the form: which field, for which role, on which day,
how often; never who was asked, nor what the answer is.
"""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.burden import CountyWide, of_county
from jinlin.core.figures.measures import Measure, Shape, Window
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock

RESIDENT = "resident"  # the role of whoever is signed in without a grant


class KnownFields(CountyWide["KnownField"]):
    """Whoever reads which forms burden reads this too."""


class KnownField(CountyRow):
    """So many times on this day, a form of the county stood before somebody of this role with an
    empty field whose answer the house had.
    """

    form = models.CharField(max_length=100)
    field = models.CharField(max_length=60)
    role = models.CharField(max_length=20)
    on = models.DateField()
    times = models.PositiveIntegerField(default=0)

    objects = KnownFields.as_manager()

    class Meta:
        verbose_name = _("field asked though known")
        verbose_name_plural = _("fields asked though known")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "on", "form", "field", "role"], name="known_field_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.field}"

    @property
    def name(self) -> str:
        return f"{self.form} · {self.field}"


def count(*, county: str, form: str, fields: list[str], role: str) -> None:
    """Each of these fields stood there once more."""
    for field in fields:
        one = {
            "county": county,
            "on": clock.today(),
            "form": form[:100],
            "field": field[:60],
            "role": role,
        }
        KnownField.objects.bulk_create([KnownField(**one)], ignore_conflicts=True)
        KnownField.objects.filter(**one).update(times=F("times") + 1)


def by_form(actor: Actor, *, days: int = 90) -> list[dict[str, Any]]:
    """`form`, `field`, `role` and `times` in the last days, the most first: one statement."""
    rows = KnownField.objects.visible_to(actor).filter(on__gt=clock.today() - timedelta(days=days))
    counted: Any = rows.values("form", "field", "role").annotate(times=Sum("times"))
    return list(counted.order_by("-times", "form", "field", "role"))


def in_days(window: Window) -> "QuerySet[Any]":
    return of_county(KnownField.objects.all(), window)


MEASURES = [
    Measure(
        key="desk.known_fields",
        name=_("Fields asked though known"),
        question=_("How many fields did our forms ask that the house knew already? (Goal: none)"),
        shape=Shape.SUM,
        value_field="times",
        unit=_("times"),
        rows=in_days,
        denominator=_(
            "empty fields for one's own name or number that the account holds, and required "
            "choices with a single answer, on forms that were opened by somebody who is signed in"
        ),
        exclusions=_(
            "what a form asks about somebody else, and what is found out only after the form was "
            "opened; it is counted for the county only"
        ),
        day_field="on",
        place_field="county",
    )
]
