"""Which photos belong to a wish, and which of them may everybody see?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.wishes.models.claim import Claim
from jinlin.domains.wishes.models.wish import Wish


class PhotoRows(models.QuerySet["Photo"]):
    def visible_to(self, actor: Actor) -> Self:
        """All photos of a wish that is seen whole; one's own of a hand-over; the released ones of a
        wish on the wall, for everybody.
        """
        whole = Q(wish__in=Wish.objects.visible_to(actor))
        own = Q(claim__in=Claim.objects.made_by(actor))
        return self.filter(whole | own | Q(is_released=True, wish__in=Wish.objects.on_wall()))

    def released(self) -> Self:
        return self.filter(is_released=True)


class Photo(CountyRow):
    """One photo of a wish; its upload is attached to this row.

    It stays inside until the screener releases it, each by itself. `claim`: sent with a hand-over.
    """

    wish = models.ForeignKey(Wish, models.PROTECT, related_name="photos")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="photos")
    is_released = models.BooleanField(_("shown on the wall"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PhotoRows.as_manager()

    class Meta:
        ordering = ("position", "id")
        verbose_name = _("photo of a wish")
        verbose_name_plural = _("photos of wishes")

    def __str__(self) -> str:
        return f"{self.wish_id} {self.position}"
