"""What does a row of a roster say of a person, as far as it is sure, and what is wrong in it?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jinlin.core.books import Line, Value
from jinlin.domains.workforce.roster.days import PartialDay
from jinlin.domains.workforce.roster.kinds import Kind, Problem


@dataclass(frozen=True)
class Known:
    """The words that a county knows: a field's or a class's name (or another word for it) and its
    code.
    """

    fields: dict[str, str] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)


@dataclass
class Held:
    """One level: its certificate, as far as the row knows it."""

    level: str
    number: str = ""
    issued: PartialDay = field(default_factory=PartialDay)
    issuer: str = ""
    registration: str = ""
    registered: PartialDay = field(default_factory=PartialDay)


@dataclass
class Facts:
    """What is sure of one row. Empty: not said, or not sure."""

    name: str = ""
    citizen_id: str = ""
    phone: str = ""
    town: str = ""
    unit: str = ""
    area: str = ""
    class_: str = ""
    title: str = ""
    full_time: str = ""
    since: PartialDay = field(default_factory=PartialDay)
    until: PartialDay = field(default_factory=PartialDay)
    degree: str = ""
    major: str = ""
    school: str = ""
    graduated: PartialDay = field(default_factory=PartialDay)
    held: dict[str, Held] = field(default_factory=dict)
    # minutes, since which year, and whether they are of that year alone
    hours: list[tuple[int, int | None, bool]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # which column said it


@dataclass
class Row:
    """One line of a sheet that is a person's, or that was left out for the reason among its
    problems.
    """

    sheet: str
    number: int
    cells: Sequence[Value]
    head: Sequence[Line] = ()  # the lines down to the heading under which it stands
    facts: Facts | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        return any(problem.waits for problem in self.problems)

    def note(self, column: int | None, kind: Kind, was: str = "", proposed: str = "") -> None:
        self.problems.append(Problem(column, kind, was, proposed))
