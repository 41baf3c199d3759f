"""How is the same history told twice, with a sealed file and without, and what is asked of each?"""

import re
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import quote, unquote_to_bytes
from uuid import UUID
from zipfile import ZipFile

from django.apps import apps
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.rollup import refresh
from jinlin.core.time import clock
from jinlin.domains.casework import actions, jobs
from jinlin.domains.casework.actions import Client, Intake, Known, ServiceTerms
from jinlin.domains.casework.measures import MEASURES
from jinlin.domains.casework.models import Case, Opening
from jinlin.domains.casework.tests.cast import (
    CHILD,
    agreed,
    group,
    now_of,
    session,
    working,
)
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import COUNTY, at_desk, at_phone, entrust

ROLES = {
    "clerk": "clerk",
    "lead": "lead",
    "handler": "handler",
    "supervisor": "supervisor",
    "caseworker": "other_worker",
    "case_supervisor": "other_watcher",
    **{name: name for name in ("system_admin", "security_admin", "audit_admin")},
}  # who stands for which role; further roles get somebody of their own at the town
EVERYWHERE = ("anybody", "resident", "colleague")  # these walk all addresses, and so does each role
ALSO = ("second_clerk", "town_outsider", "county_outsider", "neighbour")  # those close by
AT_KEYS = "other_watcher"  # walks all addresses with a key in them
AT_CASES = ("anybody", "resident", "lead", "colleague", "other_worker", "system_admin")
TABLES = ("casework_", "core_entry", "core_words", "core_sought")  # in which the houses differ
NOBODY = UUID("0190a5a0-0000-7000-8000-000000000000")
OF_THE_CHAIN = ("core.Entry", "core.Words", "core.Sought")
KEYS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,64}")
DRAWN = re.compile(r"(GA|XZ|SQ)\d\d-[2-9A-Z]{6}|eyJ[\w:-]+|[A-Za-z0-9_-]{60,}|jl_[\w-]+")
MACHINE = "a token of the machine that measures"
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
SKIPPED = re.compile(r"sign-out|logout|jsi18n")
# Wrong links are counted, and slowed down.
COUNTING = re.compile(r"sign-out|logout|jsi18n|^/link/")
MACHINES = ("/health", "/health/live", "/health/ready", "/metrics")
MEASURED = re.compile(
    r"^(# |jinlin_(request|disk|database|worker|backup))"
)  # of the process itself


def in_a_house(cast, people: dict, told: Callable, asked: dict) -> dict:
    with transaction.atomic(), ExitStack() as undone:
        undone.callback(transaction.set_rollback, True)
        key = _history(cast, told)
        found = {"rows": _rows(), "people": people, "asked": asked["lead"], "reads": set()}
        found |= {"pages": {}, "counts": {}, "keyed": {}}
        browsers = {who: _browser(user, who) for who, user in people.items()}
        where = "audit_admin", "verified"
        told = answer(browsers["audit_admin"], "/desk/audit/verify/", "post")
        found["pages"][where], found["counts"][where] = told
        for address in asked["lead"]:  # what is kept in memory is kept before it is counted
            _ask(browsers["lead"], address)
        for who, browser in browsers.items():
            for address in asked[who]:
                body, statements = _ask(browser, address)
                found["pages"][who, address] = body
                found["counts"][who, address] = len(statements)
                if any(table in sql for sql in statements for table in TABLES):
                    found["reads"].add((who, address))
        if key:
            found["keyed"] = _at_keys(browsers, key)
        found["calendar"] = _calendar_of(cast)
        return found


def everybody(cast) -> dict:
    """Somebody of each role, and outsiders: by name."""
    names = [*ROLES.values(), *EVERYWHERE[1:], *ALSO]
    found = {"anybody": None, **{name: getattr(cast.users, name) for name in names}}
    more = {f"role_{role}": role for role in Role if role not in ROLES}
    users = {
        name: User(county=COUNTY, username=name.replace("_", "-"), name="同事", password="!")
        for name in more
    }
    User.objects.bulk_create(users.values())
    staff = {name: ("同事", role, "town", "town") for name, role in more.items()}
    entrust(staff, users, vars(cast.places), vars(cast.units))
    return {**found, **users}


def all_of(people: dict) -> dict:
    """Which addresses each asks: all; outsiders of known roles those that are close by."""
    every = list(dict.fromkeys([*CLOSE_BY, *addresses(), *MACHINES]))
    return {who: list(CLOSE_BY) if who in ALSO else every for who in people}


def _at_keys(browsers: dict, key: UUID) -> dict:
    """What is answered to the key of the sealed file, and to one that is nobody's."""
    found = {}
    routes = _routes_with_keys()
    own = [route for route in routes if route.startswith("/desk/casework/")]
    for who, browser in browsers.items():
        for route in routes if who == AT_KEYS else own if who in AT_CASES else ():
            found[who, route] = [
                (body, len(statements))
                for body, statements in (
                    _ask(browser, route.replace("KEY", str(each))) for each in (key, NOBODY)
                )
            ]
    return found


def _routes_with_keys() -> list[str]:
    """Every address with a key in it, its other parts filled in."""
    told = {"code": COUNTY, "county": COUNTY, "move": "close", "scale": "daily", "year": "2025"}
    told |= {"month": "1", "number": "1"}
    found = []
    for before, pattern in _patterns(get_resolver()):
        route = f"/{before}{pattern.pattern}"
        if not re.search(r"<(uuid|uuidstr|pk|path:object_id)", route) or "(?" in route:
            continue
        route = re.sub(r"<(uuid|uuidstr):\w+>|<pk>|<path:object_id>", "KEY", route)
        found.append(re.sub(r"<(?:\w+:)?(\w+)>", lambda part: told.get(part[1], "x"), route))
    return sorted({route for route in found if not COUNTING.search(route)})


def _ask(browser: Browser, address: str) -> tuple[str, list[str]]:
    """The answer without keys and drawn numbers, and what the database was asked: straight through
    the house, without what a test client writes down of templates.
    """
    path, _mark, query = address.partition("?")
    statements: list[str] = []

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    asked = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1")}
    environ = browser._base_environ(**asked, QUERY_STRING=quote(query, safe="=&%"))
    with connection.execute_wrapper(note):
        answer = browser.handler(environ)
        body = b"".join(answer) if answer.streaming else answer.content
    if answer.cookies:
        browser.cookies.update(answer.cookies)
    return _plain(answer, body), statements


def _calendar_of(cast) -> str:
    """What a calendar program reads for a colleague who has days of their own."""
    browser = at_desk(cast.users.other_worker)
    page = browser.post("/desk/casework/calendar/").content.decode()
    address = page.partition("/casework/calendar/")[2].partition("</p>")[0].strip()
    return answer(Browser(), f"/casework/calendar/{address}")[0]


def _rows() -> dict[str, list[str]]:
    """What each table of the house holds, but those of casework; without keys and drawn numbers."""
    return {
        model._meta.label: sorted(
            DRAWN.sub("DRAWN", KEYS.sub("KEY", str(row))) for row in model._base_manager.values()
        )
        for model in apps.get_models()
        if model._meta.app_label != "casework"
    }


def _history(cast, told: Callable) -> UUID | None:
    """What happened in both houses; `told` happens in the middle of it: of which key, it says."""
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
                ServiceTerms("elderly", "single", place, clock.today(), "入户探访", people=[each])
                for each in people
            ],
            actor=cast.actors.worker,
        )
        group(cast)
    key: UUID | None = told(cast)
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
    return key


def nothing(_cast) -> None:
    """The house without it."""


def sealed_file(cast) -> UUID:
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
    return case.pk


def _browser(user, who: str) -> Browser:
    if user is None:
        browser = Browser(HTTP_AUTHORIZATION=f"Bearer {MACHINE}")
    else:
        is_resident = who in {"resident", "neighbour"}
        browser = (at_phone if is_resident else at_desk)(user)
        if not is_resident:
            told = {"name": "t", "scopes": ["casework:read", "figures:read"], "actor": SYSTEM}
            until = clock.today() + timedelta(days=9)
            _token, raw = issue_token(user, **told, expires_on=until)
            browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {raw}"
    browser.raise_request_exception = False
    browser.get("/")
    return browser


def answer(browser: Browser, address: str, method: str = "get", told=None) -> tuple[str, int]:
    """The same by a test client, also for what is posted, and how often the database was asked."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(browser, method)(address, told or {})
        body = b"".join(answer) if answer.streaming else answer.content
    return _plain(answer, body), len(asked)


def _plain(answer, body: bytes) -> str:
    """An answer without keys and drawn numbers."""
    text = _cells(body) if body.startswith(b"PK") else body.decode("utf-8", "replace")
    where = KEYS.sub("KEY", answer.get("Location", ""))
    if answer.get("Content-Type", "").startswith("text/plain; version="):
        text = "\n".join(line for line in text.splitlines() if not MEASURED.match(line))
    text = text.replace("\r\n ", "")  # a calendar's long lines are folded
    return f"{answer.status_code} {where}\n{DRAWN.sub('DRAWN', KEYS.sub('KEY', text))}"


def _cells(book: bytes) -> str:
    """What stands in an Excel file, without when it was written."""
    with ZipFile(BytesIO(book)) as parts:
        names = sorted(name for name in parts.namelist() if "docProps" not in name)
        return "\n".join(parts.read(name).decode() for name in names)


def addresses() -> list[str]:
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
