"""Can everybody use every page: with a screen reader, with weak eyes, with a trembling hand, in
normal and in elder mode?
"""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsing import DESK, PHONE, Chromium
from tests.house import ROOT
from tests.pages import DESK_PAGES, PORTAL_PAGES, addresses

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEAST = {"normal": 44, "elder": 60}  # pixels that a thumb needs
GRAVE = {"serious", "critical"}
EVERYBODY = [*PORTAL_PAGES, *DESK_PAGES]
RUN = """() => axe.run(document, {
    resultTypes: ['violations'],
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
})"""
# Buttons, links that look like buttons, and what navigates; not the links inside sentences. A
# control inside a larger label is as large as the label, the title of a line as large as its line.
SMALL = """least => [...document.querySelectorAll(
        "button, .button, .pick, .chip, .tile[href], .bottombar a, .tool, " +
        "input:not([type=hidden]), select, summary")]
    .filter((it) => it.checkVisibility({visibilityProperty: true}))
    .filter((it) => !it.closest(".skip, .sr, dialog"))
    .map((it) => [it, (
        ["radio", "checkbox", "file", "search"].includes(it.type) && it.closest("label, .search") ||
        it.matches(".list .line-title") && it.closest("li") || it).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5))
    .map(([it, box]) => `${it.tagName.toLowerCase()}.${it.className} ` +
        `«${(it.innerText || it.name || "").trim().slice(0, 20)}» ` +
        `${Math.round(box.width)}x${Math.round(box.height)}`)"""


@dataclass(frozen=True)
class Seen:
    """What one page showed: grave barriers, and what is too small for a thumb."""

    barriers: list[str]
    small: list[str]


class Walks(dict[tuple[str, str], dict[str, Seen]]):
    """Every page opened once for each person and mode, for all that is asked about it."""

    def of(self, visit: Chromium, who: str, mode: str) -> dict[str, Seen]:
        if (who, mode) not in self:
            asked = PORTAL_PAGES.get(who) or DESK_PAGES[who]
            page = _window(visit, who, mode)
            self[who, mode] = {
                address: _seen(page, address, LEAST[mode])
                for address in addresses(asked, visit.house)
            }
        return self[who, mode]


@pytest.fixture(scope="module")
def walks() -> Walks:
    return Walks()


@pytest.mark.parametrize("mode", ["normal", "elder"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_has_a_serious_barrier(visit: Chromium, walks: Walks, who: str, mode: str) -> None:
    walked = walks.of(visit, who, mode)
    assert {address: seen.barriers for address, seen in walked.items() if seen.barriers} == {}


@pytest.mark.parametrize("mode", LEAST)
@pytest.mark.parametrize("who", PORTAL_PAGES)
def test_what_is_tapped_is_large_enough_for_a_thumb(
    visit: Chromium, walks: Walks, who: str, mode: str
) -> None:
    walked = walks.of(visit, who, mode)
    assert {address: seen.small for address, seen in walked.items() if seen.small} == {}


def test_a_barrier_and_a_small_button_would_be_found(visit: Chromium) -> None:
    page = _window(visit, "visitor", "elder")
    page.goto("/me/")
    assert page.locator("html[data-elder]").count() == 1
    bad = (
        '<img src="/static/favicon.svg">'
        '<button class="odd"><svg width="8" height="8"></svg></button>'
    )
    page.evaluate("bad => document.querySelector('main').insertAdjacentHTML('beforeend', bad)", bad)
    assert {"button-name", "image-alt"} <= {each["id"] for each in page.evaluate(RUN)["violations"]}
    assert [found.partition(" ")[0] for found in page.evaluate(SMALL, 60)] == ["button.odd"]


def _window(visit: Chromium, who: str, mode: str) -> Page:
    ways: dict[str, Any] = {"bypass_csp": True, "viewport": PHONE if who in PORTAL_PAGES else DESK}
    page = (
        visit.as_visitor(bypass_csp=True)
        if who == "visitor"
        else visit.as_resident(bypass_csp=True)
        if who == "resident"
        else visit.as_staff(who, **ways)
    )
    page.context.add_init_script(path=AXE)
    if mode == "elder":
        page.context.add_cookies([{"name": "elder", "value": "on", "url": visit.house.url}])
    return page


def _seen(page: Page, address: str, least: int) -> Seen:
    page.goto(address)
    small = page.evaluate(SMALL, least)
    return Seen(barriers_of(page), small)


def barriers_of(page: Page) -> list[str]:
    """The grave ones of the page as it stands."""
    return [
        f"{each['id']}: {[node['target'] for node in each['nodes']][:3]}"
        for each in page.evaluate(RUN)["violations"]
        if each["impact"] in GRAVE
    ]
