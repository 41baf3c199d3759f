"""Is every page of the house as light with a hundred thousand rows in each table as with one?

One of everything that the whole-house tests walk through is told through the actions, each page is
opened once by somebody who may, and again after everything was copied BENCH_COPIES times.
Processor time, since a page waits for nothing else; floor: the page of nothing, which has the same
frame. 'times' is the full house beside the small one; statements must be the same.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from house import engine, open_house

open_house()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from many import fill  # noqa: E402

from jinlin.domains.appeals.tests.cast import cast_of_dehua  # noqa: E402
from jinlin.metrics.jobs import roll_up  # noqa: E402
from tests.scene import Scene, callers, scene_of  # noqa: E402
from tests.walked import READS  # noqa: E402

COPIES = int(os.environ.get("BENCH_COPIES", "2000"))
SLOWER, LIGHT = 1.5, 60.0  # times; milliseconds
FIRST = ("lead", "clerk", "supervisor", "handler", "resident", "neighbour")  # who opens a page
TAKES = 3


class Counted:
    """How many statements were sent."""

    statements = 0

    def __call__(self, execute: Callable[..., Any], *details: Any) -> Any:
        self.statements += 1
        return execute(*details)


@dataclass(frozen=True)
class Page:
    address: str
    caller: str

    def open(self, browser: Client, scene: Scene) -> tuple[float, int]:
        """Milliseconds of the processor, the least of some takes, and statements."""
        address, spans, statements = self.address.format(**scene.names), [], 0
        for _take in range(TAKES):
            counted, begun = Counted(), time.process_time()
            with connection.execute_wrapper(counted):
                answer = browser.get(address)
                b"".join(answer.streaming_content if answer.streaming else ())
            spans.append((time.process_time() - begun) * 1000)
            statements = counted.statements
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")
        return min(spans), statements


def pages() -> list[Page]:
    """Every address that answers with something, each through one who may."""
    found = []
    for address, words in READS.items():
        order = [*FIRST, *(each for each in words if each not in FIRST)]
        caller = next((each for each in order if words.get(each) == "200"), "")
        if caller:
            found.append(Page(address, caller))
    return found


def main() -> None:
    cast = cast_of_dehua()
    scene = scene_of(cast)
    browsers: dict[str, Any] = callers(cast)
    wanted = pages()
    small = measured(wanted, browsers, scene)
    begun = time.monotonic()
    rows = fill(COPIES)
    most = sorted(rows.items(), key=lambda each: -each[1])
    print(f"-- {engine()}, {sum(rows.values())} rows after {time.monotonic() - begun:.0f} s")
    print("   " + ", ".join(f"{label} {count}" for label, count in most[:12]))
    roll_up()  # as the night does
    full = measured(wanted, callers(cast), scene)  # who was signed in is not any more
    for page in sorted(small, key=lambda each: -full.get(each, (0.0, 0))[0]):
        report(page, small[page], full.get(page))


def measured(
    wanted: list[Page], browsers: dict[str, Any], scene: Scene
) -> dict[Page, tuple[float, int]]:
    found = {}
    for page in wanted:
        try:
            found[page] = page.open(browsers[page.caller], scene)
        except Exception as trouble:  # noqa: BLE001 - said, and the others go on
            print(f"!! {page.address} ({page.caller}): {type(trouble).__name__} {trouble}"[:200])
    return found


def report(page: Page, small: tuple[float, int], full: tuple[float, int] | None) -> None:
    if full is None:
        return
    times = full[0] / small[0]
    marks = [
        word
        for word, holds in (
            ("grows", times > SLOWER and full[0] - small[0] > 5),
            ("heavy", full[0] > LIGHT),
            ("statements", full[1] != small[1]),
        )
        if holds
    ]
    print(
        f"{page.address:<62} {page.caller:<12} {small[0]:>7.1f} {full[0]:>9.1f} ms  {times:>7.2f}  "
        f"{small[1]:>3} {full[1]:>3}  {' '.join(marks)}",
        flush=True,
    )


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        ALLOWED_HOSTS=["*"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        main()
