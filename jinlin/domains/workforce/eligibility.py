"""Who may sit for which exam this year, and how is that reckoned?

Plain arithmetic over plain values: years of practice are counted to 31 December of the exam year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ASSISTANT, SOCIAL_WORKER, SENIOR = 1, 2, 3
LOWER, SECONDARY, COLLEGE, BACHELOR, MASTER, DOCTOR = 1, 2, 3, 4, 5, 6
SUBJECTS = {ASSISTANT: 2, SOCIAL_WORKER: 3, SENIOR: 1}
WITHIN = {ASSISTANT: 1, SOCIAL_WORKER: 2, SENIOR: 1}  # consecutive years to pass all subjects in
MONTHS = 12


@dataclass(frozen=True)
class Need:
    """With this schooling (and this level held, if any), so many years are needed for a level."""

    level: int
    degree: int
    is_social_work: bool
    years: int
    after: int | None = None
    source: str = ""


NOTICE = "2025年度社会工作者职业资格考试通知"
LAW: tuple[Need, ...] = (
    Need(ASSISTANT, SECONDARY, False, 4, source=NOTICE),
    Need(ASSISTANT, SECONDARY, True, 4, source=NOTICE),
    Need(ASSISTANT, COLLEGE, True, 2, source=NOTICE),
    Need(ASSISTANT, COLLEGE, False, 4, source=NOTICE),
    Need(ASSISTANT, BACHELOR, True, 0, source=NOTICE),
    Need(ASSISTANT, BACHELOR, False, 2, source=NOTICE),
    Need(SOCIAL_WORKER, SECONDARY, False, 6, ASSISTANT, NOTICE),
    Need(SOCIAL_WORKER, SECONDARY, True, 6, ASSISTANT, NOTICE),
    Need(SOCIAL_WORKER, COLLEGE, True, 4, source=NOTICE),
    Need(SOCIAL_WORKER, COLLEGE, False, 6, source=NOTICE),
    Need(SOCIAL_WORKER, BACHELOR, True, 3, source=NOTICE),
    Need(SOCIAL_WORKER, BACHELOR, False, 5, source=NOTICE),
    Need(SOCIAL_WORKER, MASTER, True, 1, source=NOTICE),
    Need(SOCIAL_WORKER, MASTER, False, 3, source=NOTICE),
    Need(SOCIAL_WORKER, DOCTOR, True, 0, source=NOTICE),
    Need(SOCIAL_WORKER, DOCTOR, False, 2, source=NOTICE),
    Need(SENIOR, BACHELOR, False, 5, SOCIAL_WORKER, NOTICE),
    Need(SENIOR, BACHELOR, True, 5, SOCIAL_WORKER, NOTICE),
)


@dataclass(frozen=True)
class Schooling:
    """One degree. `since` None: nobody knows from when."""

    degree: int
    is_social_work: bool


@dataclass(frozen=True)
class Life:
    """What counts of a person: schooling, the spans of social work, and levels with their day
    (None: the day is not known).
    """

    schooling: tuple[Schooling, ...] = ()
    spans: tuple[tuple[date, date | None], ...] = ()
    held: tuple[tuple[int, date | None], ...] = ()


@dataclass(frozen=True)
class Step:
    """One line of the trace: by which need, how many months there are, how many are wanted."""

    need: Need
    has_months: int | None  # None: a day that is needed is not known
    lacks_level: int | None = None

    @property
    def is_met(self) -> bool:
        return (
            self.lacks_level is None
            and self.has_months is not None
            and self.has_months >= self.need.years * MONTHS
        )

    @property
    def short(self) -> int:
        """How many months are missing."""
        return max(self.need.years * MONTHS - (self.has_months or 0), 0)


@dataclass(frozen=True)
class Finding:
    """Whether somebody may sit for a level in a year, by the best of the ways open to them."""

    level: int
    year: int
    steps: tuple[Step, ...]
    is_held: bool = False  # the level is theirs already

    @property
    def best(self) -> Step | None:
        def rank(step: Step) -> tuple[bool, bool, bool, int]:
            return (
                not step.is_met,
                step.lacks_level is not None,
                step.has_months is None,
                step.short,
            )

        return min(self.steps, key=rank, default=None)

    @property
    def is_open(self) -> bool:
        return not self.is_held and self.best is not None and self.best.is_met


def find(life: Life, level: int, year: int, needs: Sequence[Need] = LAW) -> Finding:
    """Every way to the level that the schooling opens, with what there is and what is missing. A
    higher degree opens the ways of a lower one too; a doctor is never worse off than a master.
    """
    steps = [
        _step(life, need, year)
        for need in needs
        if need.level == level and any(_opens(each, need) for each in life.schooling)
    ]
    is_held = any(one >= level for one, _day in life.held)
    return Finding(level, year, tuple(steps), is_held)


def next_open(life: Life, level: int, year: int, needs: Sequence[Need] = LAW) -> int | None:
    """The first year from this one on in which the level is open, if nothing but time passes; None
    when time alone does not open it.
    """
    for ahead in range(year, year + 12):
        if find(life, level, ahead, needs).is_open:
            return ahead
    return None


def months_of(spans: Sequence[tuple[date, date | None]], until: date) -> int:
    """Whole months of practice up to and including a day; spans that overlap count once, and one
    that begins on the day after another goes on with it: no days are lost between two posts.
    """
    days: list[list[date]] = []
    for start, end in sorted((a, min(b or until, until)) for a, b in spans if a <= until):
        if days and start <= date.fromordinal(days[-1][1].toordinal() + 1):
            days[-1][1] = max(days[-1][1], end)
        else:
            days.append([start, end])
    return sum(_months(start, end) for start, end in days)


def _step(life: Life, need: Need, year: int) -> Step:
    until = date(year, 12, 31)
    if need.after is None:
        return Step(need, months_of(life.spans, until) if life.spans or not need.years else None)
    days = [day for level, day in life.held if level >= need.after]
    if not days:
        return Step(need, 0, lacks_level=need.after)
    if any(day is None for day in days) and not [day for day in days if day]:
        return Step(need, None)
    since = min(day for day in days if day)
    # Where no post is known, practice is reckoned from the certificate's day; posts that ended
    # before it are none after it.
    spans = life.spans or ((since, None),)
    held = [(max(a, since), b) for a, b in spans if (b or until) >= since]
    return Step(need, months_of(held, until))


def _opens(schooling: Schooling, need: Need) -> bool:
    """A degree of this kind or a higher one; a subject other than social work opens only the ways
    of other subjects, social work opens both.
    """
    return schooling.degree >= need.degree and (schooling.is_social_work or not need.is_social_work)


def _months(start: date, end: date) -> int:
    """Whole months from one day to another, both included: a whole year has twelve."""
    after = date.fromordinal(end.toordinal() + 1)
    return (after.year - start.year) * MONTHS + after.month - start.month - (after.day < start.day)


@dataclass(frozen=True)
class Sitting:
    """One subject in one year: passed or not."""

    year: int
    subject: int
    passed: bool


def standing(level: int, sittings: Sequence[Sitting], year: int) -> frozenset[int]:
    """Which subjects, passed before the exam of this year, still count in it (滚动)."""
    first = year - WITHIN[level] + 1
    return frozenset(s.subject for s in sittings if s.passed and first <= s.year < year)


def passed_in(level: int, sittings: Sequence[Sitting]) -> int | None:
    """The first year in which all subjects were passed within the years allowed; None: not yet."""
    for year in sorted({s.year for s in sittings}):
        own = {s.subject for s in sittings if s.passed and s.year == year}
        if len(own | standing(level, sittings, year)) >= SUBJECTS[level]:
            return year
    return None
