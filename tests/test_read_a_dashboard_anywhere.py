"""Can everybody read a dashboard: on a phone, on a wall, of one unit, and on paper?

Each is opened once; the pages of forms, ledgers, public figures and the proof stand with all others
in `test_be_accessible.py`.
"""

import re

import pytest
from playwright.sync_api import Page

from tests.browsing import DESK, PHONE, Chromium
from tests.test_be_accessible import AXE, LEAST, SMALL, barriers_of

pytestmark = pytest.mark.browser
WALL = {"width": 1920, "height": 1080}
OVERVIEW = "/desk/overview/"


@pytest.fixture
def page(visit: Chromium) -> Page:
    opened = visit.as_staff("lead", viewport=PHONE)
    opened.context.add_init_script(path=AXE)
    return opened


def is_within(page: Page) -> bool:
    """Nothing stands beyond the right edge of the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize(
    ("query", "size"), [("", PHONE), ("?wall=1", WALL), ("?unit={unit}", DESK)], ids=str
)
def test_a_dashboard_has_no_barrier_and_stands_within_its_screen(
    visit: Chromium, page: Page, query: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.goto(f"{OVERVIEW}{query.format(**visit.house.people)}")
    assert barriers_of(page) == []
    assert is_within(page)
    if size is PHONE:
        assert page.evaluate(SMALL, LEAST["normal"]) == []


def test_printed_it_is_one_page_without_a_barrier(page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto(OVERVIEW)
    page.emulate_media(media="print")
    assert barriers_of(page) == []
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
