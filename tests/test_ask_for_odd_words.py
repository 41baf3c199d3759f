"""Does an address say no in words, whatever stands where it takes a word: a code, a move, a token?

Of everybody who may be there, the words that no page writes come last: those of another script, of
another length, of another kind.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import Resolver404, resolve

from tests.walked import (
    READS,
    WRITES,
    answer_of,
    browsers,
    draw_each_refusal_once,
    house,
    scene,
    soon_after,
)

__all__ = ["browsers", "draw_each_refusal_once", "house", "scene", "soon_after"]
pytestmark = pytest.mark.one_engine
WORDS = ("灯", "ı" * 300, "…%…")


@pytest.mark.parametrize("caller", ["resident", "clerk"])
def test_odd_words_in_an_address_are_refused(scene, browsers, caller):
    asked = [
        (method, address)
        for method, table in (("get", READS), ("post", WRITES))
        for address in dict.fromkeys(
            odd for each in table for odd in _odd(each.format(**scene.names))
        )
    ]
    assert len(asked) > 100
    found = {
        (method, address): answer_of(browsers[caller], method, address, scene).status_code
        for method, address in asked
    }
    assert {each: status for each, status in found.items() if status >= 500} == {}


def _odd(address: str) -> Iterator[str]:
    """The address with each of its words, not of its keys, in place of which an odd one stands."""
    path = address.partition("?")[0]
    try:
        match = resolve(path)
    except Resolver404:
        return
    for name, value in match.kwargs.items():
        if isinstance(value, str) and _takes_words(match, name):
            yield from (path.replace(f"/{value}", f"/{quote(word)}", 1) for word in WORDS)


def _takes_words(match: Any, name: str) -> bool:
    return f"<str:{name}>" in match.route or f"<{name}>" in match.route
