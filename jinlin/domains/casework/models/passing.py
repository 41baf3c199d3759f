"""How does a case change hands, what is to be seen of it, and what was destroyed?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.casework.models.scope import CaseRow, OfCases, SeenRow
from jinlin.ground.accounts.roles import Role


class Kind(models.TextChoices):
    TRANSFER = "transfer", _("Transfer to a colleague")
    REFERRAL = "referral", _("Referral to another unit")


class Answer(models.TextChoices):
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", pgettext_lazy("handing over", "Accepted")
    REFUSED = "refused", _("Said no")
    DONE = "done", _("They helped")


class PassingRows(OfCases):
    def to_colleague(self, actor: Actor) -> Self:
        """Transfers that wait for this person's answer, as long as they work for the agency: they
        are not on the team yet, and read no more than the number, the field and the reason.
        """
        own = actor.organisations(Role.CASEWORKER)
        return self.offered().filter(to_user=actor.user_id, case__agency__in=own)

    def offered(self) -> Self:
        return self.filter(kind=Kind.TRANSFER, answer=Answer.ASKED)


class Passing(CaseRow):
    """A transfer to a colleague, who accepts or refuses it; or a referral to another unit, which
    takes it, refuses it, and later says that it helped.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    to_user = models.UUIDField(null=True)
    to_unit = models.CharField(_("unit"), max_length=80, blank=True)
    reason = EncryptedField(_("reason"), blank=True)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.ASKED)
    answer_words = EncryptedField(blank=True, default="")
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = PassingRows.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(kind=Kind.TRANSFER, answer=Answer.ASKED),
                name="case_one_open_transfer",
            )
        ]
        indexes = [models.Index(fields=["to_user", "answer"], name="case_transfer_to")]

    def __str__(self) -> str:
        return f"{self.kind}"


class News(models.TextChoices):
    SECOND = "second", _("Another team began to work with the same person")
    OPENED = "opened", _("Somebody outside the team was let in for an emergency")
    CONSULTED = "consulted", _("A sealed record is being consulted")
    WITHDRAWN = "withdrawn", _("A consent was withdrawn")
    TERM_OVER = "term_over", _("The term of keeping is over: to be destroyed")


class Task(CaseRow):
    """Something that the team of a case has to see, until one of them has."""

    what = models.CharField(max_length=9, choices=News)
    about = models.UUIDField(null=True)  # what it is about: said once
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "what", "about"], name="case_told_once"),
        ]
        indexes = [models.Index(fields=["case", "seen_at", "at"], name="case_tasks")]

    def __str__(self) -> str:
        return f"{self.what}"


class Destruction(SeenRow):
    """One line of the register of destroyed files: which case, when, why, by whom; how much was
    destroyed; and which backups, made before, still hold it until they go.
    """

    number = models.CharField(max_length=12)
    because = models.CharField(max_length=9)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()
    on = models.DateField()
    notes = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    files = models.PositiveIntegerField()
    backups = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.number} {self.on}"
