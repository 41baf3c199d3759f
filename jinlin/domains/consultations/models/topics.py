"""What is stored of a topic, of who supports it, and of what neighbours think?"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.domains.consultations.lifecycle import LABELS, RELEASED, State
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, Place

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)
KEEPERS = (Role.CLERK, Role.LEAD)
COMMUNITY_DIGITS = 12
LONGEST_TITLE, LONGEST_TEXT, LONGEST_STATEMENT, LONGEST_REASON = 60, 2000, 120, 300


class Origin(models.TextChoices):
    RESIDENT = "resident", _("Raised by a resident")
    STAFF = "staff", _("Raised by the community")
    APPEAL = "appeal", _("From an appeal")
    WISH = "wish", _("From a wish")
    PACT = "pact", _("From a pact")


class TopicRows(MovingRows["Topic"]):
    with_row = ("place__parent", "unit", "raised_by", "meeting")

    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this actor looks after."""
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def released(self) -> Self:
        return self.filter(state__in=RELEASED)

    def raised_by_user(self, actor: Actor) -> Self:
        return self.filter(raised_by__user=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.released() | self.raised_by_user(actor)


class Topic(SearchedRow, MovingRow):
    """One thing that neighbours talk over and decide. Who raised it is known to the desk and never
    shown; `due_at` is the day of its next step, whoever's it is.
    """

    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    text = models.TextField(_("what it is about"))
    state = models.CharField(
        _("state"), max_length=12, choices=[(s, LABELS[s]) for s in State], default=State.RAISED
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.RESIDENT)
    origin_id = models.UUIDField(null=True, blank=True)
    origin_number = models.CharField(max_length=60, blank=True)
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    written_by = models.UUIDField(null=True, blank=True)
    meeting = models.ForeignKey(
        "consultations.Meeting", models.PROTECT, null=True, blank=True, related_name="topics"
    )
    into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    due_at = models.DateTimeField(_("due"))
    raised_at = models.DateTimeField()
    raised_on = models.DateField()
    screened_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = TopicRows.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.COMBINED) | Q(into__isnull=False),
                name="topic_combined_into_one",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ON_AGENDA) | Q(meeting__isnull=False),
                name="topic_on_an_agenda",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="topic_board"),
            models.Index(fields=["county", "due_at", "id"], name="topic_by_day"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="topic_place_board"),
            models.Index(fields=["raised_by", "raised_at", "id"], name="topic_of_person"),
            models.Index(fields=["county", "raised_on"], name="topic_day"),
            models.Index(fields=["county", "raised_at", "id"], name="topic_newest"),
            models.Index(fields=["raised_at", "id"], name="topic_newest_of_all"),
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.title, self.text)}

    @property
    def label(self) -> object:
        return LABELS[State(self.state)]


class Tie(models.TextChoices):
    """What ties a supporter to the place."""

    HOME = "home", _("Lives here")
    WORKS = "works", _("Works in this place")
    OWNS = "owns", _("Owns a home or a shop here")


class Support(CountyRow):
    """One household wants this talked over: once each, whoever of it taps. Somebody whose household
    is not known counts as one of their own; who is known to live elsewhere said what ties them to
    the place.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    whose = models.CharField(max_length=40)  # 'h' or 'p' and the key
    tie = models.CharField(max_length=5, choices=Tie, default=Tie.HOME, db_default=Tie.HOME)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "whose"], name="topic_supported_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.on}"


class Statement(CountyRow):
    """One short sentence about a topic that everybody can agree or disagree with. Shown without a
    name, once the desk has released it.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="statements")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(_("statement"), max_length=LONGEST_STATEMENT)
    is_released = models.BooleanField(default=False)
    refused = models.CharField(max_length=LONGEST_REASON, blank=True)
    on = models.DateField()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        constraints = [
            models.UniqueConstraint(fields=["topic", "text"], name="topic_statement_once")
        ]

    def __str__(self) -> str:
        return self.text


class View(models.TextChoices):
    AGREE = "agree", _("Agree")
    DISAGREE = "disagree", _("Disagree")
    PASS = "pass", _("Not sure")


class Stance(CountyRow):
    """How one person stands to one statement; the last word counts. Only sums are ever shown."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="stances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    view = models.CharField(max_length=8, choices=View)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "person"], name="stance_once_per_person")
        ]

    def __str__(self) -> str:
        return self.view


class Option(CountyRow):
    """One way to go about a topic, with what it would cost."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="options")
    words = models.CharField(_("option"), max_length=60)
    cost = models.PositiveIntegerField(_("cost in yuan"), null=True, blank=True)
    note = models.CharField(_("who pays, what speaks for it"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.words


def supported(actor: Actor) -> Exists:
    """Whether this actor supports the topic of the outer query."""
    return Exists(Support.objects.filter(topic=OuterRef("pk"), person__user=actor.user_id))
