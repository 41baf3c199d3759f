"""Does a whole day work for somebody who looks after a household and has no account at the desk:
the list taken along at home, everything written without a network, all of it handed in when there
is one, and the number of what was found brought by the receipt? In a real browser.
"""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browsing import RESIDENT_NUMBER, by_phone, resolved
from tests.serving import House
from tests.stairwell import HAND_IN, KEPT, Phone, chromium, house, png, rows

__all__ = ["chromium", "house"]
pytestmark = pytest.mark.browser


@pytest.fixture
def phone(chromium: Any, house: House, tmp_path: Any) -> Iterator[Phone]:
    phone = Phone(chromium, house, tmp_path / "carer", address="/visits/phone/")
    by_phone(phone.page, RESIDENT_NUMBER)
    yield phone
    phone.close()


def test_a_carers_day_from_the_list_at_home_to_the_number_on_the_receipt(
    phone: Phone, house: House
) -> None:
    door = house.people["visit_door"]
    _on_the_list_of_the_resident(house, door)
    phone.page.goto("/visits/")
    phone.page.click("text=带手机去走访")
    phone.ready()
    phone.take_list()
    phone.cut()
    phone.at_the_doors()  # the page itself opens without a network
    _fill_in(phone, door)
    phone.waits(1)
    expect(phone.page.locator(f"[data-door='{door}']")).to_contain_text("还没交")
    phone.page.click("[data-outbox-send]")
    expect(phone.page.locator("[data-outbox-tried]")).to_be_visible()
    assert resolved(phone.page, KEPT) == 4  # the form, and its photo, voice note and signature
    assert rows(house, "SELECT COUNT(*) FROM visits_finding WHERE kind = 'appeal'")[0][0] == 0
    phone.cut(False)
    with phone.page.expect_response(HAND_IN) as answered:
        phone.hand_in()
    told = answered.value.json()
    phone.waits(0)
    assert resolved(phone.page, KEPT) == 0
    ((number,),) = rows(house, "SELECT number FROM appeals_appeal WHERE channel = 'door'")
    assert [each["number"] for each in told["found"]] == [number]
    expect(phone.page.locator("[data-outbox-said]")).to_contain_text(number)
    expect(phone.page.locator(f"[data-door='{door}']")).to_contain_text(number)
    files = rows(
        house, "SELECT family FROM visits_visitfile WHERE visit_key = ?", _bare(told["id"])
    )
    assert sorted(family for (family,) in files) == ["photo", "signature", "voice"]
    who = "SELECT u.username FROM visits_visit v JOIN accounts_user u ON u.id = v.visitor_id"
    assert rows(house, f"{who} WHERE v.id = ?", _bare(told["id"])) == [(None,)]


def _fill_in(phone: Phone, door: str) -> None:
    page = phone.page
    page.click(f"[data-door='{door}']")
    page.check("[name=outcome][value=visited]", force=True)
    picture = {"name": "a.png", "mimeType": "image/png", "buffer": png()}
    page.locator("[data-questions] input[type=file]").first.set_input_files(picture)
    expect(page.locator("[data-questions]")).to_contain_text("已存 1 个")
    page.get_by_role("button", name="录一段").click()
    stop = page.get_by_role("button", name="再按一下停止")
    stop.wait_for()  # it hears since then
    page.wait_for_timeout(600)
    stop.click()
    expect(page.locator("[data-questions] .hint", has_text="已存 1 个")).to_have_count(2)
    page.click("[data-add=appeal]")
    page.fill("[data-findings] textarea", "楼道扶手松了")
    pad = page.locator("canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
    page.mouse.up()
    page.click(".knock-save button")


def _on_the_list_of_the_resident(house: House, door: str) -> None:
    """The resident of the small house looks after the household behind this door."""
    whose = "(SELECT user_id FROM people_carelink WHERE household_id = visits_door.household_id)"
    with sqlite3.connect(house.var / "jinlin.sqlite3") as database:
        changed = database.execute(
            f"UPDATE visits_door SET state = 'untried', visitor_id = {whose} WHERE id = ?",
            (_bare(door),),
        )
        assert changed.rowcount == 1


def _bare(key: str) -> str:
    return key.replace("-", "")
