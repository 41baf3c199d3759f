"""Which names of places, firms and works do several titles have in common?

A few people who write about one estate share hardly a sentence, but its name: a run of letters that
stands in the titles and is said again in the texts, and that elsewhere nobody writes. Found without
any list of names; the same input gives the same output.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jinlin.insight.texts import Text

SHORTEST, LONGEST = 4, 8  # letters of a name
IN_TITLES: Final = 0.6  # of the messages that say it, so many say it in their title
REPEATS: Final = 1.0  # times in the text, on average, beside the title
KEEPS: Final = 0.75  # the longer name is taken when it keeps so many of the messages
SAME: Final = 0.5  # two names are one topic when so many messages are the same
MOST: Final = 0.03  # what more of the messages say is no name
FEW: Final = 40  # of few messages: what more than so many say
RUN = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d{7,}")  # of a telephone or a person: never a name


@dataclass(frozen=True)
class Topic:
    """Messages about one thing, by their places in the input, and the words that name it."""

    words: tuple[str, ...]
    members: tuple[int, ...]


def with_named(found: Sequence[Topic], texts: Sequence[Text], size: int) -> list[Topic]:
    """The topics that were found, and names whose messages are not mostly one of these already; the
    largest first.
    """
    known = [set(topic.members) for topic in found]
    fresh = [
        Topic((name,), places)
        for name, places in named(texts, size=size)
        if not any(len(own & set(places)) >= SAME * len(places) for own in known)
    ]
    return sorted([*found, *fresh], key=lambda each: (-len(each.members), each.members))


def named(texts: Sequence[Text], *, size: int) -> list[tuple[str, tuple[int, ...]]]:
    """Names with the places of at least `size` messages in the input, the most said first."""
    where, again = _in_titles(texts, size)
    counts = Counter(name for text in texts for name in _runs_of(text) & where.keys())
    most = max(FEW, MOST * len(texts))
    good = {
        name: places
        for name, places in where.items()
        if len(places) <= most
        and len(places) >= IN_TITLES * counts[name]
        and again[name] >= REPEATS * len(places)
    }
    ordered = sorted(good, key=lambda name: (-len(good[name]), -again[name], -len(name), name))
    found: list[tuple[str, tuple[int, ...]]] = []
    for name in ordered:
        longest = _longest(name, good)
        places = good[longest]
        if not any(len(set(places) & set(other)) >= SAME * len(places) for _name, other in found):
            found.append((longest, places))
    return sorted(found, key=lambda each: (-len(each[1]), each[1]))


def _in_titles(texts: Sequence[Text], size: int) -> tuple[dict[str, tuple[int, ...]], Counter[str]]:
    """Runs that stand in enough titles, in which, and how often their texts say them again."""
    where: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for name in sorted(set(_runs(text.title))):
            where.setdefault(name, []).append(place)
    many = {name: tuple(places) for name, places in where.items() if len(places) >= size}
    again = Counter(
        {
            name: sum(texts[place].detail.count(name) for place in places)
            for name, places in many.items()
        }
    )
    return many, again


def _longest(name: str, good: dict[str, tuple[int, ...]]) -> str:
    """The longest run that overlaps this one and keeps most of its messages."""
    own = set(good[name])
    kept = (
        other
        for other, places in good.items()
        if len(other) > len(name)
        and KEEPS * len(own) <= len(places) <= len(own)
        and own.issuperset(places)
    )
    return max(kept, key=lambda other: (len(other), len(good[other]), other), default=name)


def _runs_of(text: Text) -> set[str]:
    return set(_runs(text.title)) | set(_runs(text.detail))


def _runs(text: str) -> list[str]:
    return [
        run[at : at + length]
        for run in RUN.findall(NUMBER.sub(" ", text))
        for length in range(SHORTEST, LONGEST + 1)
        for at in range(len(run) - length + 1)
    ]
