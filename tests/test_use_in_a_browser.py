"""Can people do what they came for, in a real browser: with a thumb, with a keyboard only, without
scripts, and two at once?
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Chromium, by_phone, now_of, press, say, tell

pytestmark = pytest.mark.browser
ICON = bytes.fromhex(  # one point, transparent
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
MOST_BYTES, MOST_REQUESTS = 120 * 1024, 12
LAMP = "3幢楼下的路灯坏了三天，晚上老人看不见台阶。"
SEND = "form[action='/report/who/'] button"


def test_a_resident_reports_in_three_taps_from_the_first_page(visit: Chromium) -> None:
    page = visit.as_resident()
    page.goto("/")
    page.fill("#text", LAMP)
    press(page, "form[action='/report/'] button")
    press(page, "form[action='/report/what/'] .actions button")
    press(page, SEND)
    assert page.url.endswith("/report/done/")
    number = page.locator("dl.facts dd strong").first.inner_text()
    page.goto("/mine/")
    assert number in say(page)


def test_a_visitor_finds_the_place_signs_in_on_the_way_and_loses_nothing(visit: Chromium) -> None:
    page = visit.as_visitor(place=False)
    page.goto("/")
    page.fill("#text", LAMP)
    press(page, "form[action='/report/'] button")
    page.fill("#q", "凤池新村")
    press(page, "form[role=search] button")
    press(page, "button.pick")
    expect(page.locator("textarea[name=text]")).to_have_value(LAMP)
    press(page, "form[action='/report/what/'] .actions button")
    press(page, "a[href^='/sign-in/']")
    by_phone(page, "13900000009", start="")
    assert page.url.endswith("/report/who/")
    assert LAMP in say(page)
    page.fill("input[name=name]", "陈先生")
    press(page, SEND)
    assert page.url.endswith("/report/done/")


def test_an_appeal_goes_from_report_to_closure(visit: Chromium) -> None:
    pk = tell(visit.house, "楼道灯不亮")
    clerk = visit.as_staff("clerk")
    clerk.goto(f"/desk/appeals/{pk}/")
    _take_the_step(clerk, "accept", {"select[name=category]": "0202"})
    _take_the_step(clerk, "hand_over", {"select[name=unit]": "德化县城市管理局"})
    handler = visit.as_staff("handler")
    handler.goto("/desk/")
    assert "楼道灯不亮" in say(handler)
    handler.goto(f"/desk/appeals/{pk}/")
    _take_the_step(handler, "finish", {"textarea[name=reply]": "灯泡已换，今晚就亮。"})
    resident = visit.as_resident()
    resident.goto(f"/appeals/{pk}/")
    assert "灯泡已换" in say(resident)
    _judge(resident, answered="yes", solved="yes", satisfied="yes")
    assert now_of(visit.house, pk) == {"state": "closed", "reopened": 0, "moves": ["ask_exclusion"]}


def test_not_solved_opens_it_again_for_the_same_unit(visit: Chromium) -> None:
    pk = tell(visit.house, "水管又漏了", state="finished")
    resident = visit.as_resident()
    resident.goto(f"/appeals/{pk}/")
    _judge(resident, answered="yes", solved="no", satisfied="no")
    now = now_of(visit.house, pk)
    assert (now["state"], now["reopened"], now["moves"][:2]) == (
        "in_hand",
        1,
        ["finish", "add_information"],
    )


def test_a_report_needs_no_more_than_a_keyboard(visit: Chromium) -> None:
    page = visit.as_resident()
    page.goto("/")
    _tab_to(page, "#text")
    page.keyboard.type(LAMP)
    _press_by_key(page, "form[action='/report/'] button")
    _press_by_key(page, "form[action='/report/what/'] .actions button")
    _press_by_key(page, SEND)
    assert page.url.endswith("/report/done/")


def test_the_desk_is_walked_with_j_k_and_enter(visit: Chromium) -> None:
    for title in ("第一盏灯坏了", "第二盏灯坏了"):
        tell(visit.house, title)
    page = visit.as_staff("clerk")
    page.goto("/desk/")
    rows = page.locator("[data-row]")
    for key in "jjk":
        page.keyboard.press(key)
    expect(rows.nth(0)).to_have_class(re.compile("is-here"))
    ways = [row.locator("[data-open]").get_attribute("href") or "" for row in rows.all()]
    ahead = next(at for at, way in enumerate(ways) if at and way.startswith("/desk/appeals/"))
    for _row in range(ahead):
        page.keyboard.press("j")
    href = ways[ahead]
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(str(href))
    page.keyboard.press("e")
    expect(page.locator("#move form")).to_be_visible()
    page.keyboard.press("?")
    assert page.locator("#keys").get_attribute("open") is None or page.locator("#keys").is_visible()


def test_what_is_typed_survives_a_reload_until_it_is_sent(visit: Chromium) -> None:
    page = visit.as_resident()
    page.goto("/report/what/")
    page.locator("textarea[name=text]").press_sequentially("半夜施工太吵")
    page.reload()
    expect(page.locator("textarea[name=text]")).to_have_value("半夜施工太吵")
    press(page, "form[action='/report/what/'] .actions button")
    press(page, SEND)
    page.goto("/")
    expect(page.locator("#text")).to_have_value("")


def test_the_second_of_two_clerks_sees_what_changed_and_keeps_the_words(visit: Chromium) -> None:
    pk = tell(visit.house, "井盖松动", state="accepted")
    windows = [visit.as_staff("clerk"), visit.as_staff("second_clerk")]
    for page in windows:
        page.goto(f"/desk/appeals/{pk}/hand_over/")
        page.locator("select[name=unit]").select_option(label="德化县城市管理局")
        page.fill("textarea[name=internal]", "请先围起来，孩子常走。")
    first, second = windows
    with first.expect_navigation():
        first.locator("#move form button").first.click()
    with second.expect_response(lambda answer: answer.request.method == "POST") as answered:
        second.locator("#move form button").first.click()
    assert answered.value.status == 409
    expect(second.locator("#move [role=alert] .trail li")).to_have_count(1)
    assert "请先围起来，孩子常走。" in second.locator("#move").inner_text()


def test_a_report_works_without_scripts(visit: Chromium) -> None:
    page = visit.as_visitor(java_script_enabled=False, place=False)
    page.goto("/")
    page.fill("#text", LAMP)
    press(page, "form[action='/report/'] button")
    page.fill("#q", "凤池新村")
    press(page, "form[role=search] button")
    press(page, "button.pick")
    press(page, "form[action='/report/what/'] .actions button")
    press(page, f"{SEND}.quiet")
    assert re.fullmatch(r"[0-9A-Z]{5} [0-9A-Z]{5}", page.locator("#track-code").inner_text())


def test_staff_move_a_matter_without_scripts(visit: Chromium) -> None:
    pk = tell(visit.house, "没有脚本也能受理")
    page = visit.as_staff("clerk", java_script_enabled=False)
    page.goto(f"/desk/appeals/{pk}/")
    press(page, "a[href$='/accept/']")
    page.locator("select[name=category]").select_option("0202")
    press(page, "#move form button")
    page.goto(f"/desk/appeals/{pk}/hand_over/")
    expect(page.locator("#move form")).to_be_visible()


def test_an_overview_prints_on_one_page_and_fills_a_wall(visit: Chromium) -> None:
    page = visit.as_staff("lead")
    page.goto("/desk/overview/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.clock.install()
    page.goto("/desk/overview/?wall=1")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.locator("#overview")).to_contain_text("统计时间")
    with page.expect_response(lambda answer: "wall=1" in answer.url):
        page.clock.fast_forward("05:01")
    expect(page.locator("#overview")).to_contain_text("统计时间")


@pytest.mark.parametrize("address", ["/", "/places/", "/sign-in/"])
def test_the_first_page_weighs_little_and_asks_for_little(visit: Chromium, address: str) -> None:
    page = visit.as_visitor()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    weights: list[float] = []
    line.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    assert (sum(weights) < MOST_BYTES, len(weights) <= MOST_REQUESTS) == (True, True), (
        sum(weights),
        len(weights),
    )


def _take_the_step(page: Page, move: str, told: dict[str, str]) -> None:
    """The move's button, its form in the page, sent."""
    page.locator(f"[hx-get$='/{move}/']").click()
    for field, value in told.items():
        control = page.locator(f"#move {field}")
        if field.startswith("select"):
            control.select_option(value) if value.isdigit() else control.select_option(label=value)
        else:
            control.fill(value)
    press(page, "#move form button")


def _judge(page: Page, **said: str) -> None:
    for name, answer in said.items():
        page.locator(f"input[name={name}][value={answer}]").check(force=True)
    press(page, "form[action*='/judge/'] .actions button")


def _tab_to(page: Page, what: str) -> None:
    """The focus is there, moved by the tabulator alone; and it shows."""
    page.locator(what).first.wait_for()
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            assert (
                page.evaluate(
                    "getComputedStyle(document.activeElement).outlineStyle + "
                    "getComputedStyle(document.activeElement).boxShadow"
                )
                != "nonenone"
            )
            return
    raise AssertionError(f"no way to {what} by keyboard")


def _press_by_key(page: Page, what: str) -> None:
    _tab_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("page_of", ["appeals", "wishes"])
def test_a_place_is_looked_for_before_any_is_chosen(visit: Chromium, page_of: str) -> None:
    page = visit.as_staff("lead")
    page.goto(f"/desk/{page_of}/new/")
    expect(page.locator("#places input[name=place]:checked")).to_have_count(0)
    with page.expect_response(re.compile("place_words=")):
        page.locator("#place_words").press_sequentially("凤池")
    expect(page.locator("#places input[name=place]").first).to_be_attached()
    page.locator("#places label").filter(has_text="凤池新村").first.click()
    page.locator("#place_words").press_sequentially("新村")
    expect(page.locator("#places input[name=place]:checked")).to_have_count(1)


def test_a_chosen_photo_is_seen_small_and_may_be_taken_out(visit: Chromium) -> None:
    page = visit.as_resident()
    page.goto(f"/appeals/{visit.house.people['appeals']['in_hand']}/add_information/")
    files = [
        {"name": f"{name}.png", "mimeType": "image/png", "buffer": ICON} for name in ("one", "two")
    ]
    page.set_input_files("input[type=file]", files)
    seen = page.locator(".photos[data-preview] img")
    expect(seen).to_have_count(2)
    assert [round(seen.nth(n).bounding_box()["width"]) for n in (0, 1)] == [104, 104]
    page.locator(".photos[data-preview] button").first.click()
    expect(seen).to_have_count(1)
    left = "[...document.querySelector('input[type=file]').files].map((each) => each.name)"
    assert page.evaluate(left) == ["two.png"]
