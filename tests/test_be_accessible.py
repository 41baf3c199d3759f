"""Can everybody use every page: with a screen reader, with weak eyes, with a trembling hand, in
normal and in elder mode?
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browsing import PHONE, Chromium
from tests.house import ROOT, TEMPLATES, name_of, source
from tests.pages import DESK_PAGES, PORTAL_PAGES, addresses

pytestmark = pytest.mark.browser
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LEAST = {"normal": 44, "elder": 60}  # pixels that a thumb needs
GRAVE = {"serious", "critical"}
EVERYBODY = [*PORTAL_PAGES, *DESK_PAGES]
# Only rules whose findings can be grave: axe gives each finding the impact of its rule.
RUN = """() => {
    const only = {type: 'tag',
        values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']};
    const grave = axe._audit.rules
        .filter((it) => axe.utils.ruleShouldRun(it, {page: true}, {runOnly: only}))
        .filter((it) => ['serious', 'critical'].includes(it.impact)).map((it) => it.id);
    const asked = {reporter: 'no-passes', runOnly: {type: 'rule', values: grave}};
    return axe.run(document, asked).then((said) => said.violations);
}"""
# What the house itself does to a page in large text, and takes back; tests below hold it to that.
ELDER = """is_on => {
    document.documentElement.toggleAttribute("data-elder", is_on);
    for (const it of document.querySelectorAll("button[name=elder]")) {
        it.value = is_on ? "off" : "on";
        it.ariaPressed = String(is_on);
        it.querySelector("span").textContent = is_on ? "标准字" : "大字";
    }
}"""
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

# What lies under something else where a finger comes down.
COVERED = """() => {
    const found = [...document.querySelectorAll("main :is(button, a[href], summary, select)")]
        .filter((it) => it.checkVisibility({visibilityProperty: true}))
        .filter((it) => !it.closest(".skip, .sr, dialog"))
        .filter((it) => {
            it.scrollIntoView({block: "center", inline: "center"});
            const box = it.getClientRects()[0];
            const top = box && box.width > 1 && document.elementFromPoint(
                box.left + box.width / 2, box.top + box.height / 2);
            return top && !it.contains(top) && !top.contains(it);
        }).map((it) => `${it.tagName.toLowerCase()}.${it.className} ` +
            `«${(it.innerText || it.name || "").trim().slice(0, 20)}»`);
    scrollTo(0, 0);
    return found;
}"""


@dataclass(frozen=True)
class Seen:
    """What one page showed in one mode: grave barriers, and what is too small for a thumb."""

    barriers: list[str]
    small: list[str]


@dataclass(frozen=True)
class Walked:
    """What the pages of one person showed: in each mode, and on a phone how wide they are and what
    of them nobody can tap.
    """

    modes: dict[str, dict[str, Seen]]
    widths: dict[str, int]
    covered: dict[str, list[str]]


class Walks(dict[str, Walked]):
    """Every page opened once for each person, for all that is asked about it."""

    def of(self, visit: Chromium, who: str) -> Walked:
        if who not in self:
            asked = PORTAL_PAGES.get(who) or DESK_PAGES[who]
            self[who] = _walked(_window(visit, who), addresses(asked, visit.house))
        return self[who]


@pytest.fixture(scope="module")
def walks() -> Walks:
    return Walks()


@pytest.mark.parametrize("mode", LEAST)
@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_has_a_serious_barrier(visit: Chromium, walks: Walks, who: str, mode: str) -> None:
    walked = walks.of(visit, who).modes[mode]
    assert {address: seen.barriers for address, seen in walked.items() if seen.barriers} == {}


@pytest.mark.parametrize("mode", LEAST)
@pytest.mark.parametrize("who", PORTAL_PAGES)
def test_what_is_tapped_is_large_enough_for_a_thumb(
    visit: Chromium, walks: Walks, who: str, mode: str
) -> None:
    walked = walks.of(visit, who).modes[mode]
    assert {address: seen.small for address, seen in walked.items() if seen.small} == {}


@pytest.mark.parametrize("who", EVERYBODY)
def test_nothing_scrolls_sideways_on_a_phone(visit: Chromium, walks: Walks, who: str) -> None:
    widths = walks.of(visit, who).widths
    assert {address: wide for address, wide in widths.items() if wide > PHONE["width"]} == {}


@pytest.mark.parametrize("who", ["visitor", "resident", "caseworker"])
def test_nothing_lies_over_what_is_tapped(visit: Chromium, walks: Walks, who: str) -> None:
    covered = walks.of(visit, who).covered
    assert {address: found for address, found in covered.items() if found} == {}


@pytest.mark.parametrize(("who", "address"), [("resident", "/me/"), ("clerk", "/desk/appeals/")])
def test_large_text_is_what_the_house_makes_of_it(visit: Chromium, who: str, address: str) -> None:
    """A page is turned to large text and back where it stands; so does the house."""
    page = _window(visit, who)
    page.goto(address)
    plain = _written(page)
    page.evaluate(ELDER, True)
    turned = _written(page)
    page.evaluate(ELDER, False)
    assert _written(page) == plain
    page.context.add_cookies([{"name": "elder", "value": "on", "url": visit.house.url}])
    page.goto(address)
    assert page.locator("html[data-elder]").count() == 1
    assert _written(page) == turned != plain


def test_a_barrier_and_a_small_button_would_be_found(visit: Chromium) -> None:
    page = _window(visit, "visitor")
    page.goto("/me/")
    page.evaluate(ELDER, True)
    bad = (
        '<img src="/static/favicon.svg">'
        '<button class="odd"><svg width="8" height="8"></svg></button>'
    )
    page.evaluate("bad => document.querySelector('main').insertAdjacentHTML('beforeend', bad)", bad)
    assert {"button-name", "image-alt"} <= {each["id"] for each in page.evaluate(RUN)}
    assert [found.partition(" ")[0] for found in page.evaluate(SMALL, 60)] == ["button.odd"]


def test_only_the_pages_frame_and_the_choice_know_of_large_text() -> None:
    """Else it would not be enough to turn to it where a page stands."""
    knowing = [name_of(path) for path in TEMPLATES if "house.elder" in source(path)]
    assert [name.rpartition("templates/")[2] for name in knowing] == [
        "page.html",
        "parts/choices.html",
    ]


def _window(visit: Chromium, who: str) -> Page:
    page = (
        visit.as_visitor()
        if who == "visitor"
        else visit.as_resident()
        if who == "resident"
        else visit.as_staff(who)
    )
    page.context.add_init_script(path=AXE)
    return page


def _walked(page: Page, asked: list[str]) -> Walked:
    """The window changes its size only once a page: the next one is opened in the size it has."""
    own = page.viewport_size or PHONE
    sizes = [PHONE] if own == PHONE else [PHONE, own]
    modes: dict[str, dict[str, Seen]] = {mode: {} for mode in LEAST}
    widths, covered = {}, {}
    for address in asked:
        page.goto(address)
        for size in sizes:
            page.set_viewport_size(size)
            if size == PHONE:
                widths[address] = page.evaluate("document.documentElement.scrollWidth")
                covered[address] = page.evaluate(COVERED)
            if size == own:
                for mode, seen in modes.items():
                    page.evaluate(ELDER, mode == "elder")
                    seen[address] = Seen(barriers_of(page), page.evaluate(SMALL, LEAST[mode]))
                page.evaluate(ELDER, False)
        sizes.reverse()
    return Walked(modes, widths, covered)


def _written(page: Page) -> str:
    """The page as it stands, without what is drawn anew for each answer."""
    return re.sub(r'value="([0-9a-f-]{36}|[0-9A-Za-z]{64})"', "", page.content())


def barriers_of(page: Page) -> list[str]:
    """The grave ones of the page as it stands."""
    return [
        f"{each['id']}: {[node['target'] for node in each['nodes']][:3]}"
        for each in page.evaluate(RUN)
        if each["impact"] in GRAVE
    ]
