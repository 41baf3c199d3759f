"""Does a secret vote work from the tellers' keys to its result, with nothing but browsers?

What is sealed on a phone is opened by two key files at a desk.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Chromium, press, say

pytestmark = pytest.mark.browser
TELLERS = ("teller", "second_teller")
RECEIPT = re.compile(r"^[0-9a-f]{20}$")


def test_a_ballot_is_sealed_on_a_phone_and_counted_by_two_tellers(
    visit: Chromium, tmp_path: Path
) -> None:
    vote = visit.house.people["vote"]
    files = [_make_key(visit, name, vote, tmp_path) for name in TELLERS]
    lead = visit.as_staff("lead")
    _move(lead, vote, "open_", sure=True)
    receipt = _cast(visit, vote)
    _move(lead, vote, "close")
    for name in TELLERS:
        _count(visit.as_staff(name), vote, files)
    _move(lead, vote, "publish")
    page = visit.as_visitor()
    page.goto(f"/consultations/votes/{vote}/")
    assert "通过" in say(page)
    assert receipt in page.content()


def _make_key(visit: Chromium, name: str, vote: str, folder: Path) -> Path:
    page = visit.as_staff(name)
    page.goto(f"/desk/consultations/votes/{vote}/key/")
    with page.expect_download() as saved:
        page.click("[data-key-maker]")
    file = folder / f"{name}.key"
    saved.value.save_as(file)
    expect(page.locator("[data-key-form]")).to_be_visible()
    press(page, "[data-key-form] button")
    assert "您的钥匙已登记" in say(page)
    return file


def _move(page: Page, vote: str, move: str, *, sure: bool = False) -> None:
    page.goto(f"/desk/consultations/votes/{vote}/{move}/")
    if sure:
        page.check("input[name=is_sure]")
    press(page, "#move form button")
    assert page.url.split("?")[0].endswith(f"/votes/{vote}/"), say(page)


def _cast(visit: Chromium, vote: str) -> str:
    page = visit.as_resident()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.post_data or ""))
    page.goto(f"/consultations/votes/{vote}/")
    page.check("input[value=for]")
    page.click("[data-ballot-form] button")
    expect(page.locator("[data-ballot-receipt]")).to_have_text(RECEIPT)
    assert not any("choice" in each for each in sent)  # only what is sealed leaves the phone
    return page.locator("[data-ballot-receipt]").inner_text()


def _count(page: Page, vote: str, files: list[Path]) -> None:
    page.goto(f"/desk/consultations/votes/{vote}/box/")
    page.set_input_files("#key-one", files[0])
    page.set_input_files("#key-two", files[1])
    page.click("[data-box-open]")
    expect(page.locator("input[name=for]")).to_have_value("1")
    page.check("input[name=is_sure]")
    press(page, "[data-box-form] button")
    assert "计票结果已提交" in say(page)
