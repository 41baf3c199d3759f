"""What is stored of a wish: what was said, what is shown, and where it stands?"""

from collections.abc import Sequence
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.domains.wishes.lifecycle import ENDED, LABELS, ON_WALL, OPEN, State
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Consent, Person
from jinlin.ground.places.models import Organisation, Place

TOP = 2  # nobody stands above the town in looking for somebody


WALL = "wall"  # the column of words that everybody may search


class Kind(models.TextChoices):
    THING = "thing", _("A thing")
    HELP = "help", _("A helping hand")
    COMPANY = "company", _("Company")
    LESSON = "lesson", _("A lesson")


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    STATION = "station", _("Station")
    DOOR = "door", _("Door knock")
    RECEPTION = "reception", _("Reception day")
    APPEAL = "appeal", _("From an appeal")


class Band(models.TextChoices):
    """Whom a wish is for, as roughly as it is shown. A child is never shown as one: it stands there
    as a family.
    """

    CHILD = "child", _("A child")
    ADULT = "adult", _("An adult")
    SIXTIES = "60s", _("Somebody over 60")
    SEVENTIES = "70s", _("Somebody over 70")
    EIGHTIES = "80s", _("Somebody over 80")
    FAMILY = "family", _("A family")


class Meeting(models.TextChoices):
    STATION = "station", _("At the station")
    HOME = "home", _("At home")


class WishRows(MovingRows["Wish"]):
    with_row = ("place__parent", "unit", "for_person", "posted_by", "consent")

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def for_desk(self, actor: Actor) -> Self:
        """What this actor sees as staff: by place, for those who look after one."""
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR)))

    def posted_for(self, actor: Actor) -> Self:
        """What this person wished, or wished for somebody."""
        return self.filter(self._own(actor))

    def taken_on_by(self, actor: Actor) -> Self:
        """What this person, or an organisation that they work for, has taken on or took on once:
        they see less of it than `visible_to` gives.
        """
        return self.filter(
            pk__in=apps.get_model("wishes.Claim").objects.made_by(actor).values("wish")
        )

    def on_wall(self) -> Self:
        """What everybody may see the released words of.

        A consent that was withdrawn takes it down at once.
        """
        return self.filter(state__in=ON_WALL, consent__withdrawn_at=None, consent__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        """What this actor sees whole, with the words and photos as they were sent: at the desk, or
        as the one it is for. Not whoever took it on.
        """
        if not actor.is_staff and not actor.is_system:
            return self.posted_for(actor)
        return self.for_desk(actor) | self.posted_for(actor)

    def within_reach(self, actor: Actor) -> Self:
        """All of which this actor sees anything."""
        return self.visible_to(actor) | self.taken_on_by(actor) | self.on_wall()

    @staticmethod
    def _own(actor: Actor) -> Q:
        if actor.user_id is None:
            return Q(pk__in=[])
        own = Person.objects.filter(user_id=actor.user_id).values("pk")
        return Q(for_person_id__in=own) | Q(posted_by_id__in=own)


class Wish(SearchedRow, MovingRow):
    """One small wish of one person.

    `title` and `text` are what was said and stay inside; `public_title` and `public_text` are what
    was released.

    At any moment it has one owner (`unit`), one deadline (`due_at`) and one next step (`state`). On
    the wall it stands only with a consent, with released words, and under the place `public_code`:
    of a child's wish that is the community, never the neighbourhood. Rows change in wishes.actions
    only.
    """

    concerned: Sequence[Any] = ()  # whose part in it ended with the verb that is being kept

    number = models.CharField(_("number"), max_length=20)
    state = models.CharField(
        _("state"), max_length=12, choices=[(s, LABELS[s]) for s in State], default=State.POSTED
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what was said"))
    public_title = models.CharField(_("title on the wall"), max_length=40, blank=True)
    public_text = models.CharField(_("words on the wall"), max_length=300, blank=True)
    estimate = models.PositiveIntegerField(_("about how much, in yuan"), default=0)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    public_code = models.CharField(
        max_length=18, blank=True
    )  # under which place everybody finds it
    public_place = models.CharField(max_length=60, blank=True)  # and that place's name
    channel = models.CharField(_("source"), max_length=10, choices=Channel.choices)

    for_person = models.ForeignKey(
        Person, models.PROTECT, related_name="wishes", verbose_name=_("for")
    )
    posted_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="wishes_posted",
        verbose_name=_("said by"),
    )
    registered_by = models.UUIDField(
        null=True, blank=True
    )  # the member of staff who wrote it down for the resident
    band = models.CharField(
        _("for whom, roughly"), max_length=8, choices=Band.choices, default=Band.ADULT
    )
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.CharField(
        _("handed over"), max_length=8, choices=Meeting.choices, default=Meeting.STATION
    )
    is_address_released = models.BooleanField(
        _("whoever takes it on may know the address"), default=False
    )

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    due_at = models.DateTimeField(_("due"))
    level = models.PositiveSmallIntegerField(
        _("level"), default=0
    )  # how far up somebody is looked for: 0 nobody yet, 1 community, 2 town
    appeal_id = models.UUIDField(
        null=True, blank=True
    )  # of the appeal that it became, or came from: a journey knows more
    appeal_number = models.CharField(max_length=20, blank=True)
    thanks = models.CharField(_("thanks"), max_length=300, blank=True)
    thanked_on = models.DateField(null=True, blank=True)

    posted_at = models.DateTimeField(_("said"))
    posted_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    promised_on = models.DateField(
        null=True, blank=True
    )  # by when it counts as due in the figures: the days to claim and to fulfil, from publishing
    claimed_at = models.DateTimeField(null=True, blank=True)  # first
    claimed_on = models.DateField(null=True, blank=True)
    claim_minutes = models.PositiveIntegerField(
        null=True, blank=True
    )  # from publishing to the first claim
    fulfilled_at = models.DateTimeField(null=True, blank=True)
    fulfilled_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = WishRows.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "number"], name="wish_number_once_per_county"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, state__in=OPEN)
                | Q(ended_at__isnull=False, state__in=ENDED),
                name="wish_ended_when_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ON_WALL)
                | (
                    Q(consent__isnull=False, published_on__isnull=False)
                    & ~Q(public_title="")
                    & ~Q(public_code="")
                ),
                name="wish_shown_only_when_released",
            ),
            models.CheckConstraint(
                condition=Q(appeal_id__isnull=False) | ~Q(state=State.TRANSFERRED),
                name="wish_transferred_to_an_appeal",
            ),
            models.CheckConstraint(condition=Q(level__lte=TOP), name="wish_level_exists"),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="wish_board"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="wish_place_board"),
            models.Index(fields=["county", "posted_at", "id"], name="wish_newest"),
            models.Index(fields=["county", "published_at", "id"], name="wish_wall"),
            models.Index(fields=["public_code", "published_at", "id"], name="wish_place_wall"),
            models.Index(fields=["county", "published_on"], name="wish_published_day"),
            models.Index(fields=["place_code", "posted_on"], name="wish_place_day"),
            models.Index(fields=["for_person", "posted_at"], name="wish_for_person"),
            models.Index(fields=["posted_by", "posted_at"], name="wish_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def search_words(self) -> dict[str, tuple[str, ...]]:
        shown = (self.public_title, self.public_text, self.public_place)
        inside = (self.number, self.title, self.text, self.public_title, self.place.name)
        return {"": inside, WALL: (*shown, self.number) if self.public_title else ()}

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.due_at < clock.now()

    @property
    def is_for_child(self) -> bool:
        return self.band == Band.CHILD

    def standing_claims(self) -> list[Any]:
        """Those who have a part in it now, the first to claim first; `all()` so that a list can
        bring them along.
        """
        return [claim for claim in self.claims.all() if claim.ended_at is None]

    def main_claim(self) -> Any:
        """Of whoever has taken it on; None when nobody has."""
        return next((claim for claim in self.standing_claims() if claim.is_main), None)

    @property
    def shown_band(self) -> Any:
        """Whom it is for, as everybody may read it."""
        return Band.FAMILY.label if self.band == Band.CHILD else Band(self.band).label


def number_for(day: Any, letters: str) -> str:
    """A wish's number: its day and five letters that cannot be counted through,
    with a W in front.
    """
    return f"W{day:%y%m%d}-{letters}"
