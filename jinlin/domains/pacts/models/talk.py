"""What is stored of a breach that was talked over?"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.domains.pacts.models.pact import Pact
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person

KEEPERS = (Role.CLERK, Role.LEAD)
LONGEST_MINUTES = 1000


class Outcome(models.TextChoices):
    AGREED = "agreed", _("They came to an agreement")
    ANOTHER_TALK = "another_talk", _("They meet once more")
    NO_AGREEMENT = "no_agreement", _("No agreement")


class TalkRows(models.QuerySet["Talk"]):
    def for_desk(self, actor: Actor) -> Self:
        """Those who keep the pact of the place; nobody looks on from above."""
        return self if actor.is_system else self.filter(within(actor.codes(*KEEPERS)))

    def visible_to(self, actor: Actor) -> Self:
        """Whoever keeps the pact, and whoever was in the talk."""
        if actor.user_id is None:
            return self.for_desk(actor)
        was_in = TalkParty.objects.filter(talk=OuterRef("pk"), person__user=actor.user_id)
        return self.for_desk(actor) | self.filter(Exists(was_in))


class Talk(CountyRow):
    """A breach was talked over on a day: about which clause, and what came of it.

    Nobody is fined. What was said stays with those who were in it; everybody reads the number of
    talks, and never a name.
    """

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="talks")
    edition = models.PositiveSmallIntegerField()  # the text that held on that day
    clause_number = models.PositiveSmallIntegerField(_("clause"))
    place_code = models.CharField(max_length=18)
    talked_on = models.DateField(_("day of the talk"))
    words = EncryptedField(_("what was talked over"))
    outcome = models.CharField(_("what came of it"), max_length=12, choices=Outcome.choices)
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField()

    objects = TalkRows.as_manager()

    class Meta:
        verbose_name = _("talk about a pact")
        verbose_name_plural = _("talks about pacts")
        indexes = [models.Index(fields=["pact", "talked_on", "id"], name="pact_talks")]

    def __str__(self) -> str:
        return f"{self.talked_on}"


class TalkParty(CountyRow):
    """One person who was in the talk; each once."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="parties")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talk", "person"], name="in_a_talk_once"),
        ]

    def __str__(self) -> str:
        return str(self.talk_id)
