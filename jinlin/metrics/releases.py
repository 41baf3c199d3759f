"""What did a county say to everybody: which figures, and which cells of each month?"""

from datetime import date
from typing import Any, Final

from django.db import models
from django.db.models import Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from jinlin.core.append_only import AppendOnlyRow
from jinlin.core.figures.measures import FEWEST_PEOPLE
from jinlin.core.figures.registry import measures
from jinlin.ground.places.models import Level

DEPTHS: Final = [(Level.TOWN, _("Town")), (Level.COMMUNITY, _("Community"))]
LONGEST_REASON: Final = 500
MOST_FEWEST: Final = 1_000


class Choice(AppendOnlyRow):
    """From a day on a figure of the county is for everybody, or is not. The newest row that has
    begun holds; without one it is as the figure's definition says.
    """

    key = models.CharField(_("figure"), max_length=80)
    is_public = models.BooleanField(_("for everybody"))
    level = models.CharField(
        _("down to"), max_length=9, choices=DEPTHS, default=Level.TOWN, db_default=Level.TOWN
    )
    from_on = models.DateField(_("from"))
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    chosen_by = models.UUIDField(null=True)
    face = models.CharField(max_length=120, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("choice of a public figure")
        verbose_name_plural = _("choices of public figures")
        indexes = (Index(fields=["county", "key", "from_on", "id"], name="choice_of_a_figure"),)

    def __str__(self) -> str:
        return f"{self.county} {self.key} {self.from_on}"

    @property
    def is_deep(self) -> bool:
        """Everybody reads it down to communities."""
        return self.is_public and self.level == Level.COMMUNITY

    @property
    def name(self) -> Any:
        """What the figure is called; its key where the house does not know it any more."""
        found = measures().get(self.key)
        return found.name if found else self.key


class Threshold(AppendOnlyRow):
    """From a day on no number of people under `fewest` is said. It only ever rises."""

    fewest = models.PositiveIntegerField(_("fewest people"))
    from_on = models.DateField(_("from"))
    chosen_by = models.UUIDField(null=True)
    face = models.CharField(max_length=120, blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("fewest people to be said")
        verbose_name_plural = _("fewest people to be said")
        constraints = (
            UniqueConstraint(fields=["county", "fewest"], name="threshold_rises"),
            models.CheckConstraint(
                condition=Q(fewest__gte=FEWEST_PEOPLE), name="threshold_not_under_the_least"
            ),
        )

    def __str__(self) -> str:
        return f"{self.county} {self.fewest} {self.from_on}"

    @classmethod
    def of(cls, county: str, day: date) -> int:
        """How many people a number must be to be said."""
        found = cls.objects.filter(county=county, from_on__lte=day).aggregate(
            most=models.Max("fewest")
        )
        return max(found["most"] or 0, FEWEST_PEOPLE)


class Release(AppendOnlyRow):
    """What was said of one figure for one month ('2026-10') or year ('2026'), as it was counted
    then: of the county (its code), of each town, of each community where the county chose so, and
    of what stands at the county or a town itself (its code with OWN).

    `cells` by place: [how many meet it, how many count, the value where it is none of these,
    whether it is hidden]. A hidden cell is stored with its number: what comes later is held against
    it.
    `root` is over `leaves`, one for each row that was counted, where a resident may prove that
    theirs is one of them.
    """

    key = models.CharField(max_length=80)
    period = models.CharField(max_length=7)
    fewest = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    root = models.CharField(max_length=64, blank=True)
    leaves = models.BinaryField(default=bytes)
    released_at = models.DateTimeField()

    class Meta:
        verbose_name = _("released figure")
        verbose_name_plural = _("released figures")
        constraints = (
            UniqueConstraint(fields=["county", "key", "period"], name="figure_released_once"),
        )
        indexes = (Index(fields=["county", "period", "key"], name="releases_of_a_period"),)

    def __str__(self) -> str:
        return f"{self.county} {self.key} {self.period}"

    @property
    def is_year(self) -> bool:
        return len(self.period) == len("2026")

    def hidden(self) -> set[str]:
        return {place for place, cell in self.cells.items() if cell[3]}

    def number(self) -> Any:
        """How many rows the whole county had."""
        return self.cells[self.county][1]
