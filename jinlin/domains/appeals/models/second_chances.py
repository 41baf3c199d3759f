"""What was asked for, paused, and asked back?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.domains.appeals.models.appeal import Appeal, Round


class Asking(CountyRow):
    """A unit asks for something that somebody else decides: more time, or to be left out of the
    figures. One of a kind is open at a time.
    """

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("more time")
        EXCLUSION = "exclusion", _("exclusion from the figures")

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="askings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    reason = models.TextField(_("reason"))
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    asked_by = models.UUIDField(null=True)
    asked_face = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    decision = models.TextField(_("decision"), blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_face = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        verbose_name = _("asking")
        verbose_name_plural = _("askings")
        constraints = [
            models.UniqueConstraint(
                fields=["appeal", "kind"],
                condition=Q(state="asked"),
                name="asking_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | ~Q(decision=""), name="asking_decided_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="asking_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.kind}"


class Pause(CountyRow):
    """The clock of a round stood from one moment to another, because somebody outside the house had
    to move. What was left of the term is kept until it runs again.
    """

    class Whom(models.TextChoices):
        RESIDENT = "resident", _("the resident")
        OUTSIDE = "outside", _("a body outside")

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="pauses")
    whom = models.CharField(_("who has to move"), max_length=8, choices=Whom.choices)
    reason = models.TextField(_("reason"))
    began_at = models.DateTimeField()
    review_on = models.DateField(_("look again on"))
    left_amount = (
        models.PositiveIntegerField()
    )  # seconds for a term in hours, else days or working days
    left_unit = models.CharField(max_length=10)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("began_at", "id")
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(ended_at=None), name="pause_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")),
                name="pause_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.began_at}"


class CallBack(CountyRow):
    """Somebody other than the handler called the resident about a finished round, and was answered
    or not.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="call_backs")
    round = models.ForeignKey(Round, models.PROTECT, related_name="call_backs")
    caller = models.UUIDField(null=True)
    called_at = models.DateTimeField()
    called_on = models.DateField()
    is_reached = models.BooleanField(_("reached"))
    answers = models.JSONField(default=dict)  # question of the script -> answer
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ("called_at", "id")
        verbose_name = _("call-back")
        verbose_name_plural = _("call-backs")
        indexes = [models.Index(fields=["county", "called_on"], name="call_back_day")]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.called_at}"


class Supervision(CountyRow):
    """A supervisor ordered something about an appeal, to be answered by a day.

    One order is open at a time.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="supervisions")
    order = models.TextField(_("order"))
    ordered_by = models.UUIDField(null=True)
    ordered_face = models.CharField(max_length=120, blank=True)
    ordered_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("ordered_at", "id")
        verbose_name = _("supervision order")
        verbose_name_plural = _("supervision orders")
        constraints = [
            models.UniqueConstraint(
                fields=["appeal"], condition=Q(answered_at=None), name="supervision_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""),
                name="supervision_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id} {self.ordered_at}"
