"""What is stored of a vote: who may, who has, and what lies in the box?

Nothing here ties a voter to a ballot of a secret vote: see the decision on sealed ballots.
"""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.core.time import clock
from jinlin.domains.consultations.deadlines import Quorum, in_metres
from jinlin.domains.consultations.lifecycle import VOTE_LABELS, VoteState
from jinlin.domains.consultations.models.topics import READERS, Topic
from jinlin.ground.people.models import Household, Membership, Person
from jinlin.ground.places.models import Organisation, Place

SHOWN = frozenset({VoteState.OPEN, VoteState.CLOSED, VoteState.PUBLISHED})
FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
GROWN_UP = 18


class Basis(models.TextChoices):
    HOUSEHOLD = "household", _("One household, one vote")
    PERSON = "person", _("One person, one vote")
    OWNER = "owner", _("Owners, by heads and by area")


class VoteRows(MovingRows["Vote"]):
    with_row = ("place__parent", "unit", "topic")

    def for_desk(self, actor: Actor) -> Self:
        """Those of one's places, and those whose key one holds."""
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(*READERS))) | self.counted_by(actor)

    def counted_by(self, actor: Actor) -> Self:
        """Those in which this actor is a teller."""
        if actor.user_id is None:
            return self.none()
        return self.filter(Q(teller_one=actor.user_id) | Q(teller_two=actor.user_id))

    def shown(self) -> Self:
        return self.filter(state__in=SHOWN)

    def for_voter(self, actor: Actor) -> Self:
        """Those on whose roll this actor stands, alone or with the household."""
        if actor.user_id is None:
            return self.none()
        return self.filter(Exists(electors_of(actor).filter(vote=OuterRef("pk"))))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.shown()


class Vote(MovingRow):
    """One question that all who may vote answer. `choices` are keys and words, fixed when it opens;
    so are the roll (its mark is `roll_mark`), the rule and the tellers' keys. `counts` is empty
    until the result is published: before that nobody can know it.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="votes")
    question = models.CharField(_("question"), max_length=120)
    choices = models.JSONField(default=list)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, VOTE_LABELS[s]) for s in VoteState],
        default=VoteState.PREPARED,
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    basis = models.CharField(_("who may vote"), max_length=9, choices=Basis)
    is_secret = models.BooleanField(_("secret"), default=True)
    may_change = models.BooleanField(_("may be changed until closing"), default=False)
    rule_name = models.CharField(max_length=80)
    part, part_of = models.PositiveSmallIntegerField(), models.PositiveSmallIntegerField()
    agree, agree_of = models.PositiveSmallIntegerField(), models.PositiveSmallIntegerField()
    of_all = models.BooleanField(default=False)
    part_reached = models.BooleanField(default=False, db_default=False)
    agree_reached = models.BooleanField(default=False, db_default=False)
    by_area = models.BooleanField(default=False, db_default=False)
    area = models.PositiveBigIntegerField(default=0, db_default=0)  # of all, in 0.01 m²
    area_took_part = models.PositiveBigIntegerField(null=True, blank=True)
    area_counts = models.JSONField(null=True, blank=True)  # by choice, as `counts`
    days = models.PositiveSmallIntegerField(_("days to vote"), default=7)
    teller_one = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    teller_two = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    key_one, key_two = models.TextField(blank=True), models.TextField(blank=True)
    due_at = models.DateTimeField(_("due"))
    opened_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    eligible = models.PositiveIntegerField(default=0)
    roll_mark = models.CharField(max_length=64, blank=True)
    is_sound = models.BooleanField(null=True)  # at closing: the roll as opened, the box as marked
    took_part = models.PositiveIntegerField(null=True, blank=True)
    receipts = models.JSONField(default=list)
    counts = models.JSONField(null=True, blank=True)
    is_carried = models.BooleanField(null=True)

    objects = VoteRows.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(
                condition=Q(teller_one=None) | ~Q(teller_one=F("teller_two")),
                name="vote_has_two_tellers",
            ),
            models.CheckConstraint(
                condition=Q(counts=None) | Q(state=VoteState.PUBLISHED),
                name="vote_counts_only_when_published",
            ),
            models.CheckConstraint(
                condition=Q(area_counts=None) | Q(state=VoteState.PUBLISHED),
                name="vote_area_only_when_published",
            ),
            models.CheckConstraint(
                condition=Q(by_area=False) | Q(is_secret=False), name="vote_by_area_is_by_name"
            ),
            models.UniqueConstraint(
                fields=["topic"],
                condition=Q(state__in=[VoteState.PREPARED, VoteState.OPEN, VoteState.CLOSED]),
                name="one_vote_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="vote_board"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="vote_of_place"),
            models.Index(fields=["county", "published_on"], name="vote_day"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def label(self) -> object:
        return VOTE_LABELS[VoteState(self.state)]

    @property
    def quorum(self) -> Quorum:
        return Quorum.of(self)

    @property
    def is_yes_or_no(self) -> bool:
        return [each["key"] for each in self.choices] == [FOR, AGAINST, ABSTAIN]

    @property
    def keys(self) -> list[str]:
        return [each["key"] for each in self.choices]


class RandomRow(CountyRow):
    """A row whose key says nothing of when it was made."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class Door(models.TextChoices):
    """Through which door somebody voted. Each voter goes through one, once."""

    NONE = "", _("Has not voted")
    ONLINE = "online", _("Online")
    CODE = "code", _("Took a printed code")
    PAPER = "paper", pgettext_lazy("vote", "On paper")


class Elector(RandomRow):
    """One who may vote: a household, a person or an owner with their area (in 0.01 m²), on the roll
    as it was frozen. `door` says that they voted, never how, and never when. `proxy` may vote for
    them, by a written power that the station saw; nobody does so for two.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="electors")
    number = models.PositiveIntegerField()
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    name = EncryptedField(_("Name on the roll"))
    door = models.CharField(max_length=6, choices=Door, default=Door.NONE, blank=True)
    area = models.PositiveIntegerField(pgettext_lazy("flat", "area"), default=0, db_default=0)
    proxy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "proxy"],
                condition=Q(proxy__isnull=False),
                name="votes_for_one_other_at_most",
            ),
            models.UniqueConstraint(fields=["vote", "number"], name="elector_once_per_number"),
            models.UniqueConstraint(
                fields=["vote", "household"],
                condition=Q(household__isnull=False),
                name="household_votes_once",
            ),
            models.UniqueConstraint(
                fields=["vote", "person"],
                condition=Q(person__isnull=False),
                name="person_votes_once",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_name()

    def shown_name(self) -> str:
        return shown(self.name, "name", clear=False)

    @property
    def metres(self) -> str:
        return in_metres(self.area)

    def is_voted_for_by(self, actor: Actor) -> bool:
        """Whether this actor holds a written power of whoever stands here."""
        return self.proxy is not None and self.proxy.user_id == actor.user_id


class BoxRow(RandomRow):
    """One place in the box, made when the vote opened. Filled, it holds a sealed ballot that only
    both tellers open; `code_mark` lets the voter change it, until closing. By `seal_mark` a copy of
    it is known.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="box")
    sealed = models.TextField(blank=True)
    code_mark = models.CharField(max_length=64, blank=True)
    seal_mark = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "code_mark"], condition=~Q(code_mark=""), name="one_ballot_per_code"
            ),
            models.UniqueConstraint(
                fields=["vote", "seal_mark"], condition=~Q(seal_mark=""), name="ballot_is_no_copy"
            ),
        ]
        indexes = [
            models.Index(fields=["vote", "sealed"], name="box_empty", condition=Q(sealed=""))
        ]

    def __str__(self) -> str:
        return str(self.vote_id)


class ReplacedBallot(RandomRow):
    """By this `seal_mark` a ballot is known that its voter changed: it does not come back into the
    box as another's. Gone when the vote is closed.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="+")
    seal_mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "seal_mark"], name="replaced_ballot_once")
        ]

    def __str__(self) -> str:
        return str(self.vote_id)


class PrintedCode(RandomRow):
    """One printed one-time code. The house knows its hash, not who drew it."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="printed")
    code_mark = models.CharField(max_length=64)
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "code_mark"], name="printed_code_once")
        ]

    def __str__(self) -> str:
        return str(self.vote_id)


class NamedBallot(CountyRow):
    """How one voter voted in a vote by name; their last word. Nothing shows it before closing."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="named")
    elector = models.OneToOneField(Elector, models.CASCADE, related_name="ballot")
    choice = EncryptedField()

    def __str__(self) -> str:
        return str(self.vote_id)


class PaperCount(CountyRow):
    """What one person counted of the paper ballots; two different ones must agree."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="paper")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counts = models.JSONField()  # by choice, and "invalid"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "by"], name="paper_counted_once")]

    def __str__(self) -> str:
        return str(self.vote_id)


class HandedIn(CountyRow):
    """What one teller counted in the opened box; both must agree."""

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="handed_in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counts = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "by"], name="box_counted_once")]

    def __str__(self) -> str:
        return str(self.vote_id)


def electors_of(actor: Actor) -> "models.QuerySet[Elector]":
    """The places on rolls that this actor votes for: their own, that of the household they live in,
    and that of who gave them a written power. Nobody who is not grown up speaks for a household.
    """
    at_home = Membership.objects.filter(
        grown_up("person__"),
        household=OuterRef("household"),
        person__user=actor.user_id,
        until=None,
    )
    by_power = Q(proxy__user=actor.user_id)
    own = Q(person__user=actor.user_id) | Q(Exists(at_home))
    return Elector.objects.filter(own | by_power)


def grown_up(person: str = "") -> Q:
    """Whoever comes of age in this year at the latest, and of whom no year is known; `person`: the
    way to them.
    """
    year = f"{person}birth_year"
    return Q(**{year: None}) | Q(**{f"{year}__lte": clock.today().year - GROWN_UP})


def places_of(vote: Vote, actor: Actor) -> list[Elector]:
    """The places on the roll that this actor votes for, their own first."""
    if actor.user_id is None:
        return []
    rows = electors_of(actor).filter(vote=vote).select_related("proxy").order_by("number")
    return sorted(rows, key=lambda row: row.is_voted_for_by(actor))
