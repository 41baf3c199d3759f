"""Is what is sealed absent? The same history twice, once with a sealed case in it: whoever was not
on its team gets the same pages, and the house asks the database as often.
"""

import gc
import logging
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test.utils import override_settings

from jinlin.core.search import frequency
from jinlin.core.time import clock
from jinlin.domains.casework.tests.cast import (
    CHILD,
    closed,
    sealed,
)
from jinlin.domains.casework.tests.two_houses import (
    MACHINE,
    NOW,
    OF_THE_CHAIN,
    ROLES,
    addresses,
    all_of,
    answer,
    everybody,
    in_a_house,
    nothing,
    sealed_file,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import COUNTY, at_desk

pytestmark = pytest.mark.one_engine


@pytest.fixture(scope="module")
def twins(django_db_setup, cast_standing, django_db_blocker):
    """What everybody gets in the one house and in the other.

    All addresses are asked by everybody in the house with the sealed file. In the other one all
    that read a table in which the houses differ are asked again: an answer made of rows that are
    the same in both is the same, and that all other tables are the same is a test of its own.
    """
    logging.disable(logging.CRITICAL)
    gc.disable()
    try:
        with (
            django_db_blocker.unblock(),
            clock.set_to(NOW),
            transaction.atomic(),
            override_settings(METRICS_TOKEN=MACHINE),
            patch.object(frequency, "SECONDS", -1.0),  # each search asks, whatever was asked before
        ):
            people = everybody(cast_standing)
            walked = in_a_house(cast_standing, people, sealed_file, all_of(people))
            again = {
                who: [where for where in walked["asked"] if (who, where) in walked["reads"]]
                for who in people
            }
            other = in_a_house(cast_standing, people, nothing, again)
            transaction.set_rollback(True)
    finally:
        gc.enable()
        logging.disable(logging.NOTSET)
    return {"without": other, "with": walked}


def test_everybody_outside_the_team_gets_the_same_pages(twins):
    one, other = (house["pages"] for house in twins.values())
    assert {
        where: _parting(one[where], other[where]) for where in one if one[where] != other[where]
    } == {}


def test_the_house_asks_the_database_as_often(twins):
    one, other = (house["counts"] for house in twins.values())
    assert {where: (n, other[where]) for where, n in one.items() if n != other[where]} == {}


def test_every_role_and_every_address_was_asked(twins):
    """The control: the twins are no empty houses, and what is not sealed does show."""
    told = twins["with"]["pages"]
    roles = {role for role in Role if role in ROLES or f"role_{role}" in twins["with"]["people"]}
    assert roles == set(Role)
    assert len(told) > 300 * len(Role)
    assert sum(body.startswith("200") for body in told.values()) > 60 * len(Role)
    assert "苗小禾" in told["other_worker", "/desk/casework/?q=苗小禾"]
    assert told["anybody", "/health"].startswith("200")
    assert "jinlin_" in told["anybody", "/metrics"]
    assert len(twins["without"]["pages"]) > 200


def test_no_address_knows_the_key_of_a_sealed_file(twins):
    """Every address with a key in it, asked with that key and with one that is nobody's."""
    assert len(twins["with"]["keyed"]) > 800
    assert {
        where: pair for where, pair in twins["with"]["keyed"].items() if pair[0] != pair[1]
    } == {}


def test_a_case_that_is_only_closed_would_have_been_noticed(cast):
    """The control: without the seal the figures of the two houses differ."""
    with clock.set_to(NOW):
        before = answer(at_desk(cast.users.lead), "/desk/figures/casework.youth_counselling/")[0]
        closed(cast, client=CHILD, field="youth")
        after = answer(at_desk(cast.users.lead), "/desk/figures/casework.youth_counselling/")[0]
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
            answer(browser, f"/desk/casework/{key}/{page}", method)
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
            found.append(answer(browser, "/desk/casework/new/", "post", told))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0][0].startswith("302")


def test_no_other_table_of_the_house_holds_anything_else(twins):
    """Neither messages nor webhooks, neither people nor jobs; but what happened to the case is on
    the chain, under its own key.
    """
    one, other = (house["rows"] for house in twins.values())
    differing = {label for label in one if one[label] != other[label]}
    assert differing <= set(OF_THE_CHAIN), differing
    assert differing, "the control: the sealed file did happen"


def test_a_calendar_of_a_colleague_is_the_same_to_the_byte(twins):
    one, other = (house["calendar"] for house in twins.values())
    assert one == other
    assert "BEGIN:VEVENT" in one


def _parting(one: str, other: str) -> str:
    """The first line in which two pages differ."""
    pairs = zip(one.splitlines(), other.splitlines(), strict=False)
    lines = next((f"{a[:200]} | {b[:200]}" for a, b in pairs if a != b), "")
    return lines or ("" if one == other else "one is longer")


def test_the_walk_knows_the_county():
    assert COUNTY == "350526"
    assert len(addresses()) > 50
