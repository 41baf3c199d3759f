"""Does the form at a door keep what is typed, spoken, drawn and photographed, on a full phone, over
a kill, at the end of the day, and beside a colleague's? In a real browser with the network cut.
"""

import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browsing import resolved
from tests.serving import House
from tests.stairwell import (
    FULL,
    HAND_IN,
    KEPT,
    ROOM,
    Phone,
    back_to_normal,
    chromium,
    house,
    phone,
    png,
    rows,
)

__all__ = ["back_to_normal", "chromium", "house", "phone"]
pytestmark = pytest.mark.browser


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
    assert resolved(phone.page, KEPT) == 0
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


def test_a_photo_that_fails_keeps_no_form_waiting_and_is_tried_again_alone(
    phone: Phone, house: House
) -> None:
    phone.page.locator("[data-door]").first.click()
    phone.page.check("[name=outcome][value=visited]", force=True)
    picture = {"name": "a.png", "mimeType": "image/png", "buffer": png()}
    phone.page.locator("[data-questions] input[type=file]").first.set_input_files(picture)
    expect(phone.page.locator("[data-questions]")).to_contain_text("已存 1 个")
    phone.page.get_by_role("button", name="录一段").click()
    stop = phone.page.get_by_role("button", name="再按一下停止")
    stop.wait_for()  # it hears since then
    phone.page.wait_for_timeout(600)
    stop.click()
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
    phone.cut()  # before it could hear that the door is somebody else's from now on
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
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.page.clock.install(time=time.time() + 2 * 86400)
    phone.at_the_doors()
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
        {"origin": phone.line.url, "storageTypes": "indexeddb,local_storage"},
    )
    phone.at_the_doors()
    expect(phone.page.locator("p[data-lost]")).to_contain_text("浏览器清掉了")
    phone.take_list()
    with sqlite3.connect(house.var / "jinlin.sqlite3") as database:
        database.execute("UPDATE visits_phone SET shut_out_at = seen_at, shut_out_by = id")
    phone.at_the_doors()
    expect(phone.page.locator("p[data-problem]")).to_contain_text("已停用")
    assert phone.page.locator("[data-door]").count() == 0
