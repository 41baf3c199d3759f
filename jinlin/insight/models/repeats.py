"""What is stored of matters that several people tell?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.appeals.models import Appeal


class Sign(models.Model):
    """One number by which an appeal's words are found among those of all others (`signs`). It says
    nothing of them.
    """

    sign = models.BigIntegerField()
    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("sign of an appeal")
        verbose_name_plural = _("signs of appeals")
        constraints = [models.UniqueConstraint(fields=["sign", "appeal"], name="sign_of_appeal")]

    def __str__(self) -> str:
        return f"{self.sign}"


class BackingRows(models.QuerySet["Backing"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id) if actor.is_signed_in else self.none()


class Backing(CountyRow):
    """One neighbour who says 'I too' of a matter that somebody else has told. Each once.

    They are told how it ended; who they are stands nowhere else, and they see nothing of who told
    it or in which words.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="backings")
    user_id = models.UUIDField()
    backed_at = models.DateTimeField(_("backed"))
    backed_on = models.DateField()
    told_at = models.DateTimeField(null=True)  # how it ended

    objects = BackingRows.as_manager()

    class Meta:
        verbose_name = _("neighbour who says the same")
        verbose_name_plural = _("neighbours who say the same")
        constraints = [
            models.UniqueConstraint(fields=["appeal", "user_id"], name="backed_once"),
        ]
        indexes = [
            models.Index(fields=["user_id", "backed_at"], name="backed_by"),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.user_id}"
