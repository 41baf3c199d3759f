"""What stands on the wish wall? Only released words, and of whoever took one on only what they are.

Everything that a page for everybody shows goes through `Card`, which knows nothing else of a wish.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Prefetch, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jinlin.core.actor import within
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.search import matching
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.time import clock
from jinlin.domains.wishes.lifecycle import KEPT, State
from jinlin.domains.wishes.models import Claim, Kind, Photo, Wish, WishRows
from jinlin.domains.wishes.models.wish import WALL, Band
from jinlin.ground.places.queries import whole

ORDER = ("rank", "-published_at", "-id")
LOOKING_BACK = timedelta(days=90)  # so long a fulfilled wish stays among all
STANDS: dict[str, Q] = {
    "open": Q(state=State.PUBLISHED),
    "claimed": Q(state=State.CLAIMED),
    "kept": Q(state__in=KEPT),
}
WORDS = {"open": _("Still wished"), "claimed": _("Claimed"), "kept": _("Fulfilled")}
TONES = {"open": "new", "claimed": "inhand", "kept": "done"}
ICONS = {Kind.THING: "gift", Kind.HELP: "hands", Kind.COMPANY: "tea", Kind.LESSON: "book"}
SHOWN = (
    "id",
    "county",
    "state",
    "version",
    "kind",
    "public_title",
    "public_text",
    "public_place",
    "public_code",
    "band",
    "estimate",
    "number",
    "level",
    "published_at",
    "published_on",
    "fulfilled_on",
    "thanked_on",
    "due_at",
)


@dataclass(frozen=True)
class WallFilters:
    """What the wall's address says. Empty means: not filtered by this.

    `place` is the code of a place at or above those shown.
    """

    stands: str = ""
    kind: str = ""
    place: str = ""
    text: str = ""


@dataclass(frozen=True)
class Card:
    """One wish as everybody reads it."""

    pk: UUID
    number: str
    kind: Kind
    title: str
    text: str
    place: str
    band: str
    estimate: int
    stands: str
    who: tuple[Any, ...]
    seeks_more: bool
    is_thanked: bool
    is_raised: bool
    published_on: Any
    fulfilled_on: Any
    due_at: Any
    photos: tuple[Upload, ...] = ()

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def word(self) -> Any:
        return (
            _("Fulfilled, with thanks")
            if self.stands == "kept" and self.is_thanked
            else WORDS[self.stands]
        )

    @property
    def tone(self) -> str:
        return TONES[self.stands]


def wall(filters: WallFilters) -> WishRows:
    """The wishes on the wall: those still wished first, of the old and of families before those of
    other adults, newest first within; among all, the fulfilled ones of the last weeks. Read it with
    ORDER.
    """
    rows = Wish.objects.on_wall()
    if filters.place:
        rows = rows.filter(within(whole(filters.place), "public_code"))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.text:
        rows = rows.filter(matching(Wish, filters.text, column=WALL))
    since = clock.today() - LOOKING_BACK
    rows = (
        rows.filter(STANDS[filters.stands])
        if filters.stands
        else rows.filter(~STANDS["kept"] | Q(fulfilled_on__gte=since))
    )
    return rows.annotate(rank=_rank()).only(*SHOWN).prefetch_related(_claims())


def shown(pk: UUID) -> WishRows:
    """One wish of the wall, if it stands there."""
    return Wish.objects.on_wall().filter(pk=pk).only(*SHOWN).prefetch_related(_claims())


def cards(wishes: Iterable[Wish]) -> list[Card]:
    """As everybody reads them, with the released photos: two statements more, however many."""
    rows = list(wishes)
    photos = list(Photo.objects.released().filter(wish__in=[row.pk for row in rows]))
    files = uploads.of_each(photos)
    of_wish: dict[UUID, list[Upload]] = {}
    for photo in photos:
        of_wish.setdefault(photo.wish_id, []).extend(files.get(photo.pk, []))
    return [card(row, tuple(of_wish.get(row.pk, ()))) for row in rows]


def card(wish: Wish, photos: tuple[Upload, ...] = ()) -> Card:
    """`claims` come with the row."""
    claims = [
        claim for claim in wish.claims.all() if claim.ended_at is None or claim.ending == "kept"
    ]
    main = next((claim for claim in claims if claim.is_main), None)
    return Card(
        pk=wish.pk,
        number=wish.number,
        kind=Kind(wish.kind),
        title=without_numbers(wish.public_title),
        text=without_numbers(wish.public_text),
        place=wish.public_place,
        band=str(wish.shown_band),
        estimate=wish.estimate,
        stands=stands_of(wish),
        who=tuple(claim.public_name for claim in claims),
        seeks_more=bool(main and wish.state == State.CLAIMED and len(claims) <= main.open_to),
        is_thanked=wish.thanked_on is not None,
        is_raised=wish.level > 0 and wish.state == State.PUBLISHED,
        published_on=wish.published_on,
        fulfilled_on=wish.fulfilled_on,
        due_at=wish.due_at if wish.state == State.CLAIMED else None,
        photos=photos,
    )


def stands_of(wish: Wish) -> str:
    if wish.state in KEPT:
        return "kept"
    return "claimed" if wish.state == State.CLAIMED else "open"


def counts(place: str) -> dict[str, int]:
    """How many stand where, at or below a place (everywhere without one), and how many were
    fulfilled this year: one statement.
    """
    rows = Wish.objects.on_wall()
    rows = rows.filter(within(whole(place), "public_code")) if place else rows
    year = Q(state__in=KEPT, fulfilled_on__year=clock.today().year)
    found: dict[str, int] = rows.order_by().aggregate(
        open=Count("pk", filter=STANDS["open"]),
        claimed=Count("pk", filter=STANDS["claimed"]),
        kept=Count("pk", filter=year),
    )
    return found


def waiting_here(place: str) -> str:
    """What the first page says of the wishes at or below a place; nothing where none waits."""
    waits = counts(place)["open"]
    return (
        ngettext("%(n)s wish waits for somebody", "%(n)s wishes wait for somebody", waits)
        % {"n": waits}
        if waits
        else ""
    )


def places_on_wall(place: str, *, most: int = 60) -> list[tuple[str, str]]:
    """The places under which wishes stand now, by name: one statement."""
    rows = Wish.objects.on_wall().filter(~STANDS["kept"])
    rows = rows.filter(within(whole(place), "public_code")) if place else rows
    return list(
        rows.order_by("public_code").values_list("public_code", "public_place").distinct()[:most]
    )


def _rank() -> Case:
    """The old, children and families come before other adults. A child stands as a family, so the
    two have one rank: the order must not tell them apart.
    """
    return Case(
        When(STANDS["open"] & ~Q(band=Band.ADULT), then=Value(0)),
        When(STANDS["open"], then=Value(1)),
        When(STANDS["claimed"], then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _claims() -> Any:
    return Prefetch(
        "claims", Claim.objects.select_related("organisation").order_by("claimed_at", "id")
    )
