"""What do all figures of a county cost, and what is their floor: one count of the same table?"""

import os

from house import engine, median_ms, open_house, say

open_house()

from crowd import fill  # noqa: E402

from jinlin.appeals.models import Appeal  # noqa: E402
from jinlin.appeals.tests.cast import COUNTY, cast_of_dehua, closed, finished, in_hand, reported  # noqa: E402
from jinlin.core import clock  # noqa: E402
from jinlin.core.measures import Window  # noqa: E402
from jinlin.metrics.queries import readings  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]


def main() -> None:
    cast = cast_of_dehua()
    for make in (reported, in_hand, finished, closed) * 5:
        make(cast)
    for size in SIZES:
        fill(size)
        floor = median_ms(lambda: Appeal.objects.filter(county=COUNTY).count(), times=5)
        say(
            f"{engine()}, {Appeal.objects.count()} appeals: every figure",
            median_ms(lambda: readings(Window(COUNTY, clock.today())), times=5),
            floor,
        )


main()
