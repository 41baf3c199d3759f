"""Are the rows that a list reads by their keys those that its source would read?"""

from datetime import date
from types import FunctionType
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from jinlin.core.actor import Actor
from jinlin.core.keyed import Reading, rows_of
from jinlin.core.tests.comparing import whole
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import cast_of_dehua, reported
from jinlin.shell.one_list import Look, Source
from jinlin.web import domains

standing_cast, cast = once_a_file(cast_of_dehua)

MAKERS = [
    pytest.param(maker, id=f"{kind}: {maker.__module__}.{maker.__name__}")
    for kind in ("waiting", "own")
    for maker in domains.found(kind)
]


@pytest.fixture
def lead(cast) -> Actor:
    return cast.actors.lead


@pytest.mark.parametrize("maker", MAKERS)
def test_the_text_that_is_kept_reads_what_the_source_would(maker, lead):
    """That columns come in the order in which they are read, is checked where they are read."""
    source: Source = maker(lead)
    look = Look.of(source)
    if look.reading is None:
        return
    assert look.reading.rows([]) == []
    own = source.shown if source.shown is not None else source.parts[0]
    assert look.reading.model is own.model


@pytest.mark.parametrize("maker", MAKERS)
def test_what_is_kept_of_a_source_knows_no_moment_and_no_rows(maker, lead):
    """It is kept for a day and a reader."""
    kept = list(held_by(Look.of(maker(lead)).lines))
    assert not [each for each in kept if isinstance(each, date | QuerySet)]
    assert all(each == lead for each in kept if isinstance(each, Actor))


def held_by(function: Any) -> list[Any]:
    """What a function holds beside what it is given."""
    cells = getattr(function, "__closure__", None) or ()
    given = [*(getattr(function, "__defaults__", None) or ()), *getattr(function, "args", ())]
    held = [*(cell.cell_contents for cell in cells), *given]
    return [*held, *(more for each in held if type(each) is FunctionType for more in held_by(each))]


def test_a_row_and_what_stands_beside_it_are_the_same(cast):
    appeal = reported(cast)
    rows = Appeal.objects.select_related("place", "unit", "reporter").defer("text", "track_key")
    reading = Reading.of(rows)
    assert reading == Reading(Appeal, ("place", "unit", "reporter"), ("text", "track_key"))
    own, found = rows.get(pk=appeal.pk), reading.rows([appeal.pk])[0]
    with CaptureQueriesContext(connection) as sent:
        assert found == own
        assert (found.place, found.unit, found.reporter) == (own.place, own.unit, own.reporter)
        assert {name: found.__dict__[name] for name in own.__dict__ if name != "_state"} == {
            name: value for name, value in own.__dict__.items() if name != "_state"
        }
        assert found.get_deferred_fields() == own.get_deferred_fields() == {"text", "track_key"}
    assert not sent.captured_queries
    assert found.text == own.text


def test_who_has_gone_is_left_out(cast):
    appeal = reported(cast)
    reading = Reading.of(Appeal.objects.all())
    assert [each.pk for each in reading.rows([appeal.place_id, appeal.pk])] == [appeal.pk]


@pytest.mark.parametrize(
    "more",
    [
        lambda rows: rows.annotate(twice=Appeal.objects.values("pk")[:1]),
        lambda rows: rows.prefetch_related("parts"),
        lambda rows: rows.only("title"),
        lambda rows: rows.select_related("reporter").defer("reporter__phone"),
        lambda rows: rows.extra(select={"one": "1"}),
        lambda rows: rows.union(rows),
    ],
)
def test_what_reads_more_is_asked_anew(more):
    assert Reading.of(more(Appeal.objects.all())) is None


def test_rows_that_know_where_they_hang_are_made_by_django(cast):
    appeal = reported(cast)
    rows = appeal.reporter.appeals.all()
    assert Reading.of(rows) is None
    assert rows_of(rows)[0].__dict__["_state"].fields_cache["reporter"] is appeal.reporter


def test_a_page_has_the_rows_that_django_makes(cast):
    for _time in range(3):
        reported(cast)
    rows = Appeal.objects.select_related("reporter", "unit", "category")
    rows = rows.defer("text").order_by("-reported_at", "id")[:2]
    assert whole(rows_of(rows)) == whole(list(rows))
