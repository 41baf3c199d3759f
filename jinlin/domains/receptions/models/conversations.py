"""What is stored of a conversation at a reception day, and of what was promised in it?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.domains.receptions.lifecycle import CONVERSATION_LABELS, ConversationState
from jinlin.domains.receptions.models.bookings import Booking, Topic
from jinlin.domains.receptions.models.sessions import Session, Sitting, is_of_a_session
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place


class Outcome(models.TextChoices):
    ANSWERED = "answered", _("Answered on the spot")
    OUTSIDE = "outside", _("Belongs elsewhere")
    APPEAL = "appeal", _("Became an appeal")


class How(models.TextChoices):
    """By which way the resident said it."""

    SCREEN = "screen", _("On the screen")
    PAPER = "paper", _("On paper")
    SMS = "sms", _("By the link in a text message")
    PORTAL = "portal", _("On the portal")


class ConversationQuerySet(MovingRows["Conversation"]):
    with_row = (
        "session__series__place",
        "session__series__organiser",
        "booking",
        "person",
        "answered_by",
    )

    def own(self, actor: Actor) -> Self:
        """Held by this person, or named in the link that they hold."""
        by_link = Q(pk__in=actor.tracks)
        if actor.user_id is None:
            return self.filter(by_link)
        return self.filter(
            by_link | Q(person__in=Person.objects.filter(user_id=actor.user_id).values("pk"))
        )

    def for_desk(self, actor: Actor) -> Self:
        """Of sessions that this actor looks after or sat in."""
        return self.filter(is_of_a_session(actor))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class Conversation(SearchedRow, MovingRow):
    """What one resident said at a session, and what came of it: answered on the spot, belongs
    elsewhere, or became an appeal.

    Every conversation has a booking, a walk-in's too, and its number. `due_on` is the day by which
    it should be solved: the session's own, then the one that the appeal promises. It is solved
    (`is_solved`) only by the resident's word; silence is no word. The appeal is another domain's:
    id and number are plain values.
    """

    session = models.ForeignKey(Session, models.PROTECT, related_name="conversations")
    place_code = models.CharField(max_length=18)
    booking = models.OneToOneField(Booking, models.PROTECT, related_name="conversation")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resident")
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, CONVERSATION_LABELS[s]) for s in ConversationState],
        default=ConversationState.OPEN,
    )
    topic = models.CharField(_("topic"), max_length=10, choices=Topic.choices)
    said = models.TextField(pgettext_lazy("conversation", "what was said"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome.choices, blank=True)
    answer = models.TextField(
        _("answer"), blank=True
    )  # or, when it belongs elsewhere, where to turn
    answered_by = models.ForeignKey(
        Sitting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answered"),
    )

    appeal_id = models.UUIDField(null=True, blank=True)
    appeal_number = models.CharField(max_length=20, blank=True)

    received_at = models.DateTimeField()
    received_on = models.DateField()
    due_at = models.DateTimeField()  # of the next step, whoever's it is
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    is_solved = models.BooleanField(null=True, blank=True)
    confirmed_how = models.CharField(max_length=6, choices=How.choices, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(_("the resident's words"), blank=True)
    is_silent = models.BooleanField(default=False)
    outside_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="conversation_number_once"),
            models.UniqueConstraint(
                fields=["appeal_id"],
                condition=Q(appeal_id__isnull=False),
                name="conversation_appeal_is_its_own",
            ),
            models.CheckConstraint(
                condition=Q(appeal_id__isnull=False)
                | ~Q(state__in=[ConversationState.PASSED_ON, ConversationState.SETTLED]),
                name="conversation_passed_on_names_appeal",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None)
                ^ Q(state__in=[ConversationState.CONFIRMED, ConversationState.SETTLED]),
                name="conversation_settled_when_settled",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) ^ Q(state=ConversationState.WITHDRAWN),
                name="conversation_withdrawn_when_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(outside_on=None) ^ Q(state=ConversationState.OUTSIDE),
                name="conversation_outside_when_outside",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "received_on", "id"], name="conversation_county_day"),
            models.Index(fields=["place_code", "received_on", "id"], name="conversation_place_day"),
            models.Index(fields=["county", "state", "due_at", "id"], name="conversation_waiting"),
            models.Index(fields=["person", "received_at", "id"], name="conversation_own"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.number}"

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.said, self.answer, self.comment, self.appeal_number, self.place.name)}

    @property
    def place(self) -> Place:
        return self.session.series.place

    @property
    def title(self) -> str:
        """What it was about, and when: never what was said."""
        return gettext("{topic}, {day}, number {number}").format(
            topic=self.get_topic_display(), day=spoken.day(self.received_on), number=self.number
        )


class Promise(CountyRow):
    """By which day a conversation was to be solved, as it stood from one day until another, and
    whether it then was: so that a past day's figures stay as they were.

    Exactly one promise of a conversation has no `until`.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="promises")
    since = models.DateField()
    due_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    is_solved = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(until=None), name="promise_one_holds"
            )
        ]
        indexes = [models.Index(fields=["conversation", "since"], name="promise_conversation")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.due_on}"
