"""How far did a project or a task come, counted from the records?

An indicator with a figure asks the figure; one without sums its readings. Nothing is entered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Measure, Window, for_everybody
from jinlin.core.figures.registry import measures, opening_of
from jinlin.core.time import clock
from jinlin.domains.projects.models import Indicator, Reading
from jinlin.ground.places.queries import whole


@dataclass(frozen=True)
class Value:
    """What an indicator came to on a day. `number` None: nothing to measure yet."""

    indicator: Indicator
    number: float | int | None
    numerator: int
    denominator: int
    as_of: date
    unit: Any
    is_public: bool = True

    @property
    def is_reached(self) -> bool:
        if self.number is None:
            return False
        own = self.indicator
        return self.number <= own.target if own.falls else self.number >= own.target

    @property
    def tone(self) -> str:
        return "done" if self.is_reached else "inhand"

    def kept(self) -> dict[str, Any]:
        """As it is frozen in a report or an evaluation: the number, and how it opens."""
        own = self.indicator
        return {
            "indicator": str(own.pk),
            "name": own.name,
            "unit": str(self.unit),
            "number": self.number,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "baseline": own.baseline,
            "target": own.target,
            "measure": own.measure,
            "place": own.place_code,
            "since": own.since.isoformat() if own.since else "",
            "as_of": self.as_of.isoformat(),
            "is_reached": self.is_reached,
            "is_public": self.is_public,
        }


def measure_of(indicator: Indicator) -> Measure | None:
    return measures().get(indicator.measure)


def window_of(indicator: Indicator, as_of: date) -> Window:
    """The figure's filter: the place, and the days from the indicator's own on."""
    return over(indicator.place_code, as_of, indicator.since)


def over(place_code: str, as_of: date, since: date | None) -> Window:
    """These days of the place as it stands today, with all that was merged into it."""
    return Window.of(whole(place_code), as_of, since)


def value_of(indicator: Indicator, *, as_of: date) -> Value:
    return values_of([indicator], as_of=as_of)[0]


def values_of(indicators: Iterable[Indicator], *, as_of: date | None = None) -> list[Value]:
    """One statement for all that are counted by hand, one or two for each figure."""
    day, found = as_of or clock.today(), list(indicators)
    own = [each for each in found if not each.is_figure]
    sums = _sums(own, day) if own else {}
    return [
        _figure(each, day)
        if each.is_figure
        else Value(
            each, each.baseline + sums.get(each.pk, 0), sums.get(each.pk, 0), 0, day, each.unit
        )
        for each in found
    ]


def _sums(indicators: list[Indicator], day: date) -> dict[UUID, int]:
    rows = Reading.objects.filter(indicator__in=indicators, taken_back_at=None, on__lte=day)
    return dict(rows.order_by().values_list("indicator").annotate(n=Sum("amount")))


def _figure(indicator: Indicator, day: date) -> Value:
    measure = measure_of(indicator)
    if measure is None:  # the figure is gone from the house: say so, guess nothing
        return Value(indicator, None, 0, 0, day, indicator.unit, is_public=False)
    figure = answers.answer(measure, window_of(indicator, day))
    return Value(
        indicator,
        figure.read_in(measure.shown),
        figure.numerator,
        figure.denominator,
        day,
        indicator.unit or (measure.shown.unit if measure.shown else measure.unit),
        is_public=for_everybody(measure, figure) is not None,
    )


@dataclass(frozen=True)
class Behind:
    """What stands behind a number: its rows as far as this reader may open them."""

    indicator: Indicator
    value: Value
    measure: Measure | None
    rows: "QuerySet[Any]"
    order: tuple[str, str]


def behind(indicator: Indicator, *, as_of: date, actor: Actor) -> Behind:
    """The readings, or the rows of the figure."""
    value, measure = value_of(indicator, as_of=as_of), measure_of(indicator)
    if measure is None:
        rows: QuerySet[Any] = Reading.objects.filter(
            indicator=indicator, taken_back_at=None, on__lte=as_of
        )
        return Behind(indicator, value, None, rows, ("-on", "-id"))
    rows = answers.rows(measure, window_of(indicator, as_of), met_only=measure.met is not None)
    rows = rows.filter(**_seen_by(measure, rows, actor))
    steps = [measure.subject_field] if measure.subject_field else []
    return Behind(
        indicator, value, measure, rows.select_related(*steps), (f"-{measure.day_field}", "-pk")
    )


def _seen_by(measure: Measure, rows: "QuerySet[Any]", actor: Actor) -> dict[str, Any]:
    field = rows.model._meta.get_field(measure.subject_field) if measure.subject_field else None
    subject: Any = field.related_model if field is not None else rows.model
    seen = getattr(subject._default_manager, "visible_to", None)
    if seen is None:
        raise NotHere
    return {f"{measure.subject_field or 'pk'}__in": seen(actor).values("pk")}


@dataclass(frozen=True)
class BehindLine:
    """One row behind a number, and the page on which it opens, where there is one."""

    title: str
    on: date | None
    page: str
    key: Any


def lines_of(found: Behind, rows: Iterable[Any]) -> list[BehindLine]:
    measure = found.measure
    if measure is None:
        return [BehindLine(f"{row.amount} · {row.note}", row.on, "", row.pk) for row in rows]
    lines = []
    for row in rows:
        subject = getattr(row, measure.subject_field) if measure.subject_field else row
        opening = opening_of(subject._meta.label_lower)
        title = getattr(subject, "listed_title", "") or getattr(subject, "title", "")
        title = str(title or _("One record"))
        lines.append(BehindLine(title, measure.day_of(row), opening.page, subject.pk))
    return lines


def choices() -> list[tuple[str, Any]]:
    """The figures of the house, for whoever lays out a plan."""
    return [
        ("", _("Counted by hand, with evidence")),
        *((key, each.name) for key, each in measures().items()),
    ]
