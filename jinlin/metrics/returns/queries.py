"""What do the pages of forms ask?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from jinlin.core.actor import Actor, within
from jinlin.core.figures.measures import Window
from jinlin.core.files import uploads
from jinlin.ground.places.models import Place
from jinlin.metrics.returns import layouts
from jinlin.metrics.returns.matching import Meaning
from jinlin.metrics.returns.matching.words import TOTALS
from jinlin.metrics.returns.models import COUNTED, WRITERS, Answer, Blank, Origin, Return

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
BLANKS_REMEMBERED = 40


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
        for said in _short(name):
            found.setdefault(said, set()).add("" if code == place.code else code)
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
    """What this county said that words mean: from its forms confirmed last."""
    rows = Blank.objects.filter(county=county, confirmed_at__isnull=False)
    fields = rows.order_by("-confirmed_at").values_list("fields", flat=True)[:BLANKS_REMEMBERED]
    said: dict[str, Meaning] = {}
    for each in (one for some in fields for one in some if one.get("by_hand")):
        said.setdefault(each["label"], Meaning.of(each["meaning"]))
    return said


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
    return layouts.filled(content_of(filled.blank), filled.blank.kind, values, month=filled.month)


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
    said = answer.definition
    if not said:
        return None
    since = date.fromisoformat(said["since"]) if said["since"] else None
    return Window(said["place_code"], date.fromisoformat(said["as_of"]), since)


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
