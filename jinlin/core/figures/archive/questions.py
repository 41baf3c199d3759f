"""Which columns of which tables do the measures ask about, and may each be taken out?

Read from the very questions, as they are put to an engine, so that no list has to follow them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F

from jinlin.core.figures import answers
from jinlin.core.figures.archive.dialect import Files
from jinlin.core.figures.measures import Measure, Window

SOME_DAY = date(2001, 1, 1)
FROM = re.compile(r'(?:FROM|JOIN) "(\w+)"(?: (?!ON\b|WHERE\b|INNER\b|LEFT\b)([A-Z]\w*))?')
NAMED = re.compile(r'"?(\w+)"?\."(\w+)"')
WRITER = Files(None, "archive-dialect")  # compiles, and is never connected


@dataclass(frozen=True)
class Table:
    """A table as it is taken out: only these columns, by the month of `day`."""

    model: type[models.Model]
    columns: tuple["models.Field[Any, Any]", ...]
    day: str  # "" when its rows have none

    @property
    def name(self) -> str:
        return self.model._meta.db_table


def question(measure: Measure, window: Window) -> tuple[str, tuple[Any, ...]]:
    """What is asked of an engine, in full: place, day, value, and whether it is met. Definitions
    keep its hash: with other names of columns each of them would be another.
    """
    beside = {"day": F(measure.day_field)}
    if measure.value_field:
        beside["amount"] = F(measure.value_field)
    rows = (
        answers.counted(measure, window)
        .annotate(
            asked_place=F(measure.place_field), **{f"asked_{k}": v for k, v in beside.items()}
        )
        .values("asked_place", *(f"asked_{key}" for key in beside))
        .annotate(asked_rows=answers.every(), asked_met=answers.met(measure, window))
    )
    sql, values = rows.query.get_compiler(connection=WRITER).as_sql()
    return sql, tuple(values)


def asks_of(measure: Measure) -> str:
    """The hash of the measure's question: the same on every engine, whatever is asked of it."""
    sql, values = question(measure, Window("000000", SOME_DAY, SOME_DAY))
    written = [sql, *sorted(map(str, values)), measure.place_field, measure.day_field]
    return sha256("\n".join(written).encode()).hexdigest()[:16]


@cache
def asks_of_a_period(measure: Measure) -> bool:
    """Whether a first day changes what counts; else it is the state on the last day."""
    return question(measure, Window("0", SOME_DAY)) != question(
        measure, Window("0", SOME_DAY, SOME_DAY)
    )


def tables(measures: Iterable[Measure]) -> list[Table]:
    """Every table that one of the measures reads, in the order of their names."""
    known = {each._meta.db_table: each for each in apps.get_models(include_auto_created=True)}
    by_table: dict[str, set[str]] = {}
    days: dict[str, str] = {}
    for measure in measures:
        for table, column in _named(measure, known):
            by_table.setdefault(table, set()).add(column)
        model = measure.rows(Window("0", SOME_DAY)).model
        own = {field.name: field.column for field in model._meta.concrete_fields}
        days.setdefault(model._meta.db_table, own.get(measure.day_field, ""))
    return [
        _table(known[name], columns, days.get(name, ""))
        for name, columns in sorted(by_table.items())
    ]


def _named(measure: Measure, known: dict[str, type[models.Model]]) -> Iterator[tuple[str, str]]:
    for since in (None, SOME_DAY):
        sql, _values = question(measure, Window("000000", SOME_DAY, since))
        called: dict[str, set[str]] = {}
        for table, alias in FROM.findall(sql):
            called.setdefault(alias or table, set()).add(table)
        for alias, column in NAMED.findall(sql):
            for table in called.get(alias, ()):
                if column in _columns(known[table]):
                    yield table, column


@cache
def _columns(model: type[models.Model]) -> frozenset[str]:
    return frozenset(str(field.column) for field in model._meta.concrete_fields)


def _table(model: type[models.Model], columns: set[str], day: str) -> Table:
    """By the day that puts its rows into a month; of rows that no measure counts, the first day."""
    fields = tuple(each for each in model._meta.concrete_fields if each.column in columns)
    first = next((str(each.column) for each in fields if type(each) is models.DateField), "")
    return Table(model, fields, day or first)


@cache
def way_to_county(model: type[models.Model]) -> str:
    """From a row to the county it belongs to: its own column, or that of what it hangs on."""
    names = {field.name for field in model._meta.concrete_fields}
    if "county" in names:
        return "county"
    if "code" in names:
        return "code"
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and not field.null:
            further = way_to_county(field.related_model)
            if further:
                return f"{field.name}__{further}"
    return ""
