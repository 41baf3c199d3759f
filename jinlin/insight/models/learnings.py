"""What is stored of the models that a county's own decisions taught?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow


class LearningState(models.TextChoices):
    IN_USE = "in_use", _("in use")
    KEPT = "kept", _("kept, can be taken again")
    WORSE = "worse", _("was worse, never used")


class Learning(CountyRow):
    """One model that was learnt from what a county decided about its appeals, and how it did on the
    month that it had not seen. The numbers lie in a file; without it, or with another one in its
    place, nothing is suggested.

    At most one of a county is in use. One that did worse on that month than the one in use never
    is.
    """

    number = models.PositiveIntegerField(_("number"))
    learnt_at = models.DateTimeField(_("learnt"))
    learnt_on = models.DateField()
    since = models.DateField(_("decided since"))
    until = models.DateField(_("decided until"))  # the month after it was held out
    appeals = models.PositiveIntegerField(_("appeals it learnt from"))
    classes = models.PositiveSmallIntegerField(_("classes"))
    held_out = models.PositiveIntegerField(_("appeals of the month it had not seen"))
    right = models.PositiveIntegerField(_("of these classed rightly"))
    right_before = models.PositiveIntegerField(
        _("classed rightly by the one in use then"), null=True
    )
    standing = models.CharField(_("standing"), max_length=6, choices=LearningState.choices)
    digest = models.CharField(max_length=64)  # of the file
    is_chosen = models.BooleanField(
        _("taken by a person: no newer one takes its place"), default=False
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("what was learnt about classes")
        verbose_name_plural = _("what was learnt about classes")
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="learning_number_once"),
            models.UniqueConstraint(
                fields=["county"], condition=Q(standing="in_use"), name="one_learning_in_use"
            ),
            models.CheckConstraint(
                condition=Q(right__lte=models.F("held_out")), name="learning_right_of_held_out"
            ),
            models.CheckConstraint(
                condition=~Q(standing="in_use")
                | Q(right_before=None)
                | Q(right__gte=models.F("right_before")),
                name="learning_in_use_not_worse",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.number}"

    @property
    def percent(self) -> int | None:
        """How many in a hundred of the month that it had not seen it classed rightly."""
        return round(100 * self.right / self.held_out) if self.held_out else None

    @property
    def percent_before(self) -> int | None:
        if self.right_before is None or not self.held_out:
            return None
        return round(100 * self.right_before / self.held_out)
