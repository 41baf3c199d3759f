"""What does a social worker say of themselves that the register does not know yet?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.workforce.models.professionals import Professional
from jinlin.ground.accounts.roles import Role


class UpdateKind(models.TextChoices):
    POST = "post", _("A post")
    DEGREE = "degree", _("A degree")
    QUALIFICATION = "qualification", _("A certificate")
    REGISTRATION = "registration", _("A registration")
    EDUCATION = "education", _("Continuing education")


class UpdateState(models.TextChoices):
    SENT = "sent", _("Waits to be verified")
    VERIFIED = "verified", _("Verified")
    REFUSED = "refused", _("Not taken over")
    WITHDRAWN = "withdrawn", _("Update taken back")


class UpdateRows(models.QuerySet["Update"]):
    def visible_to(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        own = Q(professional__person__user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(within(actor.codes(Role.REGISTRAR), "county") | own)

    def held(self, pk: object) -> "Update":
        return (
            self.select_for_update(of=("self",)).select_related("professional__person").get(pk=pk)
        )


class Update(CountyRow):
    """One fact that somebody tells of themselves, with evidence (its uploads), until a registrar
    verifies it. `told` is JSON, locked.
    """

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="updates")
    kind = models.CharField(_("what was told"), max_length=14, choices=UpdateKind.choices)
    told = EncryptedField()
    state = models.CharField(
        _("state"), max_length=10, choices=UpdateState.choices, default=UpdateState.SENT
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    due_at = models.DateTimeField(_("due"))
    version = models.PositiveIntegerField(default=0)

    objects = UpdateRows.as_manager()

    class Meta:
        ordering = ("sent_at", "id")
        verbose_name = _("update of a record")
        verbose_name_plural = _("updates of records")
        indexes = [models.Index(fields=["county", "state", "due_at", "id"], name="update_board")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_state_display()}"
