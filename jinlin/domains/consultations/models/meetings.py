"""What is stored of a meeting: who is asked, who came, what is talked over, who speaks?"""

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.domains.consultations.lifecycle import MEETING_LABELS, MeetingState
from jinlin.domains.consultations.models.topics import READERS, Topic
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.seats.models import Unit

ANNOUNCED = frozenset(MeetingState) - {MeetingState.PLANNED, MeetingState.CANCELLED}


class MeetingRows(MovingRows["Meeting"]):
    with_row = ("place__parent", "unit")

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def announced(self) -> Self:
        return self.filter(state__in=ANNOUNCED)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.announced()


class Meeting(MovingRow):
    """People sit down at one place on one day and talk topics over.

    `has_proxies`: an absent one may be stood in for, and counts only while who stands in is there.
    `is_by_name`: hands are kept with the names. Two different members of staff sign.
    """

    title = models.CharField(_("title"), max_length=60)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, MEETING_LABELS[s]) for s in MeetingState],
        default=MeetingState.PLANNED,
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    starts_at = models.DateTimeField(_("begins"))
    on = models.DateField()
    where = models.CharField(_("where"), max_length=60)
    has_proxies = models.BooleanField(_("proxies are allowed"), default=False)
    is_by_name = models.BooleanField(_("hands are kept by name"), default=False)
    seats = models.OneToOneField(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(_("due"))
    note = models.TextField(blank=True)  # what the minutes say beyond the record
    chair_signed = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    planned_at = models.DateTimeField()
    entered_on = models.DateField(null=True, blank=True)  # the room had no line: entered afterwards

    objects = MeetingRows.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="meeting_board"),
            models.Index(fields=["place_code", "on", "id"], name="meeting_of_place"),
            models.Index(fields=["county", "on"], name="meeting_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> object:
        return MEETING_LABELS[MeetingState(self.state)]


class LateRecordRows(models.QuerySet["LateRecord"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the meeting at the desk: the signed list has names."""
        return self.filter(meeting__in=Meeting.objects.for_desk(actor))


class LateRecord(CountyRow):
    """A meeting that took place without a line was entered afterwards: by whom, when and why. The
    photos of the list that was signed in the room are attached to it.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="late")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.UUIDField(null=True)
    at = models.DateTimeField()

    objects = LateRecordRows.as_manager()

    class Meta:
        verbose_name = _("meeting entered afterwards")
        verbose_name_plural = _("meetings entered afterwards")

    def __str__(self) -> str:
        return str(self.meeting_id)


class Presence(models.TextChoices):
    """By which door somebody signed in."""

    CODE = "code", _("Scanned the code")
    NAME = "name", _("Ticked by name")
    HAND = "hand", _("Signed by hand")


class Invitee(CountyRow):
    """Somebody who must or may come to one meeting: a person, a unit, or a name written down.

    Who came is in `came_by`. `proxy` stands in for this one and counts only when there itself;
    nobody who came is stood in for, and nobody stands in for two.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitees")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = EncryptedField(_("Name"))
    must_come = models.BooleanField(_("must come"), default=False)
    may_vote = models.BooleanField(_("may vote"), default=True)
    came_by = models.CharField(max_length=4, choices=Presence, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    proxy = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="stands_in_for"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="invited_once_per_person",
            ),
            models.CheckConstraint(
                condition=Q(came_by="", came_at=None) | ~Q(came_by="") & Q(came_at__isnull=False),
                name="came_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(proxy=None) | ~Q(proxy=F("id")), name="nobody_is_their_own_proxy"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name()

    def shown_name(self) -> str:
        return (
            self.organisation.name if self.organisation else shown(self.name, "name", clear=False)
        )

    @property
    def is_here(self) -> bool:
        return bool(self.came_by)


class AgendaLine(CountyRow):
    """A topic stood on the agenda of a meeting, with what was said and what came of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="lines")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "topic"], name="topic_once_per_agenda")
        ]

    def __str__(self) -> str:
        return str(self.order)


class Speaker(CountyRow):
    """Somebody asked for the floor; what they stood for is written down when they have spoken."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="speakers")
    invitee = models.ForeignKey(Invitee, models.CASCADE, related_name="turns")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    turn = models.PositiveSmallIntegerField()
    position = models.CharField(_("what they stand for"), max_length=300, blank=True)
    spoke_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["turn", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "turn"], name="one_speaker_per_turn")
        ]

    def __str__(self) -> str:
        return str(self.turn)


def heads(meeting_id: UUID) -> int:
    """How many voices are in the room: who may vote and came, and whom a present proxy stands in
    for.
    """
    rows = Invitee.objects.filter(meeting=meeting_id, may_vote=True)
    stood_in_for = rows.filter(came_by="", proxy__isnull=False).exclude(proxy__came_by="")
    return rows.exclude(came_by="").count() + stood_in_for.count()
