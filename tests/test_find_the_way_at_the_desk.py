"""Does the menu of the desk show what people do, in groups, on a phone and by keyboard too?"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PHONE, Chromium

pytestmark = pytest.mark.browser


def seen(page: Page) -> int:
    """How many lines of the menu are to be seen."""
    return page.locator(".rail-rooms a:visible").count()


@pytest.mark.parametrize("who", ["clerk", "lead", "security_admin"])
def test_at_a_desk_at_most_nine_lines_are_open_and_where_we_stand_is_among_them(
    visit: Chromium, who: str
) -> None:
    page = visit.as_staff(who)
    page.goto("/desk/")
    rooms = page.locator(".rail > .rail-rooms")
    expect(rooms).to_be_visible()
    expect(page.locator(".rail-short")).to_be_hidden()
    for address in rooms.locator("a").evaluate_all("all => all.map(each => each.pathname)"):
        page.goto(address)
        if page.locator(".rail-rooms").count():  # reference data has a shell of its own
            expect(rooms.locator("[aria-current=page]")).to_be_visible()
            assert seen(page) <= 9


def test_a_group_is_opened_by_the_keyboard_and_says_whether_it_is_open(visit: Chromium) -> None:
    page = visit.as_staff("lead")
    page.goto("/desk/appeals/")
    group = page.get_by_role("group").filter(has_text="设置").first
    expect(group.locator("a").first).to_be_hidden()
    group.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(group.locator("a").first).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('details').open") is True
    nav = page.get_by_role("navigation", name="工作台栏目")
    assert re.search(r"受理与办理[\s\S]*诉求[\s\S]*设置", nav.aria_snapshot())


def test_a_phone_has_four_rooms_at_hand_and_all_others_in_groups_under_more(
    visit: Chromium,
) -> None:
    page = visit.as_staff("lead", viewport=PHONE)
    page.goto("/desk/")
    short = page.locator(".rail-short a")
    assert short.all_inner_texts() == ["等我处理", "诉求", "登记诉求", "业主接待日"]
    expect(page.locator(".rail > .rail-rooms")).to_be_hidden()
    page.locator(".rail-menu > summary").press("Enter")
    sheet = page.locator(".rail-sheet")
    expect(sheet).to_be_visible()
    assert sheet.locator("summary").all_inner_texts()[0] == "受理与办理"
    assert seen(page) <= 9
    box = sheet.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= PHONE["width"]) == (True, True)
