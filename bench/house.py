"""In which house do benchmarks run, and how is time taken?

A throw-away one; SQLite, or PostgreSQL when JINLIN_DATABASE_URL is set (tools/postgres start).
BENCH_VAR names a folder in which it is kept (with PostgreSQL, keep its database too): the next
bench finds it filled.
"""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
os.environ["JINLIN_VAR"] = os.environ.get("BENCH_VAR") or tempfile.mkdtemp(prefix="jinlin-bench-")
os.environ.setdefault("JINLIN_TRUSTED_PROXIES", "127.0.0.1")  # each resident has an address

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))  # how long a rate is measured


def open_house() -> None:
    """An empty house with all its tables."""
    call_command("migrate", verbosity=0)
    with suppress(Exception):
        call_command("createcachetable", verbosity=0)


def engine() -> str:
    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"


def median_ms(act: Callable[[], object], *, times: int = 15) -> float:
    """Milliseconds, the median of several runs after one that warms up. BENCH_TIMER=cpu: the best
    of them in the processor's time, on PostgreSQL with the database's for this connection: others
    on the machine then change little.
    """
    is_cpu = os.environ.get("BENCH_TIMER") == "cpu"
    now = processor_clock() if is_cpu else time.perf_counter
    act()
    spans = []
    for _run in range(times):
        begun = now()
        act()
        spans.append((now() - begun) * 1000)
    return min(spans) if is_cpu else statistics.median(spans)


def processor_clock() -> Callable[[], float]:
    """Seconds that this process worked, and with it whoever answers it in PostgreSQL."""
    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        worked = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: time.process_time() + int(worked.read_text().split()[0]) / 1e9


def rate(clients: int, act: Callable[[int], object]) -> float:
    """How many a second, all clients together: threads that begin in one moment."""
    done, gate, until = [0] * clients, threading.Barrier(clients + 1), [0.0]

    def run(place: int) -> None:
        gate.wait()
        while time.perf_counter() < until[0]:
            act(place)
            done[place] += 1
        connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    until[0] = time.perf_counter() + SECONDS
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return sum(done) / (time.perf_counter() - begun)


def say(what: str, measured: float, floor: float, unit: str = "ms", *, after: str = "") -> None:
    """One line: what, how much, its floor measured in the same run, and the ratio between them."""
    print(
        f"{what:<58} {measured:>10.2f} {unit:<5} floor {floor:>9.2f}   ratio "
        f"{measured / floor:>7.2f}{after}",
        flush=True,
    )
