"""Which houses and browsers do the whole-house tests share?

One running house for a session, and one Chromium where nothing else runs; one house to send forms
to for a file of tests.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from jinlin.core.tests.standing import standing
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from tests.browsing import BROWSER, FLAGS, Chromium
from tests.just_seen import just_seen
from tests.scene import Scene, callers, copies, programs, scene_of
from tests.sent_forms import FORMS
from tests.serving import House, house_at


@pytest.fixture(scope="session")
def running(tmp_path_factory) -> Iterator[House]:
    """A house on SQLite that serves the small cast, with its codes on the page."""
    with house_at(tmp_path_factory.mktemp("house"), database="sqlite") as house:
        assert house.people["token"]
        house.start()
        yield house


def as_long_as_only_browsers_are_driven(fixture_name: str, config: pytest.Config) -> str:
    """Beside an open browser no test of the same process may ask a database."""
    return "session" if config.option.stage == "chromium" else "module"


@pytest.fixture(scope=as_long_as_only_browsers_are_driven)
def playwright() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope=as_long_as_only_browsers_are_driven)
def browser(playwright: Any) -> Iterator[Any]:
    """Each window of it knows nothing of the others."""
    browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def chromium(running: House, browser: Any) -> Iterator[Chromium]:
    chromium = Chromium(running, browser)
    yield chromium
    chromium.close_windows()


@pytest.fixture
def visit(chromium: Chromium) -> Iterator[Chromium]:
    """The browser for one test.

    Afterwards its windows are closed, and nothing may have gone wrong in any of them.
    """
    yield chromium
    complaints = chromium.close_windows()
    assert complaints == []


@dataclass(frozen=True)
class StandingHouse:
    scene: Scene
    browsers: dict[str, Client]
    clerks: Client  # a program
    made: dict[Any, Appeal]  # an appeal in each state that a form is sent for


@pytest.fixture(scope="module")
def standing_house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[StandingHouse]:
    """One house for all tests of a file that sends forms; each of them undoes what it did."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        scene = scene_of(cast_of_dehua())
        made = {form.state: form.state(scene.cast) for form in FORMS if form.state}
        browsers = callers(scene.cast)
        just_seen(browsers.values())
        yield StandingHouse(scene, browsers, programs(scene.cast)["clerk"], made)


@pytest.fixture
def scene(standing_house, db) -> Scene:
    return copy.deepcopy(standing_house.scene)


@pytest.fixture
def browsers(standing_house, scene) -> dict[str, Client]:
    return copies(standing_house.browsers)


@pytest.fixture
def visitor(scene, browsers) -> Client:
    """Somebody not signed in, who has chosen a neighbourhood."""
    browsers["visitor"].cookies["place"] = scene.cast.places.neighbourhood.code
    return browsers["visitor"]


@pytest.fixture
def made(standing_house, db) -> dict[Any, Appeal]:
    return standing_house.made


@pytest.fixture
def clerks_program(standing_house, scene) -> Client:
    return copies({"clerk": standing_house.clerks})["clerk"]
