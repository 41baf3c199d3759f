"""Which rosters were taken in, and what became of their rows?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.ground.accounts.roles import Role


class RosterRows(models.QuerySet["Roster"]):
    def visible_to(self, actor: Actor) -> Self:
        return (
            self if actor.is_system else self.filter(within(actor.codes(Role.REGISTRAR), "county"))
        )

    def held(self, pk: object) -> "Roster":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Roster(CountyRow):
    """One file that was sent in. Everything that it brought names it, so that it can be taken back.

    `content` is the file as it came, in base64, kept until it has landed without refused rows.
    """

    class State(models.TextChoices):
        SENT = "sent", _("To be looked at")
        LANDED = "landed", _("Landed")
        TAKEN_BACK = "taken_back", _("Roster taken back")

    name = models.CharField(_("file name"), max_length=120)
    digest = models.CharField(max_length=64)
    content = EncryptedField(blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SENT)
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.UUIDField(null=True)
    rows = models.PositiveIntegerField(_("rows in all"), default=0)
    landed = models.PositiveIntegerField(_("new people"), default=0)
    changed = models.PositiveIntegerField(_("added to"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused rows"), default=0)
    problems = models.PositiveIntegerField(_("problems named"), default=0)
    filled = models.JSONField(
        default=list, blank=True
    )  # [table, key, column] of what was empty before

    objects = RosterRows.as_manager()

    class Meta:
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        indexes = [models.Index(fields=["county", "sent_at", "id"], name="roster_newest")]

    def __str__(self) -> str:
        return self.name
