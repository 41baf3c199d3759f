"""What does a file of the board's rows hold? Names masked; never what was said inside."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import paging
from jinlin.core.sheets import Column
from jinlin.domains.wishes.models import Claim, Wish, WishRows
from jinlin.domains.wishes.queries.listed import WishBadge

COLUMNS = (
    Column(gettext_lazy("number"), 14),
    Column(gettext_lazy("Kind of wish"), 12),
    Column(gettext_lazy("Place"), 20),
    Column(gettext_lazy("Belongs to"), 20),
    Column(gettext_lazy("For"), 10),
    Column(gettext_lazy("How old, roughly?"), 12),
    Column(gettext_lazy("Source"), 12),
    Column(gettext_lazy("title on the wall"), 30),
    Column(gettext_lazy("words on the wall"), 40),
    Column(gettext_lazy("about how much, in yuan"), 10),
    Column(gettext_lazy("State"), 16),
    Column(gettext_lazy("Said"), 17),
    Column(gettext_lazy("On the wall since"), 12),
    Column(gettext_lazy("Claimed on"), 12),
    Column(gettext_lazy("as what"), 14),
    Column(gettext_lazy("Handed over on"), 12),
    Column(gettext_lazy("Ended on"), 12),
    Column(gettext_lazy("Due"), 17),
    Column(gettext_lazy("Late"), 8),
)


def exported(rows: WishRows, *, order: tuple[str, ...]) -> Iterator[Sequence[Any]]:
    """The rows in this order, as COLUMNS: two statements for each chunk."""
    whole = rows.select_related("unit", "place__parent", "for_person", "posted_by")
    for chunk in paging.chunks(whole, order=order):
        claims = {
            claim.wish_id: str(claim.get_capacity_display())
            for claim in Claim.objects.main().filter(wish__in=chunk).order_by("claimed_at")
        }
        for wish in chunk:
            yield _line(wish, claims.get(wish.pk, ""))


def _line(wish: Wish, capacity: str) -> Sequence[Any]:
    return (
        wish.number,
        str(wish.get_kind_display()),
        wish.place.name,
        wish.place.parent.name if wish.place.parent else "",
        wish.for_person.shown_name(),
        str(wish.get_band_display()),
        str(wish.get_channel_display()),
        wish.public_title,
        wish.public_text,
        wish.estimate,
        str(WishBadge(wish).word),
        wish.posted_at,
        wish.published_on,
        wish.claimed_on,
        capacity,
        wish.fulfilled_on,
        wish.ended_on,
        None if wish.ended_at else wish.due_at,
        _("yes") if wish.is_late else "",
    )
