"""Which records may be of the same person, and what was decided?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.domains.workforce.models.professionals import Professional


class Pair(CountyRow):
    """Two records, the smaller key first, and what somebody decided of them: once for each pair.

    `moved` is what a merge brought over, so that it can be undone.
    """

    class Decision(models.TextChoices):
        NOT_SAME = "not_same", _("Not the same person")
        MERGED = "merged", _("Brought together")

    one = models.ForeignKey(Professional, models.CASCADE, related_name="+")
    other = models.ForeignKey(Professional, models.CASCADE, related_name="+")
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices)
    reasons = models.JSONField(default=list)
    moved = models.JSONField(default=dict)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("pair of records")
        verbose_name_plural = _("pairs of records")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_decision_per_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
