"""What happens between the hand-over and the reply besides work, in the demo's plan?

Some matters need a second unit, come back from a wrong one, get more time, or stand while something
is awaited; late ones are hurried and supervised; some that say the same are handled together. Plain
arithmetic over the plan's own chance, before anything is told.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random

from jinlin.demo.situations import DATA

TERMS = {
    "ordinary": 7.0,
    "complex": 15.0,
}  # days; shorter terms leave no time for anything besides work
SHARES = {"joint": 6, "return": 5, "extension": 5, "pause": 4, "none": 80}
LONGER = 5  # days of an extension
MERGED_AT_MOST = 18


@dataclass(frozen=True)
class Happening:
    """One step: a verb, its moment, and what it needs to know."""

    at: datetime
    verb: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Work:
    """A term of work in the plan: from the hand-over to the reply; `limit` is when the reply was
    promised.
    """

    begun: datetime
    finished: datetime
    limit: datetime

    def at(self, share: float) -> datetime:
        """A moment so far into the work."""
        return self.begun + (self.finished - self.begun) * share


@cache
def words_of(kind: str) -> list[dict[str, str]]:
    words: list[dict[str, str]] = tomllib.loads(
        (DATA / "interludes.toml").read_text(encoding="utf-8")
    )[kind]
    return words


def interlude(grade: str, unit: str, work: Work, chance: Random) -> list[Happening]:
    """What happens while this matter is in work, in order of time; mostly nothing."""
    kind = chance.choices(list(SHARES), list(SHARES.values()))[0]
    if grade not in TERMS or work.finished - work.begun < timedelta(days=1):
        return []
    kinds: dict[str, Callable[[], list[Happening]]] = {
        "joint": lambda: _joint(unit, work, chance),
        "return": lambda: _returned(unit, work, chance),
        "extension": lambda: _more_time(work, chance),
        "pause": lambda: _stands(work, chance),
        "none": lambda: _pressed(work, chance),
    }
    return kinds[kind]()


def _joint(unit: str, work: Work, chance: Random) -> list[Happening]:
    words = chance.choice([each for each in words_of("joint") if each["helper"] != unit])
    return [
        Happening(work.at(0.1), "convene", (words["helper"], words["task"])),
        Happening(work.at(0.6), "answer_part", (words["helper"], words["reply"])),
    ]


def _returned(unit: str, work: Work, chance: Random) -> list[Happening]:
    """The first hand-over went to the wrong unit; the words of `hand_over` name another than the
    matter's own.
    """
    words = chance.choice([each for each in words_of("returns") if each["wrong"] != unit])
    return [
        Happening(work.at(0.0), "hand_over", (words["wrong"],)),
        Happening(work.at(0.15), "return_", (words["reason"],)),
        Happening(work.at(0.25), "hand_over"),
    ]


def _more_time(work: Work, chance: Random) -> list[Happening]:
    """Asked for before the limit; granted when the reply needs it."""
    words = chance.choice(words_of("extensions"))
    moment = min(work.at(0.5), work.limit - timedelta(hours=30))
    decided = moment + timedelta(hours=chance.uniform(1, 20))
    if moment <= work.begun or decided >= work.finished:
        return []
    verb = (
        "grant_extension"
        if work.finished > work.limit or chance.random() < 0.6
        else "refuse_extension"
    )
    reason = words["granted" if verb == "grant_extension" else "refused"]
    return [
        Happening(moment, "ask_extension", (str(LONGER), words["reason"])),
        Happening(decided, verb, (reason,)),
    ]


def _stands(work: Work, chance: Random) -> list[Happening]:
    words = chance.choice(words_of("pauses"))
    began = min(work.at(0.3), work.limit - timedelta(hours=12))
    if began <= work.begun:
        return []
    return [
        Happening(began, "pause", (words["whom"], words["reason"])),
        Happening(work.at(0.7), "resume", (words["resumed"],)),
    ]


def _pressed(work: Work, chance: Random) -> list[Happening]:
    """Late: the resident hurries on the day after the limit's,
    and sometimes the supervisor orders.
    """
    moment = work.limit + timedelta(days=1)
    late = work.finished - moment
    if late < timedelta(hours=12):
        return []
    steps = [Happening(moment, "hurry", (chance.choice(words_of("hurries"))["note"],))]
    if chance.random() < 0.5:
        words = chance.choice(words_of("supervisions"))
        steps.append(Happening(moment + late * 0.3, "supervise", (words["order"],)))
        steps.append(Happening(moment + late * 0.8, "answer_supervision", (words["answer"],)))
    return steps
