"""Who said the same before: in the same words anywhere in the county, or in others nearby?

Only pairs that were compared are repeats; likeness is never handed on from pair to pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.likeness import bigrams, overlap
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import UNANSWERED, State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import MAY
from jinlin.domains.appeals.queries.before import COMMUNITY_DIGITS, Nearby
from jinlin.domains.appeals.queries.matters import Matter
from jinlin.domains.appeals.queries.veiling import all_veiled
from jinlin.insight.models import Backing, Sign
from jinlin.insight.signs import signs_of
from jinlin.shell.one_list import Source

SAME: Final = 0.6  # of the words: the same matter, wherever it was told
LIKE: Final = 0.3  # of the same neighbourhood: likely the same matter in other words
LOOKED_AT: Final = 200  # of those that share a sign, the newest
NEAR: Final = 100  # open ones of the neighbourhood that are compared
RECENT: Final = timedelta(days=90)
HEAD: Final = 400  # characters that are compared
SHOWN: Final = 5
MOST_SHARED: Final = 6
OPEN_TO_ALL = UNANSWERED | {State.WAITING}


def candidates(county: str, title: str, text: str) -> list[UUID]:
    """The newest appeals of the county that share a sign: one statement, whatever the county has
    been told.
    """
    signs = signs_of(county, title, text)
    found = Sign.objects.filter(sign__in=signs).order_by("-appeal_id")
    return list(found.values_list("appeal_id", flat=True).distinct()[:LOOKED_AT])


def compared(text: str, rows: Iterable[Any], least: float) -> list[tuple[Any, float]]:
    """Those alike enough, the most alike first."""
    signs = bigrams(text[:HEAD])
    found = ((row, overlap(signs, bigrams(f"{row.title} {row.head}"[:HEAD]))) for row in rows)
    alike = [(row, share) for row, share in found if share >= least]
    return sorted(alike, key=lambda pair: (-pair[1], str(pair[0].pk)))


def repeated(appeal: Appeal, *, actor: Actor) -> list[Nearby]:
    """For staff, before they accept: the same words elsewhere than nearby, which has its own list.
    Two statements.
    """
    keys = candidates(appeal.county, appeal.title, appeal.text)
    near = within([appeal.place_code[:COMMUNITY_DIGITS]])
    rows = Appeal.objects.for_desk(actor).filter(pk__in=keys)
    rows = rows.exclude(near, reported_on__gte=clock.today() - RECENT).exclude(pk=appeal.pk)
    rows = rows.select_related("place", "unit").defer("text", "track_key")
    found = compared(f"{appeal.title} {appeal.text}", _headed(rows), SAME)[:SHOWN]
    all_veiled([row for row, _share in found], actor=actor)
    return [Nearby(row, round(100 * share)) for row, share in found]


def may_merge(appeal: Appeal, *, actor: Actor) -> bool:
    return MAY["merge"](actor, appeal)


@dataclass(frozen=True)
class EarlierMatter:
    """A matter that a neighbour has told already, as another resident may know it: where, when,
    which class, how it stands, and the words that both have. Nothing that only the other one wrote.
    """

    appeal: Appeal
    shared: tuple[str, ...]
    is_backed: bool = False

    @property
    def matter(self) -> Matter:
        return Matter(self.appeal)


def earlier_matters(place_code: str, text: str, *, actor: Actor) -> list[EarlierMatter]:
    """Open matters of the same neighbourhood that say the same: two statements, one for a
    visitor, and two more where more than NEAR are open.
    """
    rows = Appeal.objects.filter(
        county=county_of(place_code),
        place_code=place_code,
        state__in=OPEN_TO_ALL,
        ended_at=None,
        reported_on__gte=clock.today() - RECENT,
    )
    rows = rows.exclude(pk__in=actor.tracks).select_related("place", "unit", "category")
    if actor.user_id is not None:
        rows = rows.exclude(reporter__user_id=actor.user_id)
    headed = _headed(rows.defer("text", "track_key"))
    near = list(headed.order_by("-reported_at", "-id")[:NEAR])
    if len(near) == NEAR:  # of the older ones, those that share a sign
        older = headed.exclude(pk__in=[row.pk for row in near])
        near += older.filter(pk__in=candidates(county_of(place_code), "", text))
    found = compared(text, near, LIKE)[:SHOWN]
    own = Backing.objects.visible_to(actor).filter(appeal__in=[row.pk for row, _share in found])
    backed = set(own.values_list("appeal", flat=True)) if found and actor.is_signed_in else set()
    return [
        EarlierMatter(row, shared_words(text, f"{row.title} {row.head}"), row.pk in backed)
        for row, _share in found
    ]


def shared_words(own: str, other: str) -> tuple[str, ...]:
    """The longest runs of letters that reader and other one both wrote; numbers are none."""
    found: list[str] = []
    at = 0
    while at < len(own) and len(found) < MOST_SHARED:
        length = 0
        while (
            at + length < len(own)
            and own[at + length].isalpha()
            and own[at : at + length + 1] in other
        ):
            length += 1
        if length > 1 and own[at : at + length] not in found:
            found.append(own[at : at + length])
        at += max(length, 1)
    return tuple(found)


def backers_of(appeal: Appeal) -> int:
    return Backing.objects.filter(appeal=appeal).count()


def own(actor: Actor) -> Source:
    """What this person said 'I too' to."""
    rows = Backing.objects.visible_to(actor).select_related(
        "appeal", "appeal__place", "appeal__unit", "appeal__category"
    )
    return Source(rows, ("-backed_at", "-id"), _lines, "insight/portal/line.html")


@dataclass(frozen=True)
class Line:
    """One of them on the list of one's own matters."""

    backing: Backing

    @property
    def matter(self) -> Matter:
        return Matter(self.backing.appeal)

    @property
    def rank(self) -> int:
        """Nothing of it waits for this person."""
        return max(self.matter.rank, 2) if self.backing.appeal.is_open else 3

    @property
    def sentence(self) -> str:
        return sentence_of(self.backing.appeal)


def sentence_of(appeal: Appeal) -> str:
    """How it stands, for who may not read it."""
    if appeal.state == State.FINISHED:
        return _("%(unit)s has replied.") % {"unit": appeal.unit.name}
    if appeal.state == State.REJECTED:
        return _("%(unit)s could not accept it.") % {"unit": appeal.unit.name}
    if appeal.state == State.WITHDRAWN:
        return _("Whoever told it has withdrawn it.")
    return Matter(appeal).sentence


def _lines(rows: list[Backing]) -> list[Line]:
    return [Line(row) for row in rows]


def _headed(rows: "QuerySet[Appeal]") -> "QuerySet[Any]":
    return rows.annotate(head=Left("text", HEAD))
