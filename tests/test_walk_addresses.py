"""Does everybody get at every address what they should, and nobody a broken page?

The table is tests/addresses.py.
"""

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.forms.moves import FORMS
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.portal import RESIDENTS
from jinlin.domains.appeals.tests.cast import cast_of_dehua, now_of
from jinlin.domains.wishes.forms.moves import FORMS as WISH_FORMS
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.portal.following import RESIDENTS as WISHERS
from tests.addresses import CALLERS, DESK_READS, DESK_WRITES, PORTAL_READS, PORTAL_WRITES, lines
from tests.addresses_of_programs import API, PROGRAMS
from tests.addresses_of_reference_data import ADMIN
from tests.beside import beside, brought
from tests.scene import Scene, callers, copies, programs, scene_of
from tests.scene_of_projects import bodies_of_projects

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
SAMPLE_KEY = "0190a5a0-0000-7000-8000-000000000000"


@dataclass(frozen=True)
class House:
    scene: Scene
    browsers: dict[str, Client]
    programs: dict[str, Client]
    stood_at: datetime


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[House]:
    """One house for all tests of this file; each of them undoes what it did."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        scene = scene_of(cast_of_dehua())
        yield House(scene, callers(scene.cast), programs(scene.cast), clock.now())


@pytest.fixture(autouse=True)
def _soon_after(request) -> Iterator[None]:
    """What is open for some minutes is open for the whole walk, however long it takes."""
    if "house" not in request.fixturenames:
        yield
        return
    with clock.set_to(request.getfixturevalue("house").stood_at + timedelta(minutes=1)):
        yield


@pytest.fixture
def scene(house, db) -> Scene:
    return house.scene


@pytest.fixture
def browsers(house, db) -> dict[str, Client]:
    return copies(house.browsers)


def test_no_address_is_missing_from_the_table():
    walked = {
        _route(address)
        for address in [*READS, *WRITES, *REFERENCE, *(asked[1] for asked, _words in API_LINES)]
    }
    assert {route for route, _name in _routes(get_resolver())} - walked == set()


def test_no_move_is_missing_from_the_table():
    assert {address for address in READS if address.startswith("/desk/appeals/{appeal}/")} >= {
        f"/desk/appeals/{{appeal}}/{move}/" for move in FORMS
    }
    assert {address for address in READS if address.startswith("/appeals/{appeal}/")} >= {
        f"/appeals/{{appeal}}/{move}/" for move in RESIDENTS
    }
    assert set(READS) >= {f"/desk/wishes/{{wish}}/{move}/" for move in WISH_FORMS}
    assert set(READS) >= {f"/wishes/{{wish}}/{move}/" for move in WISHERS}


@pytest.mark.parametrize("caller", CALLERS)
def test_everybody_reads_what_they_may_and_nothing_else(scene, browsers, caller):
    browser = browsers[caller]
    assert _walk(browser, "get", READS, scene) == {
        address: words[caller] for address, words in READS.items()
    }


@pytest.mark.parametrize("caller", ["visitor", "resident", "clerk", "audit_admin"])
def test_no_page_stays_behind_in_a_browser(scene, caller):
    """Only files and calendars may be kept for a while; a photo by its own viewer alone."""
    browser, kept = callers(scene.cast)[caller], {}
    for address in READS:
        answer = browser.get(address.format(**scene.names))
        b"".join(answer.streaming_content if answer.streaming else ())
        if "no-store" not in (told := answer["Cache-Control"]):
            kept[address] = (answer["Content-Type"].partition(";")[0], told)
    assert set(kept.values()) <= {
        ("image/jpeg", "private, max-age=600"),
        ("text/calendar", "max-age=900, private"),
        ("text/calendar", "max-age=900, public"),
    }, kept


@pytest.mark.parametrize("caller", CALLERS)
def test_an_empty_form_changes_nothing_and_is_refused_to_whoever_may_not_send_it(
    scene, browsers, caller
):
    browser = browsers[caller]
    assert _walk(browser, "post", WRITES, scene) == {
        address: words[caller] for address, words in WRITES.items()
    }
    others = _walk(browser, "post", set(READS) - set(WRITES), scene)
    assert {address: word for address, word in others.items() if word not in CLOSED} == {}


@pytest.mark.parametrize("caller", CALLERS)
def test_only_the_system_administrator_keeps_reference_data(scene, browsers, caller):
    browser = browsers[caller]
    for turn, method in enumerate(("get", "post")):
        expected = {
            address: words[turn]
            if caller == "system_admin"
            else _at_the_reference_door(address, caller)
            for address, words in REFERENCE.items()
        }
        assert _walk(browser, method, REFERENCE, scene) == expected


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_does_what_its_token_and_its_user_may(scene, house, program):
    client = copies(house.programs)[program]
    whole = _bodies(scene)
    found = {}
    for asked, _words in API_LINES:
        method, address, body = asked
        found[asked] = _word(
            client, method.lower(), address, scene, body=_body_of(body, address, whole)
        )
    assert found == {asked: words[program] for asked, words in API_LINES}


def _walk(browser: Client, method: str, addresses: Any, scene: Scene) -> dict[str, str]:
    form = {"data": {"csrfmiddlewaretoken": "x"}} if method == "post" else {}
    return {address: _word(browser, method, address, scene, **form) for address in addresses}


def _word(
    browser: Client,
    method: str,
    address: str,
    scene: Scene,
    *,
    body: str | None = None,
    **form: Any,
) -> str:
    """What comes back, as a word of the table; whatever was done is undone, so that each address
    finds the same house.
    """
    kept = copy.deepcopy(browser.cookies)
    sent = form if body is None else {"data": body, "content_type": "application/json"}
    with transaction.atomic():
        answer = getattr(browser, method)(address.format(**scene.names), **sent)
        b"".join(
            answer.streaming_content if answer.streaming else ()
        )  # read to the end, a file is closed
        transaction.set_rollback(True)
    browser.cookies = kept
    if answer.status_code != 302:
        return str(answer.status_code)
    return DOORS.get(urlsplit(answer["Location"]).path, "302")


def _at_the_reference_door(address: str, caller: str) -> str:
    if address == "/desk/admin/logout/":
        return "302"
    if address == "/desk/admin/login/":
        return "desk" if caller == "visitor" else "403"
    return "adm"


def _bodies(scene: Scene) -> dict[str, dict[str, Any]]:
    """A whole body for each move, and for a report."""
    version = now_of(Appeal(pk=scene.names["appeal"])).version
    reason = {"reason": "重复"}
    moves: dict[str, dict[str, Any]] = {
        "accept": {"category": "0202"},
        "answer_at_once": {"reply": "已修好。", "category": "0202"},
        "hand_over": {"unit": str(scene.names["unit"])},
        "finish": {"reply": "路灯已更换。"},
        "judge": {"answered": True, "solved": True, "satisfied": True},
        "reject": {"reason": "不属本县", "basis": "属地管理", "instead": "请拨打 12345"},
        "close": reason,
        "reopen": reason,
        "withdraw": reason,
        "add_information": {"text": "又坏了一盏。"},
    }
    moves |= _bodies_of_further_moves(scene)
    moves |= _bodies_of_wishes() | bodies_of_projects()
    for bodies in brought("addresses", "bodies"):
        moves |= bodies(scene.names)
    report = {"place": scene.cast.places.neighbourhood.code, "text": "三号楼路灯坏了。"}
    seen = {
        "wishes": Wish.objects.get(pk=scene.names["wish"]).version,
        "talents": scene.names["talent_help_version"],
        "projects": scene.names["task_version"],
    }
    return {
        "appeals": report,
        **{
            name: {"version": seen.get(name.partition(".")[0], version), **said}
            for name, said in moves.items()
        },
    }


def _bodies_of_wishes() -> dict[str, dict[str, Any]]:
    return {
        "wishes.publish": {"title": "一床厚被子"},
        "wishes.ask_back": {"question": "多大的？"},
        "wishes.decline": {"reason": "已有救助", "instead": "民政办"},
        "wishes.release": {"reason": "联系不上"},
        "wishes.fulfil": {"handed_on": str(clock.today()), "what": "一床棉被。"},
        "wishes.remark": {"text": "下午在家。"},
        "talents.tell": {"went": "well"},
        "talents.accept": {"comes": "今晚七点"},
        **{name: {"reason": "没空"} for name in ("talents.decline", "talents.give_up")},
        "talents.call_off": {},
    }


def _bodies_of_further_moves(scene: Scene) -> dict[str, dict[str, Any]]:
    soon, nobody, reason = (
        str(clock.today() + timedelta(days=2)),
        str(scene.names["nobody"]),
        {"reason": "等配件"},
    )
    decided = (
        "unmerge",
        "return_",
        "grant_extension",
        "refuse_extension",
        "ask_exclusion",
        "grant_exclusion",
        "refuse_exclusion",
    )
    return {
        **dict.fromkeys(decided, reason),
        "convene": {
            "helper": str(scene.cast.units.property.pk),
            "task": "打开门禁。",
            "due_on": soon,
        },
        "answer_part": {"part": nobody, "reply": "已打开。"},
        "note_silence": {"part": nobody},
        "release": {"part": nobody, **reason},
        "split": {"text": "井盖也松了。", **reason},
        "merge": {"main": "250101-NOPE1"},
        "assign": {"unit": str(scene.names["unit"]), **reason},
        "ask_extension": {"days": 3, **reason},
        "pause": {"whom": "outside", "review_on": soon, **reason},
        "reassign": {"unit": str(scene.cast.units.property.pk), **reason},
        **{name: {} for name in ("resume", "take_back", "take_on")},
        "pass_on": {"to": nobody},
        "call_back": {"reached": False, "note": "无人接听"},
        "hurry": {},
        "supervise": {"order": "三日内到场。", "due_on": soon},
        "answer_supervision": {"answer": "已到场。"},
    }


def _body_of(kind: str, address: str, whole: dict[str, dict[str, Any]]) -> str | None:
    name = address.rpartition("/")[2]
    domain = address.split("/")[3].partition("?")[0]
    said = whole.get(f"{domain}.{name}", whole.get(name, {}))
    shapes = {
        "none": None,
        "empty": {},
        "whole": said,
        "stale": {**said, "version": said.get("version", 1) + 1},
        "torn": "{",
    }
    shape = shapes[kind]
    return shape if shape is None or isinstance(shape, str) else json.dumps(shape)


def _routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern).removeprefix("^")
        if isinstance(each, URLPattern):
            yield route, each.name
        else:
            yield from _routes(each, route)


def _route(address: str) -> str:
    """The pattern that answers this address of the table; none when the address is there to show
    that nothing does.
    """
    keys = {
        name: SAMPLE_KEY
        for _literal, name, _spec, _conversion in Formatter().parse(address)
        if name
    }
    try:
        return resolve(address.partition("?")[0].format(**{**keys, "code": "station1"})).route
    except Resolver404:
        return ""
