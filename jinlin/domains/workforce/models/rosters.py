"""Which rosters were taken in, and what became of their rows?"""

from typing import Self

from django.db import models
from django.db.models import Value
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

    `content` is the file as it came, in base64, kept until it has landed without refused rows;
    `refused_content` holds the refused rows. What would become of each row stands in its pages;
    `looked_at` is empty until it does. `landing_asked_at`: the worker is to land it;
    `trouble`: why it did not.
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
    columns = models.JSONField(default=list, blank=True, db_default=Value([], models.JSONField()))
    refused_content = EncryptedField(blank=True, default="", db_default="")
    pages_count = models.PositiveIntegerField(default=0, db_default=0)
    looked_at = models.DateTimeField(null=True, blank=True)
    landing_asked_at = models.DateTimeField(null=True, blank=True)
    landing_asked_by = models.UUIDField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True, default="", db_default="")
    filled = models.JSONField(
        default=list, blank=True
    )  # [table, key, column] of what was empty before

    objects = RosterRows.as_manager()

    class Meta:
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        indexes = [
            models.Index(fields=["county", "sent_at", "id"], name="roster_newest"),
            models.Index(
                fields=["sent_at"], condition=models.Q(state="sent"), name="roster_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RosterPage(CountyRow):
    """One page of what is wrong in a roster.

    `lines` are JSON lists of sheet, row, column, kind, what stood there, what is proposed, what
    becomes of the row.
    """

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    lines = EncryptedField()

    class Meta:
        ordering = ("number",)
        verbose_name = _("page of a roster's problems")
        verbose_name_plural = _("pages of rosters' problems")
        constraints = [
            models.UniqueConstraint(fields=["roster", "number"], name="one_page_of_a_roster")
        ]

    def __str__(self) -> str:
        return f"{self.roster_id} {self.number}"
