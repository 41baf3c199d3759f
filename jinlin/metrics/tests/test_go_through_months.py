"""Whatever happens over months: is what is read of past days what a full count says?"""

from datetime import timedelta
from random import Random

import pytest

from jinlin.core.figures.rollup import Mark
from jinlin.core.figures.rollup.past import PastCell
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, cast_of_dehua
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.tests.full_counts import FullCounts
from jinlin.metrics.tests.months_before import BEGUN, STATES, differing
from jinlin.metrics.tests.test_roll_up import anything_happens

standing_cast, cast = once_a_file(cast_of_dehua)


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_the_past_is_what_a_full_count_says(cast: Cast, seed: int) -> None:
    chance, moment = Random(seed), clock.at(BEGUN, 9)
    for _step in range(24):
        moment += timedelta(hours=chance.choice((1, 26, 60, 24 * 9, 24 * 16)))
        with clock.set_to(moment):
            anything_happens(cast, chance)
            if chance.random() < 0.4:
                roll_up()
    with clock.set_to(moment):
        some, counts = chance.sample(STATES, 6), FullCounts()
        assert differing(counts, some) == []
        roll_up()
        assert differing(counts, some) == []
        assert PastCell.objects.exists()
        assert Mark.objects.count() == 0
