"""Which letters must stand in a text before a pattern can be found in it?

To look for some hundred patterns takes longer than to write an appeal down, and in nearly every
text none of them can stand. A pattern says itself what it needs: of '(?:刀|枪).{0,4}打' it is one of
two letters, and another one. A letter or two that follow each other are a piece; all pieces of a
text are looked at once, and only where all that a pattern needs is there it has to be tried.

Patterns are read as far as the house writes them. Whatever needs no certain letter (a negated set,
what may be left out, what is looked at but not taken) is taken as needing nothing: a pattern is
then tried once too often, and never once too seldom.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import add
from typing import Final, Generic, TypeVar

Kind = TypeVar("Kind", bound=Hashable)
Pieces = frozenset[str]  # one of them must be there
Needs = list[Pieces]  # one of each

TOKEN: Final = re.compile(
    r"(?P<aside>\(\?(?:[=!]|<[=!]))|(?P<group>\((?:\?:)?)|(?P<close>\))|(?P<either>\|)|"
    r"(?P<set>\[\^?(?:\\.|[^\]])+\])|(?P<any>\.|\\[A-Za-z]|[\^$])|"
    r"(?P<letter>\\[^A-Za-z0-9]|[^?*+{}\[\]()\\])"
)
TIMES: Final = re.compile(r"(?:(?P<maybe>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})\??")
CERTAIN: Final = re.compile(r"\[(?P<letters>[^\^\\\]\-][^\\\]\-]*)\]")  # a set of letters


class Possible(Generic[Kind]):
    """Of several kinds, each found in one of some ways, which can be in a text at all? A way is the
    patterns that must all be found.

    Each set of pieces that something needs is one bit of a number.
    """

    def __init__(self, ways: Mapping[Kind, Iterable[Sequence[str]]]) -> None:
        self._bits: dict[Pieces, int] = {}
        self._wanted = {
            kind: [sum(map(self._bit, set(all_of))) for way in several for all_of in _ways(way)]
            for kind, several in ways.items()
        }
        self._of_piece: dict[str, int] = {}
        for pieces, bit in self._bits.items():
            for piece in pieces:
                self._of_piece[piece] = self._of_piece.get(piece, 0) | bit

    def _bit(self, pieces: Pieces) -> int:
        return self._bits.setdefault(pieces, 1 << len(self._bits))

    def kinds(self, text: str) -> set[Kind]:
        """The kinds of which a pattern may be found in the text; all others stand nowhere in it."""
        there, bits = 0, self._of_piece
        for piece in bits.keys() & {*text, *map(add, text, text[1:])}:
            there |= bits[piece]
        lacking = ~there
        return {kind for kind, several in self._wanted.items() if _is_there(several, lacking)}


def _is_there(several: list[int], lacking: int) -> bool:
    """Whether one of these numbers has no bit that is lacking."""
    for wanted in several:  # noqa: SIM110 - some 200 for each text: a generator takes twice as long
        if not wanted & lacking:
            return True
    return False


def needs(pattern: str) -> list[Needs]:
    """What must stand wherever a branch of the pattern does, of each of its branches. Raises
    ValueError for what it cannot read.
    """
    found, at = _branches(pattern, 0)
    if at != len(pattern):
        raise ValueError(f"cannot read {pattern[at : at + 10]!r}")
    return found


def _ways(patterns: Sequence[str]) -> list[Needs]:
    """Of one pattern each branch is a way of its own; of several all are needed."""
    if len(patterns) == 1:
        return needs(patterns[0])
    return [[need for each in patterns for need in _any_of(needs(each))]]


def _any_of(branches: list[Needs]) -> Needs:
    """What is needed where one of these branches stands: of each of them what it needs most."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset[str]().union(*(min(each, key=_frequency) for each in branches))]


def _branches(pattern: str, at: int) -> tuple[list[Needs], int]:
    """Up to the end of a group."""
    found, at = _branch(pattern, at)
    several = [found]
    while pattern.startswith("|", at):
        found, at = _branch(pattern, at + 1)
        several.append(found)
    return several, at


def _frequency(pieces: Pieces) -> tuple[bool, int]:
    """What is found in fewer texts comes first: two letters are rarer than one, few than many."""
    return any(len(piece) == 1 for piece in pieces), len(pieces)


def _branch(pattern: str, at: int) -> tuple[Needs, int]:
    """What stands one after the other: all of it is needed."""
    found, before = list[Pieces](), ""
    while at < len(pattern) and pattern[at] not in "|)":
        token = TOKEN.match(pattern, at)
        if token is None:
            raise ValueError(f"cannot read {pattern[at : at + 10]!r}")
        own, at = _one(pattern, token)
        times = TIMES.match(pattern, at)
        at = times.end() if times else at
        letter = token["letter"] if not times else None
        if letter and before:
            is_second = found[-1] == {before}
            found[-1 if is_second else len(found) :] = [frozenset({before + letter[-1]})]
        elif own and not (times and times["maybe"]):
            found += own
        before = letter[-1] if letter else ""
    return found, at


def _one(pattern: str, token: re.Match[str]) -> tuple[Needs, int]:
    """What one part needs by itself, and where it ends."""
    if token["aside"] or token["group"]:
        found, end = _branches(pattern, token.end())
        if not pattern.startswith(")", end):
            raise ValueError(f"cannot read {pattern[token.start() :][:10]!r}")
        return [] if token["aside"] else _any_of(found), end + 1
    if token["letter"]:
        return [frozenset({token["letter"][-1]})], token.end()
    certain = CERTAIN.fullmatch(token["set"] or "")
    return [frozenset(certain["letters"])] if certain else [], token.end()
