"""How did those go on who learned something or were hired, by what they answer when asked?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.domains.training.models.enrolments import Enrolment
from jinlin.domains.training.models.orders import HOSTS
from jinlin.domains.training.models.outcomes import Placement
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place

WITH_PERSON = (
    "enrolment__course__place",
    "enrolment__person",
    "placement__introduction__vacancy__place",
    "placement__person",
)


class Employment(models.TextChoices):
    """What somebody answers when asked how it went on. No answer is not known: neither at work nor
    out of it.
    """

    UNKNOWN = "", _("Not known")
    EMPLOYED = "employed", _("Has work")
    SELF_EMPLOYED = "own", _("Works for themselves")
    NOT_WORKING = "none", _("Has no work")
    NOT_LOOKING = "away", _("Is not looking for work")


WORKING = (Employment.EMPLOYED, Employment.SELF_EMPLOYED)


class FollowUpRows(models.QuerySet["FollowUp"]):
    def standing(self, as_of: date | None = None) -> Self:
        """Without those of work that was struck out by the end of that day."""
        later = Q(struck_on__gt=as_of) if as_of else Q()
        return self.filter(Q(struck_on=None) | later)

    def own(self, actor: Actor) -> Self:
        if actor.user_id is None:
            return self.none()
        taught = FollowUp.objects.filter(enrolment__person__user_id=actor.user_id)
        hired = FollowUp.objects.filter(placement__person__user_id=actor.user_id)
        return self.filter(pk__in=taught.values("pk").union(hired.values("pk")))

    def visible_to(self, actor: Actor) -> Self:
        return (
            self if actor.is_system else self.filter(within(actor.codes(*HOSTS))) | self.own(actor)
        )


class FollowUp(CountyRow):
    """Somebody is asked so many months after a class how they stand, or after they were hired
    without one; once for each. When the work is struck out, so is the question, with its answer.
    """

    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    place_code = models.CharField(max_length=18)
    months = models.PositiveSmallIntegerField(_("months after the class"))
    due_on = models.DateField(_("to be asked on"))
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(
        pgettext_lazy("follow-up", "answer"),
        max_length=8,
        choices=Employment,
        blank=True,
        default="",
    )
    answered_on = models.DateField(null=True, blank=True)
    is_by_phone = models.BooleanField(default=False)  # staff asked and wrote it down
    answered_by = models.UUIDField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)

    objects = FollowUpRows.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "months"], name="training_asked_once"),
            models.UniqueConstraint(
                fields=["placement", "months"], name="training_hired_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(enrolment=None) ^ Q(placement=None),
                name="training_follow_up_months_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_on__isnull=False),
                name="training_answered_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["county", "due_on", "id"], name="training_follow_up_day")]

    def __str__(self) -> str:
        return f"{self.months} {self.answer}"

    @property
    def after(self) -> Enrolment | Placement:
        """What it is asked after."""
        return self.enrolment or self.placement  # type: ignore[return-value]

    @property
    def person(self) -> Person:
        return self.after.person

    @property
    def place(self) -> Place:
        return self.after.place

    @property
    def title(self) -> str:
        return self.after.title

    @property
    def is_due(self) -> bool:
        """Whether its day has come, and the work that it asks after still stands."""
        return self.struck_on is None and self.due_on <= clock.today()

    @property
    def question(self) -> str:
        if self.placement_id:
            return str(_("How do you stand since you began at {employer}?")).format(
                employer=self.title
            )
        return str(_("How do you stand after {title}?")).format(title=self.title)
