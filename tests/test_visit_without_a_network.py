"""Is what a visitor writes down in a stairwell without a network there once, whatever happens to
the phone, the line or the server, and does the page never say that it was handed in when it was
not? In a real browser with the network cut.
"""

import json
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect, sync_playwright

from tests.browsing import FLAGS, PATIENCE_MS, PHONE, by_password
from tests.serving import House, house_at

pytestmark = pytest.mark.browser
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
            args=[*FLAGS, *MICROPHONE],
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

    def sign_in_again(self) -> None:
        """A browser that was killed may have forgotten who was signed in; its forms it has not."""
        self.cut(False)
        self.page.goto("/desk/")
        if "sign-in" in self.page.url:
            by_password(self.page, "visitor")
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

    def write(self, doors: list[str]) -> list[str]:
        """So many forms are written, and the page says that they are not handed in."""
        keys: list[str] = self.page.evaluate(WRITE, doors)
        return keys

    def close(self) -> None:
        self.context.close()

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


def test_the_first_list_is_small_and_there_in_ten_seconds_on_a_bad_line(
    phone: Phone, house: House
) -> None:
    line = phone.devtools()
    line.send("Network.enable")
    bad = {"offline": False, "latency": 300, "downloadThroughput": SLOW, "uploadThroughput": SLOW}
    line.send("Network.emulateNetworkConditions", bad)
    began = time.monotonic()
    with phone.page.expect_response("**/phone/list/") as answered:
        phone.take_list()
    took = time.monotonic() - began
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    assert len(answered.value.body()) <= 300 * 1024
    assert phone.page.evaluate(LISTED) >= DOORS
    assert took <= 10


def test_the_page_starts_without_a_network_within_two_seconds_on_a_slow_phone(
    phone: Phone,
) -> None:
    phone.cut()
    slow = phone.devtools()
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    began = time.monotonic()
    phone.page.goto(ADDRESS, wait_until="commit")
    phone.page.wait_for_selector("[data-door]")
    took = time.monotonic() - began
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    phone.cut(False)
    assert took <= 2


def test_a_browser_killed_in_a_stairwell_hands_in_all_afterwards(
    phone: Phone, house: House, doors: list[str]
) -> None:
    phone.cut()
    keys = phone.write(doors)
    phone.waits(FORMS)
    phone.kill()
    phone.open()
    phone.cut()
    phone.at_the_doors()  # the page itself opens without a network
    phone.waits(FORMS)
    assert phone.page.evaluate(LISTED) >= DOORS
    phone.sign_in_again()
    phone.hand_in()
    phone.waits(0)
    once_each(house, keys)


def test_a_server_killed_before_it_answers_has_all_afterwards(
    phone: Phone, house: House, doors: list[str]
) -> None:
    phone.cut()
    keys = phone.write(doors)
    seen = []

    def kill(route: Route) -> None:
        seen.append(route)
        if len(seen) == FORMS // 2:
            house.kill()
        route.continue_()

    phone.context.route(HAND_IN, kill)
    phone.cut(False)
    phone.hand_in()
    phone.waits(FORMS - visits(house, keys))
    phone.context.unroute(HAND_IN)
    assert 0 < visits(house, keys) < FORMS
    house.start()
    phone.hand_in()
    phone.waits(0)
    once_each(house, keys)


def test_answers_lost_after_the_house_had_the_forms_make_none_twice(
    phone: Phone, house: House, doors: list[str]
) -> None:
    phone.cut()
    keys = phone.write(doors)
    turns = []

    def lose(route: Route) -> None:
        turns.append(route)
        if len(turns) % 2:
            route.fetch()  # the house has it, and its answer never arrives
            route.abort()
        else:
            route.continue_()

    phone.context.route(HAND_IN, lose)
    phone.cut(False)
    for _time in range(FORMS):
        phone.hand_in()
    phone.context.unroute(HAND_IN)
    phone.waits(0)
    assert len(turns) == 2 * FORMS
    once_each(house, keys)


def test_a_newer_service_worker_keeps_the_page_and_the_forms(
    phone: Phone, house: House, doors: list[str]
) -> None:
    phone.cut()
    keys = phone.write(doors)
    phone.context.route(HAND_IN, lambda route: route.abort())
    phone.cut(False)
    phone.page.evaluate(
        """async () => {
          const taken = new Promise((told) => {
            navigator.serviceWorker.addEventListener('controllerchange', told);
          });
          await navigator.serviceWorker.register('/sw.js?newer');
          await taken;
        }"""
    )
    phone.cut()
    phone.at_the_doors()
    phone.waits(FORMS)
    phone.context.unroute(HAND_IN)
    phone.cut(False)
    phone.hand_in()
    phone.waits(0)
    once_each(house, keys)


def test_two_tabs_write_and_hand_in_at_the_same_time(
    phone: Phone, house: House, doors: list[str]
) -> None:
    other = phone.context.new_page()
    other.goto(ADDRESS)
    other.wait_for_selector("[data-knock][data-ready]", state="attached")
    phone.cut()
    half = FORMS // 2
    keys = phone.write(doors[:half]) + other.evaluate(WRITE, doors[:half])  # the same doors
    phone.cut(False)
    for page in (phone.page, other):
        page.evaluate("() => { window.jinlinOutbox.flush(); }")
    phone.hand_in()
    phone.waits(0)
    other.close()
    once_each(house, keys)
    marks = ",".join(f"'{key.replace('-', '')}'" for key in keys)
    numbers = rows(house, f"SELECT door_id, own FROM visits_visit WHERE id IN ({marks})")
    assert len(set(numbers)) == FORMS  # each form at a door has a number of its own


def test_a_clock_that_is_wrong_by_a_year_tells_the_right_day(
    phone: Phone, house: House, doors: list[str]
) -> None:
    page = phone.page
    phone.page = phone.context.new_page()
    phone.page.clock.install(time=time.time() + 365 * 86400)
    phone.at_the_doors()
    phone.take_list()
    phone.cut()
    keys = phone.write(doors)
    phone.waits(FORMS)
    phone.cut(False)
    phone.hand_in()
    phone.waits(0)
    phone.page.close()
    phone.page = page
    phone.at_the_doors()
    phone.take_list()
    once_each(house, keys)
    marks = ",".join(f"'{key.replace('-', '')}'" for key in keys)
    found = rows(
        house, f"SELECT DISTINCT happened_on, received_at FROM visits_visit WHERE id IN ({marks})"
    )
    assert {day[:4] for day, _at in found} == {at[:4] for _day, at in found}


def test_whoever_signs_in_next_reads_nothing_destroys_nothing_and_may_hand_in(
    phone: Phone, house: House, doors: list[str]
) -> None:
    phone.cut()
    keys = phone.write(doors)
    phone.context.route(HAND_IN, lambda route: route.abort())
    phone.cut(False)
    leave = phone.page.locator("form[action$='/sign-out/'] button").last
    phone.page.locator(".rail-menu > summary").click()
    phone.page.locator(".rail-sheet form[action$='/sign-out/'] button").click()
    expect(phone.page.locator("#unsent [data-unsent]")).to_have_text(str(FORMS))
    with phone.page.expect_navigation():
        phone.page.click("#unsent button[value=leave]")
    assert leave is not None
    phone.sign_in("second_visitor")
    phone.waits(0)
    assert phone.page.locator("[data-door]").count() == 0
    assert phone.page.evaluate(KEPT) == 0
    expect(phone.page.locator("[data-others-count]")).to_have_text(str(FORMS))
    kept = phone.page.evaluate("async () => (await window.jinlinOutbox.sealedOfOthers())")
    assert not any(word in json.dumps(kept, ensure_ascii=False) for word in ("陈阿婆", "visited"))
    phone.context.unroute(HAND_IN)
    phone.page.click("[data-others-send]")
    expect(phone.page.locator("[data-others]")).to_be_hidden()
    once_each(house, keys)
    phone.context.clear_cookies()
    phone.sign_in()
    assert phone.page.locator("[data-door]").count() == 0  # the list ended with signing out
    phone.take_list()


def test_a_full_phone_says_that_nothing_was_kept_and_keeps_what_is_typed(
    phone: Phone, house: House
) -> None:
    phone.page.locator("[data-door]").first.click()
    phone.page.check("[name=outcome][value=refused]", force=True)
    phone.page.click("[data-add=appeal]")
    phone.page.fill("[data-findings] textarea", "楼道灯坏了")
    phone.cut()
    phone.page.evaluate(FULL)
    phone.page.click(".knock-save button")
    expect(phone.page.locator("[data-form-problem]")).to_contain_text("没有存住")
    assert phone.page.evaluate(KEPT) == 0
    assert phone.page.input_value("[data-findings] textarea") == "楼道灯坏了"
    phone.page.evaluate(ROOM)
    phone.page.click(".knock-save button")
    phone.waits(1)
    phone.cut(False)
    with phone.page.expect_response(HAND_IN) as answered:
        phone.hand_in()
    phone.waits(0)
    told = answered.value.json()
    assert (told["state"], len(told["found"])) == ("stands", 1)
    number = told["found"][0]["number"]
    expect(phone.page.locator("[data-outbox-said]")).to_contain_text(number)
    assert rows(house, "SELECT channel FROM appeals_appeal WHERE number = ?", number) == [("door",)]


def test_twenty_forms_on_a_full_phone_are_there_once_it_has_room(
    phone: Phone, house: House, doors: list[str]
) -> None:
    phone.cut()
    phone.page.evaluate(FULL)
    with pytest.raises(Error):
        phone.write(doors)
    phone.waits(0)
    phone.page.evaluate(ROOM)
    keys = phone.write(doors)
    phone.waits(FORMS)
    phone.cut(False)
    phone.hand_in()
    phone.waits(0)
    once_each(house, keys)


def test_a_photo_that_fails_keeps_no_form_waiting_and_is_tried_again_alone(
    phone: Phone, house: House
) -> None:
    phone.page.locator("[data-door]").first.click()
    phone.page.check("[name=outcome][value=visited]", force=True)
    picture = {"name": "a.png", "mimeType": "image/png", "buffer": png()}
    phone.page.locator("[data-questions] input[type=file]").first.set_input_files(picture)
    expect(phone.page.locator("[data-questions]")).to_contain_text("已存 1 个")
    phone.page.get_by_role("button", name="录一段").click()
    phone.page.wait_for_timeout(600)
    phone.page.get_by_role("button", name="再按一下停止").click()
    expect(phone.page.locator("[data-questions] .hint", has_text="已存 1 个")).to_have_count(2)
    pad = phone.page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    phone.page.mouse.move(box["x"] + 20, box["y"] + 20)
    phone.page.mouse.down()
    phone.page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
    phone.page.mouse.up()
    lost = []
    phone.context.route(
        f"{HAND_IN}file/",
        lambda route: (lost.append(1), route.abort()) if not lost else route.continue_(),
    )
    phone.page.click(".knock-save button")
    phone.waits(1)  # the photo; the form, the voice and the signature went
    phone.hand_in()
    phone.waits(0)
    phone.context.unroute(f"{HAND_IN}file/")
    found = rows(house, "SELECT family, COUNT(*) FROM visits_visitfile GROUP BY family")
    assert dict(found) == {"photo": 1, "voice": 1, "signature": 1}


def test_two_visitors_without_a_network_at_one_door_are_both_kept_and_listed(
    phone: Phone, house: House, chromium: Any, tmp_path: Path
) -> None:
    door = house.people["doors"][-1]
    with sqlite3.connect(house.var / "jinlin.sqlite3") as database:
        database.execute(
            "UPDATE visits_door SET visitor_id = (SELECT id FROM accounts_user WHERE username = ?)"
            " WHERE id = ?",
            ("second-visitor", door.replace("-", "")),
        )
    other = Phone(chromium, house, tmp_path / "other")
    other.sign_in("second_visitor")
    other.take_list()
    for each in (phone, other):
        each.cut()
        each.write([door])
        each.cut(False)
        each.hand_in()
        each.waits(0)
    other.page.goto(f"/desk/visits/doors/{door}/")
    expect(other.page.locator("main")).to_contain_text("各填了一份表")
    other.close()
    (found,) = rows(
        house, "SELECT COUNT(*) FROM visits_visit WHERE door_id = ?", door.replace("-", "")
    )
    assert found[0] == 2


def test_a_form_that_was_begun_is_there_after_a_kill_and_is_handed_in_when_the_list_ends(
    phone: Phone, house: House
) -> None:
    phone.cut()
    phone.page.locator("[data-door]").first.click()
    phone.page.check("[name=outcome][value=visited]", force=True)
    phone.page.fill("[data-questions] textarea", "女儿在厦门")
    phone.page.wait_for_selector("[data-view=form][data-kept]")
    phone.kill()
    phone.open()
    phone.cut()
    phone.at_the_doors()
    expect(phone.page.locator("[data-door]", has_text="填了一半")).to_have_count(1)
    phone.page.locator("[data-door]", has_text="填了一半").click()
    assert phone.page.input_value("[data-questions] textarea") == "女儿在厦门"
    phone.page.clock.install(time=time.time() + 2 * 86400)
    phone.page.reload()
    phone.ready()
    assert phone.page.locator("[data-door]").count() == 0  # the day is over
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.sign_in_again()
    phone.hand_in()
    phone.waits(0)
    before = len(rows(house, "SELECT id FROM visits_aside WHERE why = 'unfinished'"))
    assert before == 2  # the small house has one


def test_a_phone_that_is_shut_out_drops_its_list_and_a_store_that_was_lost_is_noticed(
    phone: Phone, house: House
) -> None:
    phone.page = phone.context.new_page()
    phone.at_the_doors()
    phone.take_list()
    phone.devtools().send(
        "Storage.clearDataForOrigin",
        {"origin": house.url, "storageTypes": "indexeddb,local_storage"},
    )
    phone.at_the_doors()
    expect(phone.page.locator("p[data-lost]")).to_contain_text("浏览器清掉了")
    phone.take_list()
    with sqlite3.connect(house.var / "jinlin.sqlite3") as database:
        database.execute("UPDATE visits_phone SET shut_out_at = seen_at, shut_out_by = id")
    phone.at_the_doors()
    expect(phone.page.locator("p[data-problem]")).to_contain_text("已停用")
    assert phone.page.locator("[data-door]").count() == 0


def png() -> bytes:
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (2400, 1200), "green").save(file, "PNG")
    return file.getvalue()
