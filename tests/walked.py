"""How is every address of the house walked: for whom, with what, and what came back?

The table is tests/addresses.py. The fixtures here serve whichever file of tests imports them.
"""

import copy
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django import shortcuts
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.web import refusals
from tests.addresses import DESK_READS, DESK_WRITES, PORTAL_READS, PORTAL_WRITES, lines
from tests.addresses_of_programs import API, PROGRAMS
from tests.addresses_of_reference_data import ADMIN
from tests.beside import beside
from tests.just_seen import just_seen
from tests.scene import Scene, callers, copies, programs, scene_of

AS_TYPED = "application/x-www-form-urlencoded"
DOORS = {"/sign-in/": "in", "/desk/sign-in/": "desk", "/desk/admin/login/": "adm"}
DOMAINS = [each for each in beside("addresses") if hasattr(each, "READS")]
CLOSED = {"401", "403", "404", "405", *DOORS.values()}
READS = {
    address: words
    for table in (PORTAL_READS, DESK_READS, *(each.READS for each in DOMAINS))
    for (address,), words in lines(table)
}
WRITES = {
    address: words
    for table in (PORTAL_WRITES, DESK_WRITES, *(each.WRITES for each in DOMAINS))
    for (address,), words in lines(table)
}
REFERENCE = {
    asked[0]: tuple(words)
    for asked, words in (
        (cells[:1], cells[1:])
        for cells in (
            line.split()
            for line in "".join([ADMIN, *(getattr(each, "ADMIN", "") for each in DOMAINS)])
            .strip()
            .splitlines()
            if line and not line.startswith("#")
        )
    )
}
API_LINES = [
    line
    for table in (API, *(getattr(each, "PROGRAMS", "") for each in DOMAINS))
    for line in lines(table, PROGRAMS)
]


Read = dict[str, tuple[str, tuple[str, str]]]  # by address a word, and for how long what is kept


@dataclass(frozen=True)
class House:
    scene: Scene
    browsers: dict[str, Client]
    programs: dict[str, Client]
    stood_at: datetime
    read: dict[str, Read] = field(default_factory=dict)  # what each caller found, once read


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[House]:
    """One house for all tests of a file; each of them undoes what it did."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        scene = scene_of(cast_of_dehua())
        browsers = callers(scene.cast)
        just_seen(browsers.values())
        yield House(scene, browsers, programs(scene.cast), clock.now())


@pytest.fixture(autouse=True)
def soon_after(request) -> Iterator[None]:
    """What is open for some minutes is open for the whole walk, however long it takes."""
    if "house" not in request.fixturenames:
        yield
        return
    with clock.set_to(request.getfixturevalue("house").stood_at + timedelta(minutes=1)):
        yield


@pytest.fixture(autouse=True)
def draw_each_refusal_once(monkeypatch) -> Iterator[None]:
    """A refusal's page with the same words for the same face and caller looks the same at every
    address: a caller's test draws it once. And nobody looks at a line of the log for each refusal.
    """
    drawn: dict[Any, bytes] = {}

    def render(
        request: Any, template: str, context: dict[str, Any], *, status: int
    ) -> HttpResponse:
        key = (template, status, repr(context), request.user.pk)
        if key not in drawn:
            drawn[key] = shortcuts.render(request, template, context, status=status).content
        return HttpResponse(drawn[key], status=status)

    monkeypatch.setattr(refusals, "render", render)
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def scene(house, db) -> Scene:
    return house.scene


@pytest.fixture
def browsers(house, db) -> dict[str, Client]:
    return copies(house.browsers)


def walk(browser: Client, method: str, addresses: Any, scene: Scene) -> dict[str, str]:
    """`post`: as a browser sends a form without files."""
    form = {"data": "csrfmiddlewaretoken=x", "content_type": AS_TYPED} if method == "post" else {}
    return {
        address: word_of(answer_of(browser, method, address, scene, **form))
        for address in addresses
    }


def answer_of(
    browser: Client,
    method: str,
    address: str,
    scene: Scene,
    *,
    body: str | None = None,
    **form: Any,
) -> Any:
    """What comes back; whatever was done is undone, so that each address finds the same house."""
    kept = copy.copy(browser.cookies)  # an answer puts another cookie in the place of one
    sent = form if body is None else {"data": body, "content_type": "application/json"}
    with transaction.atomic():
        answer = getattr(browser, method)(address.format(**scene.names), **sent)
        b"".join(
            answer.streaming_content if answer.streaming else ()
        )  # read to the end, a file is closed
        transaction.set_rollback(True)
    browser.cookies = kept
    return answer


def word_of(answer: Any) -> str:
    """What came back, as a word of the table."""
    if answer.status_code != 302:
        return str(answer.status_code)
    return DOORS.get(urlsplit(answer["Location"]).path, "302")
