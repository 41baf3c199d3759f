"""Who asked which craftsman for help, for nothing or for money, and how did it go?"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle_of_help import (
    HELP_LABELS,
    OPEN_HELPS,
    PHONE_SHOWN,
    HelpState,
)
from jinlin.domains.talents.models.reference import Skill
from jinlin.domains.talents.models.talent import READERS, Talent
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place


class Went(models.TextChoices):
    """How it went, as whoever asked says it."""

    WELL = "well", _("It is solved, thank you")
    PARTLY = "partly", _("Partly solved")
    BADLY = "badly", _("Not solved")
    NOBODY_CAME = "nobody_came", _("Nobody came")


class CraftHelpRows(MovingRows["Help"]):
    with_row = ("talent__person", "place", "person", "skill")

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def for_craftsman(self, actor: Actor) -> Self:
        return self.filter(talent__person__user_id=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor) | self.for_craftsman(actor)


class Help(MovingRow):
    """One neighbour asks one craftsman for help: as a micro-service of a volunteer, or as a paid
    job between the two. The door and both phones are shown to the other only after the yes.
    """

    talent = models.ForeignKey(Talent, models.PROTECT, related_name="helps")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skill")
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    text = models.CharField(_("what is broken"), max_length=300)
    wanted = models.CharField(_("when it would suit you"), max_length=60)
    door = EncryptedField(_("building and door"), blank=True, default="")
    is_paid = models.BooleanField(_("a paid job"), default=False)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, HELP_LABELS[s]) for s in HelpState],
        default=HelpState.ASKED,
    )
    comes = models.CharField(_("when they come"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    begins_at = models.DateTimeField(_("from"), null=True, blank=True)
    ends_at = models.DateTimeField(_("to"), null=True, blank=True)
    done_words = models.CharField(_("what was done"), max_length=300, blank=True)
    went = models.CharField(_("how it went"), max_length=11, choices=Went, blank=True, default="")
    words = models.CharField(pgettext_lazy("help", "in words"), max_length=300, blank=True)
    record_id = models.UUIDField(null=True, blank=True)  # the service record of the volunteer
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)

    objects = CraftHelpRows.as_manager()

    class Meta:
        verbose_name = _("help asked of a craftsman")
        verbose_name_plural = _("helps asked of craftsmen")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("begins_at")),
                name="talent_help_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state=HelpState.RECORDED) | Q(is_paid=False, record_id__isnull=False),
                name="talent_help_recorded_when_free",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="talent_help_board"),
            models.Index(fields=["person", "asked_at", "id"], name="talent_help_own"),
            models.Index(fields=["talent", "state", "asked_at"], name="talent_help_of"),
        ]

    def __str__(self) -> str:
        return f"{self.text[:20]}"

    @property
    def is_late(self) -> bool:
        return self.state in OPEN_HELPS and self.due_at < clock.now()

    @property
    def shows_phones(self) -> bool:
        return self.state in PHONE_SHOWN
