"""Since when is a figure counted in this way, who changed that, and what was it before?

The code is the definition. `data/definitions.jsonl` keeps one dated line for each version of each:
its words, and a hash of everything that decides what it counts. Whoever changes a measure writes
the new version down with a reason (`jinlin definitions --record`), or a check fails.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.utils.translation import override

from jinlin.core.figures.archive.questions import asks_of
from jinlin.core.figures.measures import Measure
from jinlin.core.time import clock
from jinlin.metrics.catalogue import MEASURES

FILE = Path(__file__).parent / "data" / "definitions.jsonl"
WORDS = ("name", "question", "numerator", "denominator", "exclusions")


@dataclass(frozen=True)
class Version:
    """What a measure counted from a day on, until its next version. The words are as in the code,
    in English: what the catalogue of words says of them is said in the reader's language.
    """

    key: str
    number: int
    since: date
    by: str
    why: str
    mark: str  # the hash
    name: str
    question: str
    numerator: str
    denominator: str
    exclusions: str


def mark_of(measure: Measure) -> str:
    """A hash of everything that decides what it counts, and of what it says of itself."""
    shown = measure.shown
    with override(None):
        decides = [
            *(asks_of(measure), measure.shape.value, measure.value_field, str(measure.unit)),
            *((str(shown.unit), str(shown.per)) if shown else ()),
            *(str(getattr(measure, word)) for word in WORDS),
        ]
    return sha256("\n".join(decides).encode()).hexdigest()[:16]


@cache
def versions() -> Mapping[str, tuple[Version, ...]]:
    """By key, oldest first."""
    found: dict[str, list[Version]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []:
        held = json.loads(line)
        since = date.fromisoformat(held.pop("since"))
        found.setdefault(held["key"], []).append(Version(since=since, **held))
    return {key: tuple(each) for key, each in found.items()}


def present(key: str) -> Version | None:
    """The newest version; none of a measure that nobody wrote down yet."""
    return next(iter(versions().get(key, ())[-1:]), None)


def as_of(key: str, day: date) -> Version | None:
    """What held on a day; before the first one the first."""
    known = versions().get(key, ())
    return next((each for each in reversed(known) if each.since <= day), next(iter(known), None))


def changed(measures: Iterable[Measure] = MEASURES.values()) -> list[str]:
    """Those that count otherwise than their newest version says."""
    return [
        each.key
        for each in measures
        if (known := present(each.key)) and known.mark != mark_of(each)
    ]


def unwritten(measures: Iterable[Measure] = MEASURES.values()) -> list[str]:
    """Those without any version."""
    return [each.key for each in measures if not present(each.key)]


def record(*, by: str, why: str) -> list[str]:
    """Each that is new or changed has a version from today on. Returns their keys."""
    keys = [*unwritten(), *changed()]
    lines = [json.dumps(_line(MEASURES[key], by, why), ensure_ascii=False) for key in keys]
    with FILE.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    versions.cache_clear()
    return keys


def _line(measure: Measure, by: str, why: str) -> dict[str, object]:
    before = present(measure.key)
    with override(None):
        words = {word: str(getattr(measure, word)) for word in WORDS}
    fresh = Version(
        key=measure.key,
        number=before.number + 1 if before else 1,
        since=clock.today(),
        by=by,
        why=why if before else "",
        mark=mark_of(measure),
        **words,
    )
    return {**asdict(fresh), "since": fresh.since.isoformat()}
