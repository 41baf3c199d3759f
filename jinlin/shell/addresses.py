"""How are the addresses of many rows written without looking each up in the table of addresses?

A list has a hundred of them. An address depends on its row by a key alone, so it is looked up once
for each name, with other keys in the place of the row's, and kept.
"""

from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse

MANY_ADDRESSES = 5_000  # with names of moves and codes of places in them
PLACES = tuple(uuid4() for _place in range(9))  # stand where the rows' keys will stand
LONGEST_WORD = 20  # of an address that is kept: what is longer may be a secret


def address(name: str, *parts: Any, app: str | None = None) -> str:
    """What `reverse` says of these parts. `app`: in which app's pages it is asked.

    Raises NoReverseMatch as `reverse` does.
    """
    if not all(type(part) is UUID or _is_word(part) for part in parts):
        return reverse(name, args=parts, current_app=app)
    places = iter(PLACES)
    shape = tuple(next(places) if type(part) is UUID else part for part in parts)
    keys = tuple(str(part) for part in parts if type(part) is UUID)
    return _text(name, shape, app, get_resolver(get_urlconf()), get_script_prefix()) % keys


def _is_word(part: Any) -> bool:
    return type(part) is str and len(part) <= LONGEST_WORD


@lru_cache(MANY_ADDRESSES)
def _text(
    name: str, shape: tuple[Any, ...], app: str | None, _resolver: URLResolver, _prefix: str
) -> str:
    """The address with a mark for each key."""
    text = reverse(name, args=shape, current_app=app).replace("%", "%%")
    for part in shape:
        if type(part) is UUID:
            text = text.replace(str(part), "%s")
    return text
