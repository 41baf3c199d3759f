"""Is a median of a million values found without reading and ordering them, and is it the median?"""

from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product

from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import Rolled
from jinlin.core.figures.rollup.asking import Tally, basis_of, is_ranked
from jinlin.core.figures.rollup.cells import forget
from jinlin.core.figures.rollup.ranking import FEW, Ordered, packed
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Round
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, cast_of_dehua, finished
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.tests.full_counts import counted_in_full

MONDAY = date(2025, 4, 14)
RANKS = [each for each in MEASURES.values() if each.watched and is_ranked(each)]

standing_cast, cast = once_a_file(cast_of_dehua)

values = st.lists(st.integers(0, 2**32 - 1) | st.integers(0, 9))
days = st.lists(values, max_size=6)


def run(of: Sequence[int]) -> bytes:
    return array("I", sorted(of)).tobytes()


@given(days, days, values)
def test_whatever_is_held_and_gone_and_new_each_rank_has_its_value(held, read, single):
    tally = Tally()
    for each in read:
        tally.add(0, 0, run(each))
    tally.add(0, 0, single)
    tally.packed.append(packed(None, new=(array("I", each) for each in held)))
    gone, kept = held[::2], held[1::2]
    tally.gone += [memoryview(run(each)).cast("I") for each in gone]
    together = sorted(value for each in (*kept, *read, single) for value in each)
    ordered = Ordered(tally)
    assert [ordered[at] for at in range(len(ordered))] == together


@given(days, st.integers(0, 3))
def test_what_is_read_day_by_day_need_not_be_put_in_order(read, more):
    tally = Tally()
    for each in read:
        tally.add(0, 0, run(each * FEW * more))
    together = sorted(value for each in read for value in each * FEW * more)
    ordered = Ordered(tally)
    assert [ordered[at] for at in range(len(ordered))] == together


@given(days, days)
def test_what_goes_and_comes_leaves_what_was_held_as_if_counted_anew(before, after):
    held = packed(None, new=(array("I", each) for each in before))
    changed = packed(held, gone=map(run, before[1:]), new=(array("I", each) for each in after))
    assert changed == packed(None, new=(array("I", each) for each in (*before[:1], *after)))


def test_of_a_county_no_day_is_read_that_was_not_marked(cast: Cast) -> None:
    for back in range(5):
        with clock.set_to(clock.at(MONDAY + timedelta(days=back), 9)):
            finished(cast)
    with clock.set_to(clock.at(MONDAY + timedelta(days=7), 9)):
        window = Window(COUNTY, clock.today())
        assert roll_up()
        ranks = counted_in_full(RANKS, window)
        with CaptureQueriesContext(connection) as queries:
            assert rollup.figures(RANKS, window) == ranks
        assert not [each["sql"] for each in queries if '"core_cell"."values"' in each["sql"]]
        changed = Round.objects.order_by("pk")[1:3].values_list("pk", flat=True)
        Round.objects.filter(pk__in=list(changed)).update(minutes=77_000)
        assert rollup.figures(RANKS, window) == counted_in_full(RANKS, window) != ranks
        assert roll_up()
        assert rollup.figures(RANKS, window) == counted_in_full(RANKS, window)


def test_what_was_counted_again_and_again_holds_what_one_count_holds(cast: Cast) -> None:
    held: list[dict[str, bytes]] = []
    for back, is_new in product(range(3), (False, True)):
        with clock.set_to(clock.at(MONDAY + timedelta(days=back), 9)):
            finished(cast)
            if is_new:
                Round.objects.order_by("pk")[0].delete()
            roll_up()
    with clock.set_to(clock.at(MONDAY + timedelta(days=9), 9)):
        for is_forgotten in (False, True):
            if is_forgotten:
                forget()
            roll_up()
            rows = Rolled.objects.filter(county=COUNTY, basis__in=map(basis_of, RANKS))
            held.append({row.basis: bytes(row.ranked or b"") for row in rows})
    assert held[0] == held[1]
    assert any(held[0].values())
