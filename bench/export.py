"""What does taking the board out cost, in time and in memory, as it grows?

Each size is taken out in a process of its own, whose peak memory is compared with that of a process
that takes out a thousand rows. BENCH_SIZES=20000,100000 chooses. Floor for the time: reading the
same rows from the database, a thousand at a time, in the same process.
"""

import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from house import engine, open_house, say

open_house()

from crowd import fill, people_a_county  # noqa: E402

from jinlin.core import paging  # noqa: E402
from jinlin.domains.appeals.actions.exporting import KINDS  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.queries import Filters, board  # noqa: E402
from jinlin.domains.appeals.queries.board import ORDERS  # noqa: E402
from jinlin.domains.appeals.queries.exported import COLUMNS, exported  # noqa: E402
from jinlin.ground.accounts.actors import actor_for  # noqa: E402
from jinlin.ground.accounts.models import User  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "20000").split(",")]
FEW = 1000


def main() -> None:
    people_a_county()
    for size in SIZES:
        fill(size)
        print(f"-- {engine()}, {Appeal.objects.count()} appeals")
        for kind in ("xlsx", "csv"):
            few_seconds, few_floor, few = taken_by_itself(kind, FEW)
            seconds, floor, peak = taken_by_itself(kind, size)
            say(f"{kind} of {FEW} rows", few_seconds * 1000, few_floor * 1000)
            say(f"{kind} of {size} rows", seconds * 1000, floor * 1000)
            print(
                f"{kind} of {size} rows: peak memory {peak:.0f} MB, of {FEW} rows {few:.0f} MB: "
                f"ratio {peak / few:.2f}",
                flush=True,
            )


def taken_by_itself(kind: str, count: int) -> tuple[float, float, float]:
    """Seconds, the floor's seconds and the peak in MB of a process that takes out so many rows."""
    house = {**os.environ, "BENCH_VAR": os.environ["JINLIN_VAR"]}
    done = subprocess.run(
        [sys.executable, __file__, kind, str(count)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=house,
    )
    seconds, floor, peak = map(float, done.stdout.split()[-3:])
    return seconds, floor, peak


def peak_mb() -> float:
    """The most that this program ever held, as Linux tells it.

    (What getrusage says begins with the peak of whoever started us.)
    """
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def take(kind: str, count: int) -> None:
    """One file, in this process; prints what it cost."""
    actor = actor_for(User.objects.get(username="supervisor"))
    rows = board(actor, Filters(state="all")).select_related("reporter")
    begun = time.perf_counter()
    file, written = KINDS[kind](
        COLUMNS, islice(exported(rows, order=ORDERS["due"], actor=actor), count)
    )
    seconds = time.perf_counter() - begun
    file.close()
    peak = peak_mb()
    begun, after, read = time.perf_counter(), "", 0
    while read < written:
        page = paging.page(rows, order=ORDERS["due"], after=after, size=1000)
        read, after = read + len(page.rows), page.next
    print(seconds, time.perf_counter() - begun, peak)


if len(sys.argv) > 1:
    take(sys.argv[1], int(sys.argv[2]))
else:
    main()
