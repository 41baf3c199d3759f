"""What is stored of what was decided, who does what until when, and what came of it?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.domains.consultations.lifecycle import ITEM_LABELS, ItemState
from jinlin.domains.consultations.models.meetings import Meeting
from jinlin.domains.consultations.models.topics import READERS, Topic
from jinlin.domains.consultations.models.votes import Vote
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation


class How(models.TextChoices):
    CONSENT = "consent", _("by consent")
    HANDS = "hands", _("by show of hands")
    VOTE = "vote", _("by a vote of all who may vote")


class Resolution(CountyRow):
    """What was decided on a topic. The last one of a topic holds; `is_reopened` when an objection
    opened it again.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="resolutions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="+")
    vote = models.ForeignKey(Vote, models.PROTECT, null=True, blank=True, related_name="+")
    place_code = models.CharField(max_length=18)
    text = models.TextField(_("what was decided"))
    how = models.CharField(max_length=7, choices=How)
    eligible = models.PositiveIntegerField(default=0)
    present = models.PositiveIntegerField(default=0)
    in_favour = models.PositiveIntegerField(default=0)
    against = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    by_name = models.JSONField(null=True, blank=True)  # the raised hands by invitee, where set
    decided_on = models.DateField()
    objections_until = models.DateField()
    follow_up_on = models.DateField()
    followed_up_on = models.DateField(null=True, blank=True)
    came_of_it = models.TextField(blank=True)
    is_reopened = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=Q(is_reopened=False), name="one_resolution_holds"
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on=None) | ~Q(came_of_it=""), name="followed_up_in_words"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "decided_on"], name="resolution_day")]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def how_words(self) -> str:
        """By consent, by hands or by vote, and whether its meeting was entered afterwards."""
        how = str(self.get_how_display())
        if self.meeting is None or self.meeting.entered_on is None:
            return how
        return str(_("{how}, entered afterwards")).format(how=how)


class Objection(CountyRow):
    """Somebody objects to a resolution, with a reason, in time. It is answered: the topic opens
    again, or the decision stands and says why.
    """

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="objections")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    on = models.DateField()
    answer = models.CharField(max_length=300, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "person"], name="objected_once"),
        ]

    def __str__(self) -> str:
        return self.reason[:40]


class ItemRows(MovingRows["ActionItem"]):
    with_row = ("topic__place", "topic__unit", "owner", "resolution")

    def for_desk(self, actor: Actor) -> Self:
        """Those of one's places, and those that one's unit has taken on."""
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(*READERS)) | Q(owner__in=own_units(actor)))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor)


class ActionItem(MovingRow):
    """Who does what until when, as a resolution says. It ends done or given up with a reason; while
    it is handled as an appeal or a task (`went_id`) it waits there, and comes back if it fails.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="items")
    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="items")
    place_code = models.CharField(max_length=18)
    what = models.CharField(_("what is to be done"), max_length=200)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, ITEM_LABELS[s]) for s in ItemState],
        default=ItemState.OPEN,
    )
    due_at = models.DateTimeField(_("due"))
    due_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    went_as = models.CharField(max_length=12, blank=True)  # 'appeal', 'task'
    went_id = models.UUIDField(null=True, blank=True)
    went_number = models.CharField(max_length=60, blank=True)
    agreed_at = models.DateTimeField()

    objects = ItemRows.as_manager()

    class Meta:
        verbose_name = _("action item")
        verbose_name_plural = _("action items")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ItemState.PASSED_ON) | Q(went_id__isnull=False),
                name="item_passed_on_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ItemState.DONE, ItemState.DROPPED], ended_on__isnull=False)
                | Q(state__in=[ItemState.OPEN, ItemState.PASSED_ON], ended_on=None),
                name="item_ends_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="item_of_place"),
            models.Index(fields=["owner", "state", "due_at", "id"], name="item_of_owner"),
            models.Index(fields=["went_id"], name="item_went", condition=Q(went_id__isnull=False)),
            models.Index(fields=["county", "due_on"], name="item_day"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def label(self) -> object:
        return ITEM_LABELS[ItemState(self.state)]


def own_units(actor: Actor) -> list[object]:
    """The organisations for which this actor handles matters."""
    roles = (Role.CLERK, Role.LEAD, Role.HANDLER)
    return [each.organisation for each in actor.grants if each.organisation and each.role in roles]
