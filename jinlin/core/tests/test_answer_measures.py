"""Is a figure the same whether it is asked as a value, by place, by month, or counted from the rows
behind it?
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Q, Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.actor import within
from jinlin.core.figures.answers import answer, by_month, by_place, nearest_rank, rows
from jinlin.core.figures.measures import Figure, Measure, Shape, Window
from jinlin.core.tests.models import Matter

WINDOW = Window(place_code="350526", as_of=date(2026, 4, 30), since=date(2026, 3, 1))


def measure(shape: Shape, *, met: Any = None) -> Measure:
    return Measure(
        key="m",
        name="m",
        question="?",
        shape=shape,
        unit="%",
        rows=lambda window: Matter.objects.filter(
            within([window.place_code]), on__gte=window.since, on__lte=window.as_of
        ).order_by("on"),
        met=met,
        value_field="minutes",
        day_field="on",
    )


def record(town: str, day: date, minutes: int | None, grade: int = 1) -> None:
    Matter.objects.create(
        county="350526", place_code=f"350526{town}", on=day, minutes=minutes, grade=grade
    )


@pytest.fixture
def spring() -> None:
    """In town 100 ten matters of 10, 20 ... 100 minutes, in April; in town 101 one open and two
    long ones, in March; one outside the days, one outside the county.
    """
    for tenth in range(1, 11):
        record("100", date(2026, 4, tenth), tenth * 10, grade=2 if tenth > 7 else 1)
    record("101", date(2026, 3, 31), None)
    record("101001", date(2026, 3, 1), 1000)
    record("101", date(2026, 3, 2), 500)
    record("100", date(2026, 2, 28), 7)
    Matter.objects.create(county="350527", place_code="350527100", on=date(2026, 4, 1), minutes=3)


def settled(_window: Window) -> Q:
    return Q(minutes__isnull=False)


def grave(_window: Window) -> Q:
    return Q(grade=2)


class TestWithRows:
    pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter_table", "spring")]

    def test_a_count_counts_the_rows(self) -> None:
        assert answer(measure(Shape.COUNT), WINDOW) == Figure(
            key="m", value=13, numerator=13, denominator=13
        )

    def test_a_count_with_a_condition_counts_those_that_meet_it(self) -> None:
        assert answer(measure(Shape.COUNT, met=grave), WINDOW) == Figure(
            key="m", value=3, numerator=3, denominator=13
        )

    def test_a_rate_is_exact_and_in_percent(self) -> None:
        figure = answer(measure(Shape.RATE, met=settled), WINDOW)
        assert figure == Figure(key="m", value=Fraction(1200, 13), numerator=12, denominator=13)
        assert figure.rounded() == 92.3

    @pytest.mark.parametrize(("shape", "value"), [(Shape.MEDIAN, 60), (Shape.P90, 500)])
    def test_a_rank_is_a_value_that_occurred(self, shape: Shape, value: int) -> None:
        assert answer(measure(shape), WINDOW) == Figure(
            key="m", value=value, numerator=12, denominator=13
        )

    def test_a_rank_with_a_condition_looks_at_those_that_meet_it(self) -> None:
        assert answer(measure(Shape.MEDIAN, met=grave), WINDOW) == Figure(
            key="m", value=90, numerator=3, denominator=13
        )

    def test_a_table_by_place_holds_each_towns_own_figure(self) -> None:
        assert by_place(measure(Shape.P90), WINDOW, 9) == {
            "350526100": Figure(key="m", value=90, numerator=10, denominator=10),
            "350526101": Figure(key="m", value=1000, numerator=2, denominator=3),
        }

    def test_a_row_placed_higher_up_stands_under_its_own_code(self) -> None:
        record("", date(2026, 4, 2), 1)
        assert {
            code: figure.value
            for code, figure in by_place(measure(Shape.COUNT), WINDOW, 12).items()
        } == {
            "350526": 1,
            "350526100": 10,
            "350526101": 2,
            "350526101001": 1,
        }

    def test_a_table_by_month_uses_the_stored_day(self) -> None:
        assert by_month(measure(Shape.MEDIAN), WINDOW) == {
            "2026-03": Figure(key="m", value=500, numerator=2, denominator=3),
            "2026-04": Figure(key="m", value=50, numerator=10, denominator=10),
        }

    def test_the_rows_behind_a_figure_are_as_many_as_it_says(self) -> None:
        for shape in Shape:
            asked = measure(shape, met=grave)
            figure = answer(asked, WINDOW)
            assert rows(asked, WINDOW).count() == figure.denominator
            met = rows(asked, WINDOW, met_only=True)
            added = met.aggregate(sum=Sum(asked.value_field))["sum"]
            assert figure.numerator == (added if shape == Shape.SUM else met.count())

    @pytest.mark.parametrize(
        ("shape", "statements"),
        [(Shape.COUNT, 1), (Shape.RATE, 1), (Shape.MEDIAN, 2), (Shape.P90, 2)],
    )
    def test_every_answer_costs_one_statement_and_a_rank_two(
        self, shape: Shape, statements: int
    ) -> None:
        asked = measure(shape, met=settled)
        for ask in (
            lambda: answer(asked, WINDOW),
            lambda: by_place(asked, WINDOW, 9),
            lambda: by_month(asked, WINDOW),
        ):
            with CaptureQueriesContext(connection) as seen:
                ask()
            assert len(seen) == statements


class TestWithoutRows:
    pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter_table")]

    @pytest.mark.parametrize(
        ("shape", "value"),
        [(Shape.COUNT, 0), (Shape.RATE, None), (Shape.MEDIAN, None), (Shape.P90, None)],
    )
    def test_nothing_to_measure_is_no_value_but_a_count_of_none_is_zero(
        self, shape: Shape, value: int | None
    ) -> None:
        assert answer(measure(shape, met=settled), WINDOW) == Figure(
            key="m", value=value, numerator=0, denominator=0
        )
        assert (by_place(measure(shape), WINDOW, 9), by_month(measure(shape), WINDOW)) == ({}, {})

    def test_a_place_where_nothing_has_a_value_yet_is_there_without_one(self) -> None:
        record("100", date(2026, 4, 1), None)
        assert by_place(measure(Shape.MEDIAN), WINDOW, 9) == {
            "350526100": Figure(key="m", value=None, numerator=0, denominator=1)
        }

    def test_a_condition_that_nothing_can_meet_is_a_rate_of_zero(self) -> None:
        record("100", date(2026, 4, 1), 5)
        assert answer(
            measure(Shape.RATE, met=lambda _window: Q(pk__in=[])), WINDOW
        ).value == Fraction(0)

    def test_a_condition_may_compare_two_fields(self) -> None:
        record("100", date(2026, 4, 1), 5, grade=5)
        record("100", date(2026, 4, 1), 5, grade=4)
        assert answer(
            measure(Shape.RATE, met=lambda _window: Q(minutes__lte=F("grade"))), WINDOW
        ).value == Fraction(50)

    def test_rows_that_need_distinct_are_a_mistake_of_ours(self) -> None:
        several = Measure(
            key="m",
            name="",
            question="",
            shape=Shape.COUNT,
            unit="",
            rows=lambda _window: Matter.objects.distinct(),
        )
        with pytest.raises(ValueError, match="distinct"):
            answer(several, WINDOW)

    @pytest.mark.parametrize("count", [1, 2, 3, 9, 10, 11, 99, 100, 101])
    @pytest.mark.parametrize("shape", [Shape.MEDIAN, Shape.P90])
    def test_value_and_table_agree_for_any_number_of_rows(self, shape: Shape, count: int) -> None:
        Matter.objects.bulk_create(
            Matter(
                county="350526",
                place_code="350526100",
                on=date(2026, 4, 1) + timedelta(days=each % 3),
                minutes=(each * 37) % 61,
            )
            for each in range(count)
        )
        figure = answer(measure(shape), WINDOW)
        assert by_place(measure(shape), WINDOW, 9) == {"350526100": figure}
        values = sorted((each * 37) % 61 for each in range(count))
        assert figure.value == values[nearest_rank(50 if shape == Shape.MEDIAN else 90, count) - 1]


@given(percent=st.integers(1, 100), values=st.lists(st.integers(), min_size=1))
def test_the_nearest_rank_is_the_first_with_enough_at_or_below_it(
    percent: int, values: list[int]
) -> None:
    rank, count = nearest_rank(percent, len(values)), len(values)
    assert rank * 100 >= percent * count > (rank - 1) * 100
