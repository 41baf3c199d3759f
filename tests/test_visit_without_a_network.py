"""Is what a visitor writes down in a stairwell without a network there once, whatever happens to
the phone, the line or the server, and does the page never say that it was handed in when it was
not? In a real browser with the network cut: twenty forms each time.
"""

import json
import re
import time

import pytest
from playwright.sync_api import Error, Route, expect

from jinlin.core.time import clock
from tests.browsing import PATIENCE_MS, resolved
from tests.serving import House
from tests.stairwell import (
    ADDRESS,
    DOORS,
    FORMS,
    FULL,
    HAND_IN,
    KEPT,
    LISTED,
    ROOM,
    SLOW,
    WRITE,
    Phone,
    back_to_normal,
    chromium,
    doors,
    house,
    once_each,
    phone,
    rows,
    visits,
)

__all__ = ["back_to_normal", "chromium", "doors", "house", "phone"]
pytestmark = pytest.mark.browser


def test_the_first_list_is_small_enough_for_ten_seconds_of_a_bad_line(
    phone: Phone, house: House
) -> None:
    """Whatever the phone fetches for it, at fifty kilobytes a second; `bench/stairwell.py` has the
    seconds.
    """
    fetched: list[float] = []
    with phone.on_a_bad_line() as tools:
        tools.on("Network.loadingFinished", lambda of: fetched.append(of["encodedDataLength"]))
        with phone.page.expect_response("**/phone/list/") as answered:
            phone.take_list()
    assert len(answered.value.body()) <= 300 * 1024
    assert resolved(phone.page, LISTED) >= DOORS
    assert 0 < sum(fetched) <= 10 * SLOW


def test_the_page_starts_without_a_network_on_a_slow_phone(phone: Phone) -> None:
    """Its line is cut; `bench/stairwell.py` has the seconds."""
    phone.cut()
    with phone.on_a_slow_processor():
        phone.page.goto(ADDRESS, wait_until="commit")
        phone.page.wait_for_selector("[data-door]")
    assert resolved(phone.page, LISTED) >= DOORS
    phone.cut(False)


def test_days_on_the_phone_are_said_as_on_every_other_page(phone: Phone) -> None:
    title = phone.page.inner_text("[data-list-title]")
    assert re.fullmatch(r"\d+ 户，\d+月\d+日 23:59 前有效", title)
    said = [
        phone.page.evaluate(f"knock.day('{year}-03-14')") for year in (2001, clock.today().year)
    ]
    assert said == ["2001年3月14日", "3月14日"]


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
    assert resolved(phone.page, LISTED) >= DOORS
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
    for _time in range(FORMS + 1):  # each ends with the first answer that is lost
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
    resolved(
        phone.page,
        """async () => {
          const taken = new Promise((told) => {
            navigator.serviceWorker.addEventListener('controllerchange', told);
          });
          await navigator.serviceWorker.register('/sw.js?newer');
          await taken;
        }""",
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
    keys = phone.write(doors[:half]) + resolved(other, WRITE, doors[:half])  # the same doors
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
    assert resolved(phone.page, KEPT) == 0
    expect(phone.page.locator("[data-others-count]")).to_have_text(str(FORMS))
    kept = resolved(phone.page, "async () => (await window.jinlinOutbox.sealedOfOthers())")
    assert not any(word in json.dumps(kept, ensure_ascii=False) for word in ("陈阿婆", "visited"))
    phone.context.unroute(HAND_IN)
    phone.page.click("[data-others-send]")
    expect(phone.page.locator("[data-others]")).to_be_hidden(timeout=PATIENCE_MS)
    once_each(house, keys)
    phone.context.clear_cookies()
    phone.sign_in()
    assert phone.page.locator("[data-door]").count() == 0  # the list ended with signing out
    phone.take_list()


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
