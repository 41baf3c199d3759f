"""What does a dashboard cost at a million appeals: summed up, a minute after midnight before
anything was summed up anew, and when nothing was summed up at all?

Whole requests through the middleware, as a supervisor of the county; milliseconds on the wall, the
median of a few, and the processor time of the house and, on PostgreSQL, of the database with it:
that is what a request takes when nobody else is on the machine (BENCH_TIMER=cpu: the best of a few
instead of their mean). Floor: one count of the table.
BENCH_SIZES=100000,1000000 chooses the sizes; BENCH_ONLY=summed leaves out what was not summed up,
which takes longest.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from house import engine, median_ms, open_house, say

open_house()

from crowd import COMMUNITY, NEIGHBOURHOOD, TOWN, fill, people_a_county, settle_down  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from jinlin.core.figures.rollup import Rolled  # noqa: E402
from jinlin.core.figures.rollup.past import Past  # noqa: E402
from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import COUNTY, at_desk  # noqa: E402
from jinlin.ground.accounts.models import User  # noqa: E402
from jinlin.metrics.jobs import roll_up  # noqa: E402
from jinlin.metrics.spans import held_against  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,50000").split(",")]
TIMES = int(os.environ.get("BENCH_TIMES", "3"))
ONLY = os.environ.get("BENCH_ONLY", "")
PAGES = {
    "the county": f"/desk/overview/?place={COUNTY}",
    "the county, the month before": f"/desk/overview/?place={COUNTY}&month={{month}}",
    "the county, this year": f"/desk/overview/?place={COUNTY}&year={{year}}",
    "the county, its wall": f"/desk/overview/?place={COUNTY}&wall=1",
    "a town": f"/desk/overview/?place={TOWN}",
    "a town, the month before": f"/desk/overview/?place={TOWN}&month={{month}}",
    "the county, its figures": f"/desk/figures/?place={COUNTY}",
    "a community": f"/desk/overview/?place={COMMUNITY}",
    "a community, this year": f"/desk/overview/?place={COMMUNITY}&year={{year}}",
    "a community, its figures": f"/desk/figures/?place={COMMUNITY}",
    "a neighbourhood": f"/desk/overview/?place={NEIGHBOURHOOD}",
    "one figure of the county": f"/desk/figures/appeals.closed_loop_rate/?place={COUNTY}",
}


@contextmanager
def moment(days: int, hour: int, minute: int = 0) -> Iterator[None]:
    with clock.set_to(clock.at(clock.today() + timedelta(days=days), hour, minute)):
        yield


def opened(who: Client, when: str, floor: float) -> None:
    today = clock.today()
    before = today.replace(day=1) - timedelta(days=1)
    for name, address in PAGES.items():
        url = address.format(month=f"{before:%Y-%m}", year=today.year)
        _page(who, url)  # what a process learns once is no page's cost
        begun = processor_seconds()
        spent = median_ms(lambda: _page(who, url), times=TIMES)  # noqa: B023
        cost = (processor_seconds() - begun) * 1000 / (TIMES + 1)
        say(f"{name}, {when}", spent, floor, after=f"   processor {cost:8.1f} ms")


def processor_seconds() -> float:
    """Of this process, and of all that the database ever used; nothing that waits counts."""
    return time.process_time() + sum(map(_seconds_of, _postgres()))


def _postgres() -> list[int]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    father = int(Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()[1])
    children = Path(f"/proc/{father}/task/{father}/children").read_text().split()
    return [father, *map(int, children)]


def _seconds_of(pid: int) -> float:
    """Its own and that of its children who ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _page(who: Client, url: str) -> None:
    assert who.get(url).status_code == 200, url


def sum_up(what: str) -> None:
    """As the worker does from minute to minute, until the past states of these pages are kept."""
    runs, begun, today = 0, processor_seconds(), clock.today()
    days = {each.day for ahead in (0, 1) for each in held_against(today + timedelta(ahead))[:5]}
    while not runs or Past.objects.filter(is_counted=False, stood__in=days).exists():
        roll_up()
        runs += 1
    print(f"summing up {what}: processor {processor_seconds() - begun:.1f} s in {runs} runs")


def measure(user: User) -> None:
    floor = median_ms(lambda: Appeal.objects.filter(county=COUNTY).count(), times=5)
    print(f"-- {engine()}, {Appeal.objects.count()} appeals")
    with moment(0, 23, 50):
        sum_up("everything")
        settle_down()  # else the database does so beside what is measured
        opened(at_desk(user), "summed up", floor)
    with moment(1, 0, 1):
        opened(at_desk(user), "a minute after midnight", floor)
        sum_up("after midnight")
    if ONLY == "summed":
        return
    with moment(1, 9):
        Rolled.objects.update(as_of=None, ahead=None)
        Past.objects.all().delete()
        opened(at_desk(user), "nothing summed up", floor)


def main() -> None:
    cast = people_a_county()
    for size in SIZES:
        fill(size, is_searched=False)
        measure(cast.users.supervisor)


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        ALLOWED_HOSTS=["*"], STORAGES={**settings.STORAGES, "staticfiles": plain}
    ):
        main()
