"""Does every address lead where it would if all patterns were tried one after the other?"""

from string import Formatter
from typing import Any

import pytest
from django.urls import Resolver404, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from jinlin.web.urls import EVERY
from tests.walked import API_LINES, READS, REFERENCE, WRITES

pytestmark = pytest.mark.one_engine
KEY = "0190a5a0-0000-7000-8000-000000000000"
ODD = (
    "/",
    "//",
    "/desk",
    "/desk/",
    "/desk//",
    "/api/v1/",
    "/nothing",
    "/%00",
    "/desk/appeals/x/y/",
)


def addresses() -> set[str]:
    """Every one of the table, its names read as a key, as a number and as a word."""
    asked = [*READS, *WRITES, *REFERENCE, *(line[1] for line, _words in API_LINES), *ODD]
    return {
        "".join(
            text + (value if name else "")
            for text, name, _spec, _conversion in Formatter().parse(address.partition("?")[0])
        )
        for address in asked
        for value in (KEY, "350526", "x")
    }


def found(resolver: URLResolver, address: str) -> Any:
    try:
        match = resolver.resolve(address)
    except Resolver404:
        return None
    return vars(match) | {"tried": None, "func": match.func}


def test_it_is_the_same_view_with_the_same_words():
    every, wrong = URLResolver(RegexPattern(r"^/"), EVERY), []
    for address in sorted(addresses()):
        expected = found(every, address)
        if found(get_resolver(), address) != expected:
            wrong.append(address)
    assert wrong == []
    assert len(addresses()) > 2000


def test_an_address_below_a_beginning_with_a_name_in_it_is_found():
    below = get_resolver().resolve(f"/desk/appeals/{KEY}/accept/")
    assert below.kwargs.values()
