"""Is what is sealed absent? The same history twice, once with a sealed case in it: whoever was not
on its team gets the same pages, and the house asks the database as often.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.rollup import refresh
from jinlin.core.time import clock
from jinlin.domains.casework import actions, jobs
from jinlin.domains.casework.actions import Client, Intake, Known, Told
from jinlin.domains.casework.measures import MEASURES
from jinlin.domains.casework.models import Case, Opening
from jinlin.domains.casework.tests.cast import (
    CHILD,
    agreed,
    closed,
    group,
    now_of,
    sealed,
    session,
    working,
)
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.tests.county import COUNTY, at_desk, at_phone

EVERYWHERE = ("lead", "audit_admin")  # walk all addresses
NEAR = (
    "visitor",
    "clerk",
    "colleague",
    "other_watcher",
    "other_worker",
    "system_admin",
    "resident",
)
ALSO = ("second_clerk", "handler", "supervisor", "town_outsider", "county_outsider", "neighbour")
SHORT = (
    *("/desk/", "/desk/search/?q=苗小禾", "/desk/people/?q=苗小禾", "/desk/figures/"),
    *("/desk/overview/", "/desk/services/", "/desk/services/sums/", "/desk/casework/"),
    *("/mine/", "/notices/", "/social-work/", "/api/v1/casework/services", "/api/v1/figures"),
)
OF_THE_CHAIN = ("core.Entry", "core.Words", "core.Sought")
KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,64}")
DRAWN = re.compile(r"(GA|XZ|SQ)\d\d-[2-9A-Z]{6}|eyJ[\w:-]+|[A-Za-z0-9_-]{60,}|jl_[\w-]+")
NOW = clock.at(date(2026, 3, 5), 10)
CLOSE_BY = (
    "/desk/",
    "/desk/casework/",
    "/desk/casework/?state=all",
    "/desk/casework/?q=苗小禾",
    "/desk/casework/register/",
    "/desk/casework/openings/",
    "/desk/search/?q=苗小禾",
    "/desk/search/?q=13977770001",
    "/desk/people/",
    "/desk/people/?q=苗小禾",
    "/desk/services/",
    "/desk/services/export.csv",
    "/desk/services/points/",
    "/desk/figures/",
    *(
        f"/desk/figures/casework.{key}/{rows}"
        for key in ("youth_counselling", "person_times", "services", "people", "villages")
        for rows in ("", "rows/")
    ),
    "/social-work/",
    "/social-work/?year=2025",
    "/desk/services/sums/",
    "/desk/services/export.xlsx",
    f"/desk/services/?place={COUNTY}&field=judicial",
    "/desk/services/?since=nonsense",
    "/desk/casework/calendar/",
    "/desk/overview/",
    "/desk/ledgers/",
    "/desk/forms/",
    "/desk/reports/",
    "/desk/public-figures/",
    "/figures/",
    "/figures/figures.csv",
    "/figures/measures.csv",
    "/notices/",
    "/desk/visits/",
    "/api/v1/casework/cases",
    "/api/v1/casework/services",
    "/api/v1/figures",
)
SKIPPED = re.compile(r"sign|security|logout|static|burden|demo|jsi18n|login|password|openapi|docs")


@pytest.fixture(scope="module")
def twins(cast_standing, django_db_blocker):
    """What everybody gets in the one house and in the other."""
    with django_db_blocker.unblock(), clock.set_to(NOW):
        return {
            name: _in_a_house(cast_standing, told)
            for name, told in (("without", _nothing), ("with", _sealed_file))
        }


def test_everybody_outside_the_team_gets_the_same_pages(twins):
    one, other = ({where: body for where, (body, _n) in _pages(house)} for house in twins.values())
    assert {where for where in one if one[where] != other[where]} == set()


def test_the_house_asks_the_database_as_often(twins):
    one, other = ({where: n for where, (_body, n) in _pages(house)} for house in twins.values())
    assert {where: (one[where], other[where]) for where in one if one[where] != other[where]} == {}


def test_the_twins_are_no_empty_houses(twins):
    """The control: what is not sealed does show."""
    told = twins["without"]
    assert "13***" not in told["other_worker", "/desk/casework/"][0]
    assert "苗小禾" in told["other_worker", "/desk/casework/?q=苗小禾"][0]
    assert len(told) > 300
    assert sum(body.startswith("200") for _where, (body, _n) in _pages(told)) > 150


def test_a_case_that_is_only_closed_would_have_been_noticed(cast):
    """The control: without the seal the figures of the two houses differ."""
    with clock.set_to(NOW):
        before = _answer(at_desk(cast.users.lead), "/desk/figures/casework.youth_counselling/")[0]
        closed(cast, client=CHILD, field="youth")
        after = _answer(at_desk(cast.users.lead), "/desk/figures/casework.youth_counselling/")[0]
    assert before != after


@pytest.mark.parametrize("who", ["other_worker", "colleague", "lead"])
@pytest.mark.parametrize("page", ["", "notes/", "close/", "seal/", "looks/", "team/"])
def test_a_sealed_case_answers_like_one_that_never_was(cast, who, page):
    case = sealed(cast, closed(cast, client=CHILD, field="youth"))
    browser = at_desk(getattr(cast.users, who))
    for method in ("get", "post"):  # what is kept in memory is kept before it is counted
        getattr(browser, method)(f"/desk/casework/0190a5a0-0000-7000-8000-000000000001/{page}")
    for method in ("get", "post"):
        answers = [
            _answer(browser, f"/desk/casework/{key}/{page}", method)
            for key in (case.pk, "0190a5a0-0000-7000-8000-000000000000")
        ]
        assert answers[0] == answers[1]


def test_a_second_case_of_the_same_child_opens_as_if_it_were_the_first(cast):
    """Same page, same words, same number of statements, whether there is a sealed one or not."""
    found = []
    for is_sealed in (False, True):
        with transaction.atomic():
            if is_sealed:
                sealed(cast, closed(cast, client=CHILD, field="youth"))
            told = {
                "agency": cast.units.other_agency.pk,
                "method": "individual",
                "field": "youth",
                "name": "苗小禾",
                "phone": "13977770001",
                "place": cast.places.community.code,
                "source": "self",
                "problem": "不愿上学",
                "key": "0190a5a0-0000-7000-8000-000000000001",
            }
            browser = at_desk(cast.users.other_worker)
            browser.get("/desk/casework/")
            found.append(_answer(browser, "/desk/casework/new/", "post", told))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0][0].startswith("302")


def test_no_other_table_of_the_house_has_a_row_more(twins):
    """Neither messages nor webhooks, neither people nor jobs; but what happened to the case is on
    the chain, under its own key.
    """
    one, other = (house["house", "rows"] for house in twins.values())
    more = {label: (n, other[label]) for label, n in one.items() if n != other[label]}
    assert set(more) <= set(OF_THE_CHAIN), more
    assert more, "the control: the sealed file did happen"


def test_a_calendar_of_a_colleague_is_the_same_to_the_byte(twins):
    one, other = (house["other_worker", "calendar"][0] for house in twins.values())
    assert one == other
    assert "BEGIN:VEVENT" in one


def _parting(one: str, other: str) -> str:
    """The first line in which two pages differ."""
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    lines = next((f"{a[:200]} | {b[:200]}" for a, b in pairs if a != b), "")
    return lines or ("" if one == other else "one is longer")


def _in_a_house(cast, told: Callable) -> dict:
    with transaction.atomic(), ExitStack() as undone:
        undone.callback(transaction.set_rollback, True)
        _history(cast, told)
        found = {}
        addresses = list(dict.fromkeys([*CLOSE_BY, *_addresses()]))
        warm = _browser(cast, "lead")
        for address in addresses:  # what is kept in memory is kept before it is counted
            _answer(warm, address)
        for who in (*EVERYWHERE, *NEAR, *ALSO):
            browser = _browser(cast, who)
            asked = addresses if who in EVERYWHERE else SHORT if who in ALSO else CLOSE_BY
            for address in asked:
                found[who, address] = _answer(browser, address)
        found["other_worker", "calendar"] = _calendar_of(cast)
        found["house", "rows"] = _rows()
        auditor = _browser(cast, "audit_admin")
        found["audit_admin", "verified"] = _answer(auditor, "/desk/audit/verify/", "post")
        return found


def _pages(house: dict) -> Iterator:
    return ((where, told) for where, told in house.items() if where[0] != "house")


def _calendar_of(cast) -> tuple[str, int]:
    """What a calendar program reads for a colleague who has days of their own."""
    page = _browser(cast, "other_worker").post("/desk/casework/calendar/").content.decode()
    address = page.partition("/casework/calendar/")[2].partition("</p>")[0].strip()
    return _answer(Browser(), f"/casework/calendar/{address}")


def _rows() -> dict[str, int]:
    """How many rows each table of the house has, but those of casework."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.app_label != "casework"
    }


def _history(cast, told: Callable) -> None:
    """What happened in both houses; `told` happens in the middle of it."""
    with clock.set_to(NOW - timedelta(days=200)):
        actions.open_point(
            cast.units.agency,
            cast.places.community,
            name="凤池社工站",
            kind="town_station",
            since=date(2025, 1, 1),
            actor=cast.actors.watcher,
        )
        people = [Known(f"村民{n}", f"139{n:08}") for n in range(12)]
        place = cast.places.community
        actions.serve_many(
            cast.units.agency,
            [
                Told("elderly", "single", place, clock.today(), "入户探访", people=[each])
                for each in people
            ],
            actor=cast.actors.worker,
        )
        group(cast)
    told(cast)
    with clock.set_to(NOW - timedelta(days=20)):
        words = Intake(Client(CHILD.name, CHILD.phone), "youth", cast.places.community)
        case = actions.open_case(cast.units.other_agency, words, actor=cast.actors.other_worker)
        actions.consent(case, purpose="service", relation="self", actor=cast.actors.other_worker)
        case = actions.take_on(now_of(case), actor=cast.actors.other_worker)
        actions.sign(case, session(), actor=cast.actors.other_worker)
        jobs.seal_due()
        jobs.tell_of_second_cases()
    refresh(MEASURES, COUNTY, clock.today())
    for _name, _every, run in jobs.PERIODIC:
        run()


def _nothing(_cast) -> None:
    """The house without it."""


def _sealed_file(cast) -> None:
    """A child's file: worked on, closed, consulted from outside, sealed by the clock."""
    with clock.set_to(NOW - timedelta(days=100)):
        case = working(cast, client=CHILD, field="judicial")
        actions.note_measure(case, clock.today() + timedelta(days=10), actor=cast.actors.worker)
        for _time in range(3):
            actions.sign(case, session(), actor=cast.actors.worker)
        actions.look(case, actor=cast.actors.worker, what="case")
        agreed(cast, case, purpose="thanks", relation="guardian", given_by="苗母")
    with clock.set_to(NOW - timedelta(days=86)):
        assert jobs.seal_due() == 1
    assert now_of(case).sealed_how == "clock"
    asked = actions.ask_to_read(
        case.number, why="consult", reason="法院函", actor=cast.actors.worker
    )
    assert Opening.objects.filter(pk=asked.pk, case=case).exists()
    assert Case.objects.filter(pk=case.pk, sealed_at__isnull=False).exists()


def _browser(cast, who: str) -> Browser:
    if who == "visitor":
        browser = Browser()
    else:
        user = getattr(cast.users, who)
        browser = (at_phone if who == "resident" else at_desk)(user)
        if who != "resident":
            scopes = ["casework:read", "figures:read"]
            _token, raw = issue_token(
                user,
                name="t",
                scopes=scopes,
                expires_on=clock.today() + timedelta(days=9),
                actor=SYSTEM,
            )
            browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {raw}"
    browser.raise_request_exception = False
    browser.get("/")
    return browser


def _answer(browser: Browser, address: str, method: str = "get", told=None) -> tuple[str, int]:
    """The answer with keys and drawn numbers taken out, and how often the database was asked."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(browser, method)(address, told or {})
        body = b"".join(answer) if answer.streaming else answer.content
    text = _cells(body) if body.startswith(b"PK") else body.decode("utf-8", "replace")
    where = KEYS.sub("KEY", answer.get("Location", ""))
    text = text.replace("\r\n ", "")  # a calendar's long lines are folded
    plain = DRAWN.sub("DRAWN", KEYS.sub("KEY", text))
    return f"{answer.status_code} {where}\n{plain}", len(asked)


def _cells(book: bytes) -> str:
    """What stands in an Excel file, without when it was written."""
    with ZipFile(BytesIO(book)) as parts:
        names = sorted(name for name in parts.namelist() if "docProps" not in name)
        return "\n".join(parts.read(name).decode() for name in names)


def _addresses() -> list[str]:
    """Every address of the house without a key in it."""
    found = []
    for before, patterns in _patterns(get_resolver()):
        route = f"/{before}{patterns.pattern}"
        if not re.search(r"[<(\\^$]", route) and not SKIPPED.search(route):
            found.append(route)
    return sorted(set(found))


def _patterns(resolver, before: str = ""):
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield before, each
        else:
            yield from _patterns(each, before + str(each.pattern))


def test_the_walk_knows_the_county():
    assert COUNTY == "350526"
    assert len(_addresses()) > 50
