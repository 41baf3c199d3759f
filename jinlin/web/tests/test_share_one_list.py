"""Do the lists that all domains share cost the same for one row and for three, and no more than the
sources that they read?
"""

import re
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.domains.appeals.tests.cast import (
    Cast,
    at_desk,
    at_phone,
    cast_of_dehua,
    in_hand,
    reported,
)
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.shell.one_list import Source
from jinlin.web import domains, lists

# session, user, grants, the bell, who is on duty; dangers that were heard
DESK = 6
# session, user, the bell
MINE = 3
# session, user, the bell; the place, what lies in it, what is counted there; the next reception and
# the next service day
FIRST_PAGE = 8


@pytest.fixture
def cast(db) -> Cast:
    return cast_of_dehua()


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def read(sources: list[Source]) -> int:
    """How many of their parts ask the database at all: who has no part in a domain has an empty
    one.
    """
    return sum(asks(part) for source in sources for part in source.parts)


def asks(part: QuerySet[Any]) -> bool:
    try:
        return bool(str(part.query))
    except EmptyResultSet:
        return False


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_costs_a_page_and_a_tally_for_each_source(cast: Cast, rows: int) -> None:
    for number in range(rows):
        reported(cast, text=f"第{number}盏灯坏了")
    sources = read(lists.waiting(actor_for(cast.users.clerk)))
    browser = at_desk(cast.users.clerk)
    assert statements(browser, reverse("desk")) == DESK + 2 * sources
    page = browser.get(reverse("desk")).text
    assert len(re.findall(r'<a class="line-title"', page)) == rows


def test_my_matters_cost_one_for_each_source(cast: Cast) -> None:
    client = at_phone(cast.users.resident)
    sources = read(lists.own(without_grants(cast.users.resident)))
    reported(cast)
    one = statements(client, reverse("mine"))
    reported(cast)
    in_hand(cast)
    assert (one, statements(client, reverse("mine"))) == (MINE + sources, MINE + sources)


def test_the_first_page_costs_one_for_each_source_and_each_tile_that_counts(cast: Cast) -> None:
    client = at_phone(cast.users.resident)
    sources = read(lists.own(without_grants(cast.users.resident)))
    client.cookies["place"] = cast.places.neighbourhood.code
    counting = sum(bool(each.tile and each.tile.count) for each in domains.DOMAINS)
    reported(cast)
    one = statements(client, "/")
    for _each in range(2):
        in_hand(cast)
    cost = FIRST_PAGE + sources + counting
    assert (one, statements(client, "/")) == (cost, cost)
