"""Which photos of a day are there, and which of them may everybody see?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models.days import Session

MOST_PHOTOS = 20


class PhotoRows(models.QuerySet["Photo"]):
    def released(self) -> Self:
        """Those that everybody sees: released, of a day that was held."""
        return self.filter(is_released=True, session__state=State.HELD)

    def visible_to(self, actor: Actor) -> Self:
        """All of a day that one looks after; the released ones for everybody."""
        own = models.Q(session__in=Session.objects.visible_to(actor).values("pk"))
        return self.filter(own | models.Q(is_released=True, session__state=State.HELD))


class Photo(CountyRow):
    """One photo of a service day; its upload is attached to this row.

    Nobody needs one: a day counts without. It stays inside until somebody releases it, by itself.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="photos")
    is_released = models.BooleanField(_("everybody sees it"), default=False)
    sent_at = models.DateTimeField()

    objects = PhotoRows.as_manager()

    class Meta:
        verbose_name = _("photo of a service day")
        verbose_name_plural = _("photos of service days")
        indexes = [models.Index(fields=["session", "sent_at", "id"], name="service_day_photos")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.sent_at}"
