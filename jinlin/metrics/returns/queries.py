"""What do the pages of forms ask?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.figures.measures import Window
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.metrics.papers import terms
from jinlin.metrics.papers.rows import SIGNERS, WRITERS
from jinlin.metrics.permissions import can_sign
from jinlin.metrics.returns import layouts
from jinlin.metrics.returns.matching import Meaning
from jinlin.metrics.returns.matching.rosters import LIST
from jinlin.metrics.returns.matching.words import TOTALS
from jinlin.metrics.returns.models import (
    COUNTED,
    Answer,
    Blank,
    Origin,
    Return,
    ReturnRows,
    Wording,
)
from jinlin.metrics.spans import over_code
from jinlin.shell.finding import Hit, Shelf
from jinlin.shell.one_list import Source

ENDINGS = (
    "社区居委会",
    "村民委员会",
    "村委会",
    "居委会",
    "街道办事处",
    "街道",
    "社区",
    "镇",
    "乡",
    "村",
    "县",
    "区",
    "市",
)


@dataclass(frozen=True)
class Meter:
    """How much of a form (or by a role) nobody had to type."""

    name: str
    fields: int
    from_records: int
    by_hand: int

    @property
    def share(self) -> float | None:
        return round(100 * self.from_records / self.fields, 1) if self.fields else None


def names_inside(place: Place) -> dict[str, str]:
    """The codes of a place and of what lies inside it by the names that a form calls them; a name
    that two places share is none. The words of a total mean the place that reports: "".
    """
    rows = Place.objects.present().inside(place.code).values_list("code", "name")
    found: dict[str, set[str]] = {}
    for code, name in rows:
        for short in _short(name):
            found.setdefault(short, set()).add("" if code == place.code else code)
    single = {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
    return {**single, **dict.fromkeys(TOTALS, "")}


def _short(name: str) -> Iterable[str]:
    """浔中镇 is also 浔中; a committee's name is also that of its community."""
    yield name
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            short = name.removesuffix(ending)
            yield from {short, f"{short}社区", f"{short}村"} if "委会" in ending else {short}
            return


def known(county: str) -> dict[str, Meaning]:
    """What this county said that words mean, in whichever form."""
    rows = Wording.objects.filter(county=county).exclude(wording__startswith=LIST)
    return {wording: Meaning.of(each) for wording, each in rows.values_list("wording", "meaning")}


def known_lists(county: str) -> dict[str, Mapping[str, Any]]:
    """What this county said of the lists in its forms, by their wording."""
    rows = Wording.objects.filter(county=county, wording__startswith=LIST)
    return dict(rows.values_list("wording", "meaning"))


@dataclass(frozen=True)
class Question:
    """Words of a form of which it is not certain what they ask for, with what they might."""

    wording: str
    words: str
    refs: tuple[str, ...]
    offers: tuple[Meaning, ...]


def questions(blank: Blank) -> list[Question]:
    """One for each wording, in the order of the form."""
    found: dict[str, Question] = {}
    for each in blank.fields:
        if not each.get("offers"):
            continue
        wording = each["wording"]
        known = found.get(wording)
        refs = (*(known.refs if known else ()), each["ref"])
        offers = known.offers if known else tuple(Meaning.of(offer) for offer in each["offers"])
        *words, _unit = wording.split("|")
        title = " · ".join(text for text in reversed(words) if text)
        found[wording] = Question(wording, title, refs, offers)
    return list(found.values())


def layout_of(blank: Blank) -> layouts.Layout:
    return layouts.read(content_of(blank), blank.kind)


def content_of(blank: Blank) -> bytes:
    upload = uploads.of(blank)[0]
    return uploads.content_of(upload, upload.path)


def file_of(filled: Return) -> bytes:
    """The form in its own layout with what stands in it; a signed one as it was signed."""
    if filled.is_signed and (kept := uploads.of(filled).first()):
        return uploads.content_of(kept, kept.path)
    values = {row.ref: row.number for row in filled.answers.all() if row.value}
    content, kind = content_of(filled.blank), filled.blank.kind
    lists = layouts.read(content, kind).rosters if filled.blank.rosters else ()
    return layouts.filled(content, kind, values, month=filled.month, rosters=lists)


def why_unsigned(filled: Return) -> str:
    """Why it cannot be signed yet; empty when it can."""
    return terms.why_unsigned(filled.month, filled.filled_at)


def meter_of(filled: Return) -> Meter:
    counts = filled.answers.counted().aggregate(**_counts())
    return Meter(filled.title, **counts)


def _counts() -> dict[str, Any]:
    return {
        "fields": Count("pk"),
        "from_records": Count("pk", filter=Q(origin=Origin.RECORDS)),
        "by_hand": Count("pk", filter=Q(origin=Origin.HAND)),
    }


def by_form(actor: Actor) -> list[Meter]:
    """Every form that was signed in this person's places, the one with most typing first."""
    return _metered(actor, "filled__title")


def by_role(actor: Actor) -> list[Meter]:
    return _metered(actor, "role")


def _metered(actor: Actor, field: str) -> list[Meter]:
    rows = Answer.objects.counted().filter(within(actor.codes(*WRITERS)), signed_on__isnull=False)
    counted = rows.order_by().values(field).annotate(**_counts())
    found = [
        Meter(row[field], row["fields"], row["from_records"], row["by_hand"]) for row in counted
    ]
    return sorted(found, key=lambda each: (-each.by_hand, each.name))


def window_of(answer: Answer) -> Window | None:
    """The days and the place that the answer was counted in."""
    definition = answer.definition
    if "as_of" not in definition:
        return None
    since = date.fromisoformat(definition["since"]) if definition["since"] else None
    return over_code(definition["place_code"], date.fromisoformat(definition["as_of"]), since)


def board(actor: Actor) -> "QuerySet[Return]":
    rows = Return.objects.for_desk(actor).select_related("place")
    missing = Count("answers", filter=Q(answers__origin=Origin.MISSING))
    hand = Count("answers", filter=Q(answers__origin=Origin.HAND))
    fields = Count("answers", filter=Q(answers__origin__in=COUNTED))
    return rows.annotate(missing=missing, hand=hand, cells=fields)


def unconfirmed(actor: Actor) -> "QuerySet[Blank]":
    """Forms of which nobody has said yet what their cells ask for."""
    rows = Blank.objects.for_desk(actor).filter(confirmed_at=None).select_related("place")
    return rows.defer("fields").order_by("-taken_at", "-pk")


def confirmed(actor: Actor) -> "QuerySet[Blank]":
    rows = Blank.objects.for_desk(actor).filter(confirmed_at__isnull=False)
    return rows.select_related("place").defer("fields").order_by("-taken_at", "-pk")


@dataclass(frozen=True)
class Line:
    """A form that is not handed in: what is still to be written, and whether this person signs."""

    row: Return
    missing: int
    may_sign: bool


def waiting(actor: Actor) -> Source:
    """Forms that are not signed: whoever fills them in has those in which something is missing,
    whoever signs has all of months that are over.
    """
    missing = Exists(Answer.objects.filter(filled=OuterRef("pk"), origin=Origin.MISSING))
    own = Return.objects.filter(signed_at=None).select_related("place")
    signs = Q(within(actor.codes(*SIGNERS)), month__lt=f"{clock.today():%Y-%m}")
    writes = Q(within(actor.codes(*WRITERS))) & Q(missing)
    return Source(
        own.filter(signs | writes),
        ("due_at", "id"),
        lambda found: _lines(found, actor),
        "returns/waiting.html",
    )


def _lines(found: Sequence[Any], actor: Actor) -> list[Line]:
    counts = dict(
        Answer.objects.filter(filled__in=[row.pk for row in found], origin=Origin.MISSING)
        .order_by()
        .values_list("filled")
        .annotate(n=Count("pk"))
    )
    return [Line(row, counts.get(row.pk, 0), can_sign(actor, row.place_code)) for row in found]


def _found(actor: Actor) -> ReturnRows:
    return Return.objects.for_desk(actor).select_related("place")


def _hit(row: Return) -> Hit:
    return Hit(reverse("returns:return", args=[row.pk]), str(row), place=row.place.name)


FOUND = Shelf(_("Filled forms"), _found, _hit, ("-filled_at", "-id"), numbered=False)
