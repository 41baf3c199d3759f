"""Can anybody reckon a hidden number from what is said?

The whole run of 10,000 tables is bench/suppression.py; here a linear solver tries fewer.
"""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.suppression import FEWEST, bounds, hidden_in_turn, known, table
from jinlin.core.figures.hiding import ROOM, Arc, hidden_in_a_row, hide, is_safe, laid_out

pytestmark = pytest.mark.one_engine

TABLES = 60


def test_a_solver_knows_no_hidden_number_to_within_two_also_not_with_one_towns_own():
    dice, solved, close = Random(20), 0, []
    for _number in range(TABLES):
        parents, values = table(dice, towns=5, months=4)
        pattern, _small, _lost = hidden_in_turn(parents, values)
        [layer] = pattern.layers
        for without in (None, *sorted({arc.group for arc in layer.values()} - {None})):
            asked, found = known(layer, pattern.hidden, without, Random(solved))
            solved, close = solved + asked, close + found
    assert (close, solved > 1_000) == ([], True)


def test_the_solver_does_find_what_is_hidden_alone():
    """The control: hiding only the small cells gives them away."""
    parents = {"c": "", "a": "c", "b": "c", "d": "c"}
    values = {("c", "m"): 63, ("a", "m"): 3, ("b", "m"): 20, ("d", "m"): 40}
    layer = laid_out(values, parents=parents)
    assert [*bounds(layer, {("a", "m")})] == [(("a", "m"), 3.0, 3.0)]
    assert known(layer, {("a", "m")}, None, Random(1)) == (1, [("a", "m")])
    hidden = hide([layer], fewest=FEWEST).hidden
    assert hidden == {("a", "m"), ("b", "m"), ("d", "m")}


def test_a_year_does_not_give_away_what_its_months_hid():
    parents = {"c": "", "a": "c", "b": "c", "d": "c", "e": "c"}
    months = {"m1": (3, 20, 40, 50), "m2": (30, 20, 40, 50)}
    values = {}
    for month, row in months.items():
        values |= {(place, month): number for place, number in zip("abde", row, strict=True)}
        values["c", month] = sum(row)
    for place in parents:
        values[place, "y"] = values[place, "m1"] + values[place, "m2"]
    first = hide(
        [laid_out({key: n for key, n in values.items() if key[1] == "m1"}, parents=parents)],
        fewest=FEWEST,
    ).hidden
    said = {key for key in values if key[1] != "y"} - first
    layer = laid_out(values, parents=parents, years={"m1": "y", "m2": "y"})
    pattern = hide([layer], fewest=FEWEST, public=said, secret=first)
    assert not pattern.hidden & said
    assert ("a", "y") in pattern.hidden
    assert is_safe(pattern)


def test_those_who_do_not_meet_it_are_no_way_around():
    parents = {"c": "", "a": "c", "b": "c", "d": "c", "e": "c"}
    met = {("c", "m"): 188, ("a", "m"): 48, ("b", "m"): 40, ("d", "m"): 50, ("e", "m"): 50}
    rest = {("c", "m"): 52, ("a", "m"): 2, ("b", "m"): 10, ("d", "m"): 20, ("e", "m"): 20}
    layers = [laid_out(each, parents=parents, least=0) for each in (met, rest)]
    pattern = hide(layers, fewest=FEWEST)
    assert ("a", "m") in pattern.hidden
    assert is_safe(pattern)


def test_where_nothing_helps_nothing_new_is_said():
    parents = {"c": "", "a": "c", "b": "c"}
    values = {("c", "m"): 23, ("a", "m"): 3, ("b", "m"): 20}
    pattern = hide([laid_out(values, parents=parents)], fewest=FEWEST, public={("c", "m")})
    assert pattern.withheld
    assert pattern.hidden == {("a", "m"), ("b", "m")}


def test_empty_tables_and_tables_without_small_numbers_are_said_whole():
    parents = {"c": "", "a": "c"}
    assert hide([], fewest=FEWEST).hidden == set()
    for number in (0, 5, 900):
        values = {("c", "m"): number, ("a", "m"): number}
        assert hide([laid_out(values, parents=parents)], fewest=FEWEST).hidden == set()


@given(st.dictionaries(st.integers(), st.integers(0, 60), max_size=8), st.integers(5, 12))
def test_no_small_number_is_ever_said_and_nobody_is_not_small(cells, fewest):
    hidden = hidden_in_a_row(cells, fewest=fewest)
    assert {key for key, number in cells.items() if 0 < number < fewest} <= hidden
    assert not {key for key in hidden if not cells[key]}
    if hidden and len(hidden) < sum(map(bool, cells.values())):
        assert sum(cells[key] for key in hidden) - len(hidden) >= ROOM


@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_a_cell_that_stands_in_no_sum_is_hidden_for_itself(number):
    layer = {"x": Arc("ground", "ground", number)}
    assert hide([layer], fewest=FEWEST).hidden == ({"x"} if 0 < number < FEWEST else set())
