"""How does a test stand in a stairwell: a house of its own with two hundred doors, and a phone
whose memory stays when its browser is killed?
"""

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browsing import BROWSER, FLAGS, PATIENCE_MS, PHONE, by_password, resolved
from tests.line import Line
from tests.serving import House, from_the_morning_on, house_at

HAND_IN, FORMS, DOORS = "**/desk/visits/hand-in/", 20, 200
ADDRESS = "/desk/visits/phone/"
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
SLOW = 50 * 1024  # bytes a second
# In the page: so many forms are written at doors, by its own code.
WRITE = """async (doors) => {
  const { knock, jinlinOutbox: outbox } = window, { user } = outbox;
  const { list } = await knock.lists.open(user), ids = [];
  for (const id of doors) {
    const door = list.doors.find((each) => each.id === id), key = outbox.fresh();
    const told = { pack: list.pack, secret: list.secret, door: id, base: door.base,
      outcome: 'visited', said_at: new Date().toISOString(), answers: [], findings: [], files: 0 };
    await knock.keepForm(user, list.sealing, told, key);
    ids.push(key);
  }
  return ids;
}"""
# In the page: the phone has no room, as the browser then says it; and has some again.
FULL = """() => {
  window.puts = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
}"""
ROOM = "() => { IDBObjectStore.prototype.put = window.puts; }"
KEPT = "async () => (await window.jinlinOutbox.kept()).length"
LISTED = (
    "async () => (await window.knock.lists.open(window.jinlinOutbox.user)).list?.doors.length ?? 0"
)


@contextmanager
def house_of_doors(var: Path) -> Iterator[House]:
    """A house that serves, with two hundred doors on the list of its visitor, from the morning on:
    a list ends at midnight.
    """
    with house_at(var, database="sqlite", further=from_the_morning_on()) as house:
        assert house.people["visit_round"]
        told = house._run(sys.executable, "-m", "tests.rounds_in_a_house", str(DOORS))
        house.people["doors"] = json.loads(told)["doors"]
        house.start()
        yield house


@pytest.fixture(scope="session")
def house(tmp_path_factory: Any) -> Iterator[House]:
    with house_of_doors(tmp_path_factory.mktemp("visits")) as house:
        yield house


@pytest.fixture(scope="module")
def chromium(playwright: Any) -> Any:
    return playwright.chromium


class Phone:
    """A phone whose memory stays when its browser is killed."""

    def __init__(self, chromium: Any, house: House, folder: Any, *, address: str = ADDRESS) -> None:
        self.chromium, self.house, self.folder = chromium, house, folder
        self.address = address
        self.line = Line(house.port)
        self.open()

    def open(self) -> None:
        self.context: BrowserContext = self.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=BROWSER,
            args=[*FLAGS, *MICROPHONE],
            base_url=self.line.url,
            viewport=PHONE,
            locale="zh-CN",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.pages[0]

    def sign_in(self, name: str = "visitor") -> None:
        by_password(self.page, name)
        self.at_the_doors()

    def sign_in_again(self) -> None:
        """A browser that was killed may have forgotten who was signed in; its forms it has not."""
        self.cut(False)
        self.page.goto("/desk/")
        if "sign-in" in self.page.url:
            by_password(self.page, "visitor")
        self.at_the_doors()

    def at_the_doors(self) -> None:
        self.page.goto(self.address)
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector("[data-knock][data-ready]", state="attached")

    def take_list(self) -> None:
        self.page.click("[data-take]")
        self.page.wait_for_selector("[data-door]")
        self.page.wait_for_selector("[data-take]:not([aria-busy])")

    def cut(self, is_cut: bool = True) -> None:
        if is_cut:
            self.line.cut()
        else:
            self.line.mend()

    @contextmanager
    def on_a_bad_line(self) -> Iterator[Any]:
        """Fifty kilobytes a second and 0.3 s each way; the browser's tools listen meanwhile."""
        tools = self.devtools()
        tools.send("Network.enable")
        speed = {"downloadThroughput": SLOW, "uploadThroughput": SLOW}
        full = {"downloadThroughput": -1, "uploadThroughput": -1}
        conditions = "Network.emulateNetworkConditions"
        tools.send(conditions, {"offline": False, "latency": 300, **speed})
        yield tools
        tools.send(conditions, {"offline": False, "latency": 0, **full})

    @contextmanager
    def on_a_slow_processor(self) -> Iterator[None]:
        """Six times slower."""
        tools = self.devtools()
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
        yield
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})

    def hand_in(self) -> None:
        resolved(self.page, "() => window.jinlinOutbox.flush()")

    def waits(self, number: int) -> None:
        expect(self.page.locator("[data-outbox-count]")).to_have_text(str(number))
        expect(self.page.locator("[data-outbox-none]")).to_be_visible(visible=not number)

    def write(self, doors: list[str]) -> list[str]:
        """So many forms are written, and the page says that they are not handed in."""
        keys: list[str] = resolved(self.page, WRITE, doors)
        return keys

    def close(self) -> None:
        self.context.close()
        self.line.cut()

    def kill(self) -> None:
        """Every process of the browser is gone at once, as when the battery is empty."""
        mark = f"--user-data-dir={self.folder}".encode()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if mark in words:
                os.kill(int(process.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()
        for lock in Path(self.folder).glob("Singleton*"):
            lock.unlink(missing_ok=True)

    def devtools(self) -> Any:
        return self.context.new_cdp_session(self.page)


@pytest.fixture(scope="module")
def phone(chromium: Any, house: House, tmp_path_factory: Any) -> Iterator[Phone]:
    phone = Phone(chromium, house, tmp_path_factory.mktemp("phone"))
    phone.sign_in()
    phone.take_list()
    yield phone
    phone.close()


@pytest.fixture(autouse=True)
def back_to_normal(phone: Phone) -> Iterator[None]:
    """One test's bad line is no other's."""
    yield
    phone.context.unroute_all(behavior="ignoreErrors")
    phone.cut(False)


def rows(house: House, what: str, *given: Any) -> list[Any]:
    with sqlite3.connect(house.var / "jinlin.sqlite3") as database:
        return database.execute(what, given).fetchall()


def visits(house: House, keys: list[str]) -> int:
    """How many of these forms stand at the house, each counted as often as it does."""
    marks = ",".join("?" for _key in keys)
    (found,) = rows(
        house,
        f"SELECT COUNT(*) FROM visits_visit WHERE id IN ({marks})",
        *(key.replace("-", "") for key in keys),
    )
    return int(found[0])


def once_each(house: House, keys: list[str]) -> None:
    assert visits(house, keys) == len(keys)
    assert len(set(keys)) == FORMS


@pytest.fixture
def doors(house: House) -> list[str]:
    """Twenty of the visitor's doors; the same ones may be visited again."""
    turn = house.people["doors_turn"] = house.people.get("doors_turn", -1) + 1
    start = turn * FORMS % (DOORS - FORMS)
    return list(house.people["doors"][start : start + FORMS])


def png() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (2400, 1200), "green").save(file, "PNG")
    return file.getvalue()
