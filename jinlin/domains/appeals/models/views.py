"""Under which names does staff keep the board's filters?"""

from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.places.models import CODE_LENGTHS, Organisation

LONGEST_NAME, LONGEST_QUERY = 20, 600


class Sharing(models.TextChoices):
    OWN = "own", _("Only for me")
    UNIT = "unit", _("For my whole unit")
    PLACE = "place", _("For everybody who works in my place")


class SavedViewRows(models.QuerySet["SavedView"]):
    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def kept_by(self, actor: Actor) -> Self:
        return self.filter(owner=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        """One's own, those shared with one's units,
        and those shared with the places one works in.
        """
        if actor.user_id is None or not actor.holds(*WORKERS):
            return self.none()
        lengths = sorted(CODE_LENGTHS.values())
        above = {
            code[:length]
            for code in actor.codes(*WORKERS)
            for length in lengths
            if length <= len(code)
        }
        by_unit = Q(sharing=Sharing.UNIT, unit_id__in=actor.organisations(*WORKERS))
        by_place = Q(sharing=Sharing.PLACE, place_code__in=above)
        return self.filter(Q(owner=actor.user_id) | by_unit | by_place)

    def forgotten_before(self, moment: datetime) -> Self:
        return self.filter(removed_at__lt=moment)


class SavedView(CountyRow):
    """The board's filters under a name, as whoever keeps it left them.

    A keeper has each name once among the views that stand; a removed one can come back for a while.
    It never widens what anybody sees: the board it opens is the reader's own.
    """

    owner = models.UUIDField()  # the member of staff who keeps it
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.CharField(
        max_length=LONGEST_QUERY
    )  # the filters as the board's address says them, in the form's order
    sharing = models.CharField(
        _("for whom"), max_length=5, choices=Sharing.choices, default=Sharing.OWN
    )
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    place_code = models.CharField(max_length=18, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SavedViewRows.as_manager()

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at=None), name="saved_view_name_once"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(sharing="unit"),
                name="saved_view_shared_with_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(place_code="") | ~Q(sharing="place"),
                name="saved_view_shared_with_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "position"], name="saved_view_owner"),
            models.Index(fields=["unit", "sharing"], name="saved_view_unit"),
            models.Index(fields=["place_code", "sharing"], name="saved_view_place"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.sharing != Sharing.OWN


class FirstView(models.Model):
    """With which view the board opens for a member of staff who has just come in.

    At most one each.
    """

    user = models.UUIDField(primary_key=True)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.user} {self.view_id}"

    @classmethod
    def of(cls, user_id: UUID | None) -> UUID | None:
        """The key of the view; it may have been removed or be shared no longer."""
        return (
            cls.objects.filter(user=user_id).values_list("view_id", flat=True).first()
            if user_id
            else None
        )
