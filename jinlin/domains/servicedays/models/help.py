"""Who asks a neighbour for a small help between the days?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.domains.servicedays.lifecycle import HELP_LABELS, HelpState
from jinlin.domains.servicedays.models.days import Kind
from jinlin.domains.servicedays.models.series import READERS
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.models import Volunteer


class HelpRows(MovingRows["HelpAsk"]):
    with_row = ("place", "person", "volunteer__person")

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def taken_by(self, actor: Actor) -> Self:
        if not actor.user_id:
            return self.none()
        return self.filter(volunteer__person__user_id=actor.user_id)

    def offered(self) -> Self:
        """Everybody reads the released words of these."""
        return self.filter(state=HelpState.OFFERED)

    def visible_to(self, actor: Actor) -> Self:
        seen = self.for_desk(actor) | self.own(actor) | self.taken_by(actor)
        return seen | self.offered() if actor.is_signed_in else seen


class HelpAsk(MovingRow):
    """A neighbour asks for something small, and a volunteer answers: a micro-service, no wish and
    no appeal. Everybody reads `shown_text`, which staff released; the words of the person are for
    staff and for whoever takes it on.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of service"), max_length=8, choices=Kind)
    text = models.CharField(_("what is needed"), max_length=300)
    wanted_on = models.DateField(_("on which day"))
    shown_text = models.CharField(_("what volunteers read"), max_length=120, blank=True)
    volunteer = models.ForeignKey(
        Volunteer, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, HELP_LABELS[s]) for s in HelpState],
        default=HelpState.ASKED,
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)

    objects = HelpRows.as_manager()

    class Meta:
        verbose_name = _("small help")
        verbose_name_plural = _("small helps")
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="service_help_place"),
            models.Index(fields=["person", "asked_at", "id"], name="service_help_own"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.wanted_on}"
