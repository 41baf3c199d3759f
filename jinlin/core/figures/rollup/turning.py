"""Which days have to be counted again only because a day is over?

A figure changes without any change of a row when a day or a moment that is stored in it comes to
pass: a promise becomes late, a pause is over. So the matters with such a day or moment since the
last count have all their days marked; nothing else needs to be counted after midnight. Shortly
before, they are marked ahead, and counted ahead (`ahead`), so that what was counted by then is read
until it is counted anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from jinlin.core.figures.rollup.marks import Mark, Source, Watched
from jinlin.core.time import clock

BATCH = 500


def mark_turned(watched: Iterable[Watched], county: str, *, since: date, until: date) -> int:
    """The days of all matters that stand differently at the end of `until` than at the end of
    `since` are marked, from `until` on. Returns how many days. Safe to run again.
    """
    return _mark(_turned(watched, county, since=since, until=until), county, since=until)


def mark_ahead(watched: Iterable[Watched], county: str, *, today: date, tomorrow: date) -> int:
    """The days of all matters that will stand differently at the end of tomorrow, if nobody touches
    them, are marked for then. Returns how many days. Safe to run again: none is taken back, since
    whoever counts at the same time may have seen it only now.
    """
    turned = _turned(watched, county, since=today, until=tomorrow)
    known = Mark.objects.filter(county=county, since=tomorrow).values_list("what", "day")
    return _mark(turned.difference(known), county, since=tomorrow)


def _turned(
    watched: Iterable[Watched], county: str, *, since: date, until: date
) -> set[tuple[str, date]]:
    return {found for each in watched for found in _touched(each, county, since=since, until=until)}


def _mark(turned: set[tuple[str, date]], county: str, *, since: date) -> int:
    rows = [Mark(what=what, county=county, day=day, since=since) for what, day in sorted(turned)]
    Mark.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def _touched(
    watched: Watched, county: str, *, since: date, until: date
) -> Iterator[tuple[str, date]]:
    turned = {
        key
        for source in watched.tables
        for key in _rows(source)
        .filter(_came_to_pass(_model(source), since, until))
        .values_list(source.key, flat=True)
        .iterator()
    }
    keys = sorted(turned)
    for start in range(0, len(keys), BATCH):
        batch = _with_followers(watched, keys[start : start + BATCH])
        yield from _days(watched, county, batch)


def _with_followers(watched: Watched, keys: Sequence[Any]) -> list[Any]:
    if not watched.follows:
        return list(keys)
    following = _rows(watched.matters).filter(**{f"{watched.follows}__in": keys})
    return [*keys, *following.values_list(watched.matters.key, flat=True)]


def _days(watched: Watched, county: str, keys: Sequence[Any]) -> Iterator[tuple[str, date]]:
    for source in watched.tables:
        for column in source.days:
            found = _rows(source).filter(**{f"{source.key}__in": keys, "county": county})
            for day in found.values_list(column, flat=True).distinct():
                if day is not None:
                    yield f"{source.table}.{column}", day


def _came_to_pass(model: type[models.Model], since: date, until: date) -> Q:
    """Any day or moment of a row lies after `since` and not after `until`."""
    begin, end = clock.start_of_next(since), clock.start_of_next(until)
    condition = Q(pk__in=[])
    for each in model._meta.concrete_fields:
        if isinstance(each, models.DateTimeField):
            condition |= Q(**{f"{each.name}__gte": begin, f"{each.name}__lt": end})
        elif isinstance(each, models.DateField):
            condition |= Q(**{f"{each.name}__gt": since, f"{each.name}__lte": until})
    return condition


def _rows(source: Source) -> "models.QuerySet[Any]":
    return _model(source)._base_manager.order_by()  # noqa: SLF001 - all rows, whoever sees them


def _model(source: Source) -> type[models.Model]:
    return next(each for each in apps.get_models() if each._meta.db_table == source.table)
