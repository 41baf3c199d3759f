"""Is what a visitor writes down in a stairwell without a network there once, whatever happens to
the phone, the line or the server, and does the page never say that it was handed in when it was
not? In a real browser with the network cut.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.browsing import FLAGS, PATIENCE_MS, PHONE, by_password
from tests.serving import House, house_at

pytestmark = pytest.mark.browser
HAND_IN, FORMS, DOORS = "**/desk/visits/hand-in/", 20, 24
ADDRESS = "/desk/visits/phone/"
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
KEPT = "async () => (await window.jinlinOutbox.kept()).length"
LISTED = (
    "async () => (await window.knock.lists.open(window.jinlinOutbox.user)).list?.doors.length ?? 0"
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: Any) -> Iterator[House]:
    with house_at(tmp_path_factory.mktemp("visits"), database="sqlite") as house:
        assert house.people["visit_round"]
        told = house._run(sys.executable, "-m", "tests.rounds_in_a_house", str(DOORS))
        house.people["doors"] = json.loads(told)["doors"]
        house.start()
        yield house


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_playwright() as playwright:
        yield playwright.chromium


class Phone:
    """A phone whose memory stays when its browser is killed."""

    def __init__(self, chromium: Any, house: House, folder: Any) -> None:
        self.chromium, self.house, self.folder = chromium, house, folder
        self.open()

    def open(self) -> None:
        self.context: BrowserContext = self.chromium.launch_persistent_context(
            str(self.folder),
            executable_path="/usr/bin/chromium",
            args=FLAGS,
            base_url=self.house.url,
            viewport=PHONE,
            locale="zh-CN",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page: Page = self.context.pages[0]

    def sign_in(self, name: str = "visitor") -> None:
        by_password(self.page, name)
        self.at_the_doors()

    def at_the_doors(self) -> None:
        self.page.goto(ADDRESS)
        self.ready()

    def ready(self) -> None:
        self.page.wait_for_selector("[data-knock][data-ready]", state="attached")

    def take_list(self) -> None:
        self.page.click("[data-take]")
        self.page.wait_for_selector("[data-door]")
        self.page.wait_for_selector("[data-take]:not([aria-busy])")

    def cut(self, is_cut: bool = True) -> None:
        self.context.set_offline(is_cut)

    def hand_in(self) -> None:
        self.page.evaluate("() => window.jinlinOutbox.flush()")

    def waits(self, number: int) -> None:
        expect(self.page.locator("[data-outbox-count]")).to_have_text(str(number))
        expect(self.page.locator("[data-outbox-none]")).to_be_visible(visible=not number)

    def kill(self) -> None:
        self.context.close()


@pytest.fixture(scope="module")
def phone(chromium: Any, house: House, tmp_path_factory: Any) -> Iterator[Phone]:
    phone = Phone(chromium, house, tmp_path_factory.mktemp("phone"))
    phone.sign_in()
    phone.take_list()
    yield phone
    phone.kill()


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


def test_it_works(phone: Phone, house: House) -> None:
    phone.cut()
    keys = phone.page.evaluate(WRITE, house.people["doors"][:FORMS])
    phone.waits(FORMS)
    phone.cut(False)
    phone.hand_in()
    phone.waits(0)
    assert visits(house, keys) == FORMS
