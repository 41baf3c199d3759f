"""Does every figure open to its definition and to exactly the rows it was counted from?"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from jinlin.core.figures.measures import Window
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    at_desk,
    cast_of_dehua,
    closed,
    in_hand,
    reported,
)
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.queries import ON_A_LINE, matters


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """With a matter that is closed, one in hand and one reported."""
    with standing(django_db_blocker):
        cast = cast_of_dehua()
        for appeal in (closed, in_hand, reported):
            appeal(cast)
        yield cast


@pytest.fixture
def desk(house: Cast, db: None) -> Client:
    return at_desk(deepcopy(house).users.lead)


@pytest.mark.one_engine
@pytest.mark.parametrize("key", sorted(MEASURES))
def test_each_figure_says_how_it_is_counted(desk: Client, key: str) -> None:
    page = desk.get(reverse("metrics:figure", args=[key]))
    measure = MEASURES[key]
    words = [
        str(text)
        for text in (measure.question, measure.denominator, measure.numerator, measure.exclusions)
        if text
    ]
    assert page.status_code == 200
    assert [text for text in words if escape(text) not in page.content.decode()] == []


@pytest.mark.parametrize("key", sorted(MEASURES))
def test_the_figure_is_the_number_of_its_rows(desk: Client, key: str) -> None:
    counted = desk.get(reverse("metrics:figure", args=[key])).context["reading"].figure
    rows = reverse("metrics:rows", args=[key])
    listed = {met: len(desk.get(rows, {"met": met}).context["lines"]) for met in ("", "1")}
    assert listed == {"": counted.denominator, "1": counted.numerator}


@pytest.mark.one_engine
@pytest.mark.parametrize("key", sorted(MEASURES))
def test_what_a_line_names_is_read_with_its_row(house: Cast, db: None, key: str) -> None:
    """And not by a statement for each of fifty lines."""
    measure, window = MEASURES[key], Window(COUNTY, clock.today())
    rows = matters(measure, window, met_only=False, actor=house.actors.lead)
    joined, subject = rows.query.select_related, rows.model
    joined = joined if isinstance(joined, dict) else {}
    if measure.subject_field:
        joined = joined[measure.subject_field]
        subject = subject._meta.get_field(measure.subject_field).related_model
    fields = subject._meta.concrete_fields
    named = {each.name for each in fields if each.many_to_one} & ON_A_LINE
    assert named <= joined.keys()
