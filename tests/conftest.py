"""Which houses and browsers do the whole-house tests share?

One running house for a session, one Chromium for a file of tests.
"""

from collections.abc import Iterator

import pytest

from tests.browsing import FLAGS, Chromium
from tests.serving import House, house_at


@pytest.fixture(scope="session")
def running(tmp_path_factory) -> Iterator[House]:
    """A house on SQLite that serves the small cast, with its codes on the page."""
    with house_at(tmp_path_factory.mktemp("house"), database="sqlite") as house:
        assert house.people["token"]
        house.start()
        yield house


@pytest.fixture(scope="module")
def chromium(running: House) -> Iterator[Chromium]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield Chromium(running, browser)
        browser.close()


@pytest.fixture
def visit(chromium: Chromium) -> Iterator[Chromium]:
    """The browser for one test.

    Afterwards its windows are closed, and nothing may have gone wrong in any of them.
    """
    yield chromium
    complaints = chromium.close_windows()
    assert complaints == []
