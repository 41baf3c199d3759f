"""Which records stand in the list of a form, and what does each say to its columns?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import TooLarge
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure
from jinlin.core.rows import title_of
from jinlin.core.time import clock
from jinlin.ground.places.models import CODE_LENGTHS, Level, Place
from jinlin.metrics import queries as figures
from jinlin.metrics.catalogue import MEASURES, opening_of
from jinlin.metrics.returns.counting import Counted, definition
from jinlin.metrics.returns.layouts.cells import letters
from jinlin.metrics.returns.matching.meanings import Kind, Meaning, window
from jinlin.metrics.returns.matching.rosters import COUNTER, EMPTY, HAND
from jinlin.metrics.returns.models import Origin

MOST_ROWS: Final = 500  # more than that is a list to be taken away, not a form


@dataclass(frozen=True)
class Listed:
    """What stands in one cell of a list: its place in the form, and what the records say."""

    ref: str
    label: str
    counted: Counted
    meaning: Meaning


def listed(kept: Mapping[str, Any], place: Place, month: str, *, actor: Actor) -> Iterator[Listed]:
    """Row by row, those that this person may open; one empty row where there are none.

    Raises TooLarge for more rows than a form has.
    """
    meaning = Meaning(Kind.MEASURE, kept["key"], period=kept["period"])
    first = kept["ref"].partition(":")[0]
    table, _mark, cell = first.partition("!")
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for number, says in enumerate(_rows(meaning, place, month, actor)):
        for column in kept["columns"]:
            ref = f"{table}!{letters(column['number'])}{row}@{number}"
            asks = column["asks"]
            yield Listed(ref, column["label"], _counted(asks, number, says), meaning)


def _counted(asks: str, number: int, says: Mapping[str, Any]) -> Counted:
    if asks == EMPTY:
        return Counted("", Origin.BLANK)
    if asks == COUNTER:
        return Counted(str(number + 1) if says else "", Origin.BLANK)
    if not says:
        return Counted("", Origin.LATER)
    value = "" if asks == HAND else str(says["values"].get(asks, ""))
    origin = Origin.RECORDS if value else Origin.MISSING
    return Counted(value, origin, definition=says["definition"])


def _rows(meaning: Meaning, place: Place, month: str, actor: Actor) -> Iterator[Mapping[str, Any]]:
    measure = MEASURES.get(meaning.key)
    days = window(meaning, place.code, month)
    if measure is None or days is None:
        yield {}
        return
    rows = figures.matters(measure, days, met_only=False, actor=actor)
    found = list(rows.order_by(measure.day_field, "pk")[: MOST_ROWS + 1])
    if len(found) > MOST_ROWS:
        words = _("This list would have over %(n)d rows. Take it away from the figure instead.")
        raise TooLarge(words % {"n": MOST_ROWS}, field="file")
    if not found:
        yield {}
        return
    met = set(
        answers.rows(measure, days, met_only=True)
        .filter(pk__in=[each.pk for each in found])
        .values_list("pk", flat=True)
    )
    base = definition(meaning, measure, days)
    names = _names(found, measure)
    for each in found:
        subject = getattr(each, measure.subject_field) if measure.subject_field else each
        yield {
            "values": _values(each, subject, measure, names)
            | {"met": _("yes") if each.pk in met else _("no")},
            "definition": base | {"row": str(each.pk), "opens": _address(subject), "name": ""},
        }


def _values(row: Any, subject: Any, measure: Measure, names: Mapping[str, str]) -> dict[str, str]:
    """What is asked of the matter, as far as it is known of such matters."""
    fields = {field.name for field in subject._meta.concrete_fields}
    code = getattr(subject, "place_code", "") or ""
    values = {
        "number": getattr(subject, "number", ""),
        "title": title_of(subject),
        "day": _day(measure.day_of(row)),
        "due": _day(clock.local_day(subject.due_at)) if getattr(subject, "due_at", None) else "",
        "town": names.get(code[: CODE_LENGTHS[Level.TOWN]], ""),
        "community": names.get(code[: CODE_LENGTHS[Level.COMMUNITY]], ""),
        "place": names.get(code, ""),
        "unit": subject.unit if "unit" in fields and subject.unit_id else "",
        "state": subject.get_state_display() if "state" in fields else "",
        "kind": _kind(subject, fields),
    }
    return {name: str(value or "") for name, value in values.items()}


def _kind(subject: Any, fields: set[str]) -> Any:
    if "category" in fields:
        return subject.category
    shown = getattr(subject, "get_kind_display", None)
    return shown() if shown else ""


def _names(found: list[Any], measure: Measure) -> dict[str, str]:
    """The names of the places in which the matters are, and of those around them."""
    codes = set()
    for each in found:
        subject = getattr(each, measure.subject_field) if measure.subject_field else each
        code = getattr(subject, "place_code", "") or ""
        codes |= {code[:length] for length in CODE_LENGTHS.values() if length <= len(code)}
    return dict(Place.objects.filter(code__in=codes).values_list("code", "name"))


def _address(subject: Any) -> str:
    page = opening_of(subject._meta.label_lower).page
    return reverse(page, args=[subject.pk]) if page else ""


def _day(day: Any) -> str:
    return f"{day:%Y-%m-%d}" if day else ""
