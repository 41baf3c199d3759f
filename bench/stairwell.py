"""How long does a visitor's phone take for its list on a bad line, and to start without any?

A real browser at a house with two hundred doors: fifty kilobytes a second and 0.3 s each way for
the list (aim: 10 s); a processor six times slower and a line that is cut for the start (aim: 2 s).
Floor in the same run: a page of one line, started on the same slow processor. BENCH_STARTS=5
chooses how often.
"""

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import sync_playwright

from tests.stairwell import ADDRESS, DOORS, Phone, house_of_doors

STARTS = int(os.environ.get("BENCH_STARTS", "5"))
ONE_LINE = "data:text/html,<p data-door>door"


def listed(phone: Phone) -> float:
    """Seconds for the first list on the bad line."""
    with phone.on_a_bad_line():
        began = time.monotonic()
        phone.take_list()
        return time.monotonic() - began


def started(phone: Phone, address: str) -> list[float]:
    """Seconds of each start until a door stands there."""
    took = []
    for _start in range(STARTS):
        began = time.monotonic()
        phone.page.goto(address, wait_until="commit")
        phone.page.wait_for_selector("[data-door]")
        took.append(time.monotonic() - began)
    return took


def main() -> None:
    with (
        TemporaryDirectory(prefix="jinlin-bench-") as room,
        sync_playwright() as playwright,
    ):
        var = Path(room) / "house"
        var.mkdir()
        with house_of_doors(var) as house:
            phone = Phone(playwright.chromium, house, Path(room) / "phone")
            phone.sign_in()
            print(f"list of {DOORS} doors on a bad line: {listed(phone):.1f} s")
            phone.cut()
            with phone.on_a_slow_processor():
                page, line = started(phone, ADDRESS), started(phone, ONE_LINE)
            print(
                f"start without a line, slow processor: {min(page):.2f} s at best, "
                f"{statistics.median(page):.2f} s usually; a page of one line "
                f"{statistics.median(line):.2f} s (ratio "
                f"{statistics.median(page) / statistics.median(line):.1f})"
            )
            phone.close()


main()
