"""Which reception days of the demo are held when, and what is said there?

Plain arithmetic with the fixed seed. Neighbourhoods begin one after the other until all 87 hold
theirs every Friday; so many Fridays and conversations are planned as were published. What became an
appeal is planned there, as an appeal that comes in at a session.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.demo.interludes import Happening
from jinlin.demo.situations import DATA

FIRST_FRIDAY, LAST_FRIDAY = date(2024, 9, 6), date(2025, 4, 25)
SESSIONS, CONVERSATIONS = 496, 621
CANCELLED = 5  # sessions that were called off, with a reason, and are not among those held
PILOTS = 5  # neighbourhoods that began on the first Friday
OUTSIDE, PENDING = (
    102,
    55,
)  # of what is answered at the table: belongs elsewhere; nothing said yet on the report day
BOOKED = 0.3


@dataclass
class Talk:
    """One conversation that ends at the table: what was said, the answer, and by which way the
    resident says that it is solved ("": never).
    """

    words: dict[str, str]
    is_outside: bool
    reporter: int
    building: int
    how: str = ""


@dataclass
class Held:
    """One session of one neighbourhood, from the first booking to the last word on it."""

    home: int
    on: date
    is_cancelled: bool = False
    talks: list[Talk] = field(default_factory=list)
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return self.steps[0].at - timedelta(minutes=1)

    def at(self, hour: int, minute: int = 0) -> datetime:
        return clock.at(self.on, hour, minute)


@dataclass
class Begun:
    """One neighbourhood begins to receive: six days before its first Friday everything is laid
    out, and no Friday before it.

    The last weeks, if it receives then, are laid out as they come near.
    """

    home: int
    first: date
    until: date
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return clock.at(self.first - timedelta(days=6), 10)


def beginnings(held: list[Held], today: date) -> list[Begun]:
    """Each neighbourhood's own."""
    recent = min((session.on for session in held if session.on > LAST_FRIDAY), default=None)
    again = [Happening(clock.at(recent - timedelta(days=6), 10), "lay_out")] if recent else []
    first = {session.home: session.on for session in sorted(held, key=lambda each: each.on)[::-1]}
    return [Begun(home, day, today, list(again)) for home, day in sorted(first.items())]


@cache
def words_of(kind: str) -> list[dict[str, str]]:
    words: list[dict[str, str]] = tomllib.loads(
        (DATA / "receptions.toml").read_text(encoding="utf-8")
    )[kind]
    return words


def fridays(calendar: WorkCalendar, first: date, last: date) -> list[date]:
    days = [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]
    return [day for day in days if day not in calendar.days_off]


def rollout(homes: int, weeks: int, total: int) -> list[int]:
    """On how many of the last Fridays each neighbourhood receives: the pilots on all of them, the
    others from the day on which they begin.
    """
    counts = [weeks] * PILOTS
    left, others = total - sum(counts), homes - PILOTS
    counts += [left // others + (number < left % others) for number in range(others)]
    for number in range(PILOTS, homes // 2):  # some begin earlier, as many later
        shift = min(counts[-number] - 1, number % 3)
        counts[number] += shift
        counts[-number] -= shift
    return counts


def sessions(calendar: WorkCalendar, homes: int, chance: Random) -> list[Held]:
    """SESSIONS to be held and CANCELLED called off, in order of time."""
    days = fridays(calendar, FIRST_FRIDAY, LAST_FRIDAY)
    counts = rollout(homes, len(days), SESSIONS + CANCELLED)
    held = [
        Held(home, day) for home, count in enumerate(counts) for day in days[len(days) - count :]
    ]
    for session in chance.sample([each for each in held if each.on < LAST_FRIDAY], CANCELLED):
        session.is_cancelled = True
    return sorted(held, key=lambda session: (session.on, session.home))


def recent_sessions(calendar: WorkCalendar, homes: int, today: date, chance: Random) -> list[Held]:
    """What is held on the last two Fridays before today, everywhere."""
    last = today - timedelta(days=(today.weekday() - 4) % 7 or 7)
    days = [day for day in (last - timedelta(weeks=1), last) if day not in calendar.days_off]
    return [Held(home, day) for day in days for home in range(homes)]


def fill_recent(held: list[Held], residents: int, chance: Random) -> None:
    """About as much is said as on the report day's Fridays."""
    for _talk in range(len(held) * 5 // 4):
        words = chance.choice(words_of("outside" if chance.random() < 0.15 else "talks"))
        how = chance.choices(["portal", "paper", "sms", ""], [40, 25, 15, 20])[0]
        talk = Talk(
            words,
            "instead" in words,
            chance.randrange(residents),
            chance.randrange(1, 22),
            how=how if "instead" not in words else "",
        )
        chance.choice(held).talks.append(talk)
    for session in held:
        _write_steps(session, chance)


def fill(held: list[Held], appeals: int, residents: int, chance: Random) -> None:
    """So many conversations end at the table that together with those that become appeals they are
    CONVERSATIONS; every session has its steps.
    """
    open_ones = [session for session in held if not session.is_cancelled]
    for number in range(CONVERSATIONS - appeals):
        session = chance.choice(open_ones)
        is_outside = number < OUTSIDE
        words = chance.choice(words_of("outside" if is_outside else "talks"))
        session.talks.append(
            Talk(words, is_outside, chance.randrange(residents), chance.randrange(1, 22))
        )
    _say_when_solved(open_ones, chance)
    for session in held:
        _write_steps(session, chance)


def _say_when_solved(held: list[Held], chance: Random) -> None:
    """Most say it on the day; of the last Friday's some have said nothing yet on the report day."""
    answered = [
        (session, talk) for session in held for talk in session.talks if not talk.is_outside
    ]
    last = [talk for session, talk in answered if session.on == LAST_FRIDAY][:PENDING]
    for _session, talk in answered:
        if not any(talk is each for each in last):
            talk.how = chance.choices(["portal", "paper", "sms", ""], [45, 30, 19, 6])[0]


def _write_steps(session: Held, chance: Random) -> None:
    if session.is_cancelled:
        session.steps = [
            Happening(
                session.at(9) - timedelta(days=1),
                "cancel",
                ("台风预警，本周接待日取消，下周五照常",),
            )
        ]
        return
    steps = [Happening(session.at(14, 55), "open"), Happening(session.at(17, 40), "close")]
    for number, talk in enumerate(session.talks):
        if chance.random() < BOOKED and number < 4:
            steps.append(
                Happening(
                    session.at(20) - timedelta(days=chance.randrange(1, 4)), "book", (str(number),)
                )
            )
        spoken = session.at(15, 6) + timedelta(minutes=(140 // len(session.talks)) * number)
        steps.append(Happening(spoken, "talk", (str(number),)))
        if talk.how:
            later = (
                timedelta(minutes=6)
                if talk.how == "paper"
                else timedelta(hours=chance.uniform(3, 90))
            )
            steps.append(Happening(_awake(spoken + later), "confirm", (str(number),)))
    session.steps = sorted(steps, key=lambda step: step.at)


def _awake(moment: datetime) -> datetime:
    return (
        moment
        if 7 <= moment.hour < 22
        else moment.replace(hour=8) + timedelta(days=int(moment.hour >= 22))
    )


def place_appeal(held: list[Held], chance: Random) -> tuple[Held, datetime]:
    """At which session, and when in it, something is said that becomes an appeal."""
    session: Any = chance.choice([each for each in held if not each.is_cancelled])
    return session, session.at(15, 10) + timedelta(
        minutes=chance.randrange(130), seconds=chance.randrange(60)
    )
