"""Does everybody get at every address what they should, and nobody a broken page?

The table is tests/addresses.py. What is sent there is tried in test_send_to_addresses.py.
"""

from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from jinlin.domains.appeals.forms.moves import FORMS
from jinlin.domains.appeals.portal import RESIDENTS
from jinlin.domains.wishes.forms.moves import FORMS as WISH_FORMS
from jinlin.domains.wishes.portal.following import RESIDENTS as WISHERS
from tests.addresses import CALLERS
from tests.walked import (
    API_LINES,
    READS,
    REFERENCE,
    WRITES,
    House,
    Read,
    answer_of,
    browsers,
    draw_each_refusal_once,
    house,
    scene,
    soon_after,
    word_of,
)

__all__ = ["browsers", "draw_each_refusal_once", "house", "scene", "soon_after"]
SAMPLE_KEY = "0190a5a0-0000-7000-8000-000000000000"


def test_no_address_is_missing_from_the_table():
    walked = {
        route_of(address)
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
def test_everybody_reads_what_they_may_and_nothing_else(house, browsers, caller):
    read = _read(house, browsers, caller)
    assert set(read) == set(READS)
    found = {address: (word, READS[address][caller]) for address, (word, _kept) in read.items()}
    assert {address: both for address, both in found.items() if both[0] != both[1]} == {}


@pytest.mark.parametrize("caller", CALLERS)
def test_no_page_stays_behind_in_a_browser(house, browsers, caller):
    """Only files and calendars may be kept for a while; a photo by its own viewer alone."""
    kept = {
        address: (kind, told)
        for address, (_word, (kind, told)) in _read(house, browsers, caller).items()
        if "no-store" not in told
    }
    assert set(kept.values()) <= {
        ("image/jpeg", "private, max-age=600"),
        ("text/calendar", "max-age=900, private"),
        ("text/calendar", "max-age=900, public"),
    }, kept


def _read(house: House, browsers: dict[str, Client], caller: str) -> Read:
    """Every address read once by this caller, for all that is asked about it."""
    if caller not in house.read:
        found = {}
        for address in READS:
            answer = answer_of(browsers[caller], "get", address, house.scene)
            kept = (answer["Content-Type"].partition(";")[0], answer["Cache-Control"])
            found[address] = word_of(answer), kept
        house.read[caller] = found
    return house.read[caller]


def _routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern).removeprefix("^")
        if isinstance(each, URLPattern):
            yield route, each.name
        else:
            yield from _routes(each, route)


def route_of(address: str) -> str:
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
