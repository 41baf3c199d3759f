"""How is the view of an address found without trying every address of the house?

Django tries one pattern after the other, and the house has more than a thousand. Here only those
are tried whose beginning without names in it can begin the address. What is found, and in which
order, is what Django would find.
"""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any

from django.urls import ResolverMatch, URLPattern, URLResolver
from django.urls.resolvers import RoutePattern

Pattern = URLPattern | URLResolver
DEPTH = 3  # parts of an address that are looked at: /api/v1/appeals/


class Indexed(URLResolver):
    """All patterns of a house, found by their beginnings."""

    def __init__(self, patterns: list[Any]) -> None:
        super().__init__(RoutePattern(""), patterns)
        self._by_beginning: dict[str, URLResolver] = {}

    def resolve(self, path: str) -> ResolverMatch:
        beginning = self._beginning(str(path))
        found = self._by_beginning.get(beginning)
        if found is None:
            some = list(_beginning_as(beginning, self.url_patterns))
            found = self._by_beginning[beginning] = URLResolver(self.pattern, some)
        return found.resolve(path)

    def _beginning(self, path: str) -> str:
        """As much of the path as begins any address: there are few of them, whatever is asked."""
        parts = path.split("/", DEPTH)[:-1]
        for depth in range(len(parts), 0, -1):
            beginning = "/".join(parts[:depth]) + "/"
            if beginning in self._known:
                return beginning
        return ""

    @cached_property
    def _known(self) -> set[str]:
        return {
            "/".join(parts[:depth]) + "/"
            for text in _texts(self.url_patterns)
            for parts in [text.split("/")[:-1]]
            for depth in range(1, len(parts) + 1)
        }


def _beginning_as(
    beginning: str, patterns: Iterable[Pattern], before: str = "", *, is_open: bool = False
) -> Iterator[Pattern]:
    """Those of the patterns that may match what begins so. `is_open`: something stands before that
    has no fixed text.
    """
    for each in patterns:
        text, ends = _text_of(each)
        text = before if is_open else before + text
        if not (text.startswith(beginning) or beginning.startswith(text)):
            continue
        if isinstance(each, URLPattern):
            yield each
        elif some := list(
            _beginning_as(beginning, each.url_patterns, text, is_open=is_open or ends)
        ):
            yield URLResolver(
                each.pattern, some, each.default_kwargs, each.app_name, each.namespace
            )


def _texts(patterns: Iterable[Pattern], before: str = "") -> Iterator[str]:
    """What each pattern begins with, before the first name in it."""
    for each in patterns:
        text, ends = _text_of(each)
        if isinstance(each, URLPattern) or ends:
            yield before + text
        else:
            yield from _texts(each.url_patterns, before + text)


@cache
def _text_of(each: Pattern) -> tuple[str, bool]:
    """What it begins with, and whether anything else comes after. Patterns stand as long as the
    process does, and each new beginning of an address is compared with all of them.
    """
    if not isinstance(each.pattern, RoutePattern):
        return "", True
    text, mark, _rest = str(each.pattern).partition("<")
    return text, bool(mark)
