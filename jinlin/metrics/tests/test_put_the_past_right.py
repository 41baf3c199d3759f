"""Is what was put right of a month that is over counted again, and exactly as a full count says?"""

from datetime import timedelta

import pytest

from jinlin.core.figures.rollup import Mark
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Pause, Round
from jinlin.domains.appeals.tests.cast import Cast
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.tests.full_counts import FullCounts
from jinlin.metrics.tests.months_before import BEGUN, LATER, differing, told_over_months


def summed_up() -> Cast:
    """Months are told, and their states kept."""
    cast = told_over_months()
    with clock.set_to(clock.at(LATER, 9)):
        for _turn in range(3):  # so many of the states
            roll_up()
    return cast


standing_cast, cast = once_a_file(summed_up)


@pytest.mark.parametrize("done", ["left out", "moved", "deleted", "judged", "reported late"])
def test_what_is_put_right_later_is_counted_again(cast: Cast, done: str) -> None:
    with clock.set_to(clock.at(LATER, 9)):
        day = BEGUN + timedelta(days=75)
        appeals, rounds = Appeal.objects.filter(reported_on=day), Round.objects.all()
        if done == "left out":
            appeals.update(excluded_on=day + timedelta(days=3))
        elif done == "moved":
            appeals.update(place_code="350526101")
            rounds.filter(appeal__in=appeals).update(place_code="350526101")
        elif done == "deleted":
            Pause.objects.all().delete()
            rounds.filter(started_on__lte=day).delete()
        elif done == "judged":
            rounds.exclude(finished_on=None).update(judged_on=day, is_solved=True)
        else:
            Appeal.objects.filter(reported_on=LATER - timedelta(days=14)).update(reported_on=day)
        assert Mark.objects.exists()
        counts = FullCounts()
        assert differing(counts) == []
        roll_up()
        assert Mark.objects.count() == 0
        assert differing(counts) == []
