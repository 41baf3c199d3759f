"""What do the cells of a person's row say, one by one, and what is wrong in them?"""

from collections.abc import Callable, Sequence

from jinlin.core.books import Fault, Value
from jinlin.domains.workforce.roster.days import PartialDay, day_in_words, last_of, read_day
from jinlin.domains.workforce.roster.facts import Facts, Held, Known, Row
from jinlin.domains.workforce.roster.headings import IGNORED, Column
from jinlin.domains.workforce.roster.identity import (
    born_of,
    plain,
    read_id,
    read_name,
    read_phone,
    sex_of,
    shown,
)
from jinlin.domains.workforce.roster.kinds import Kind
from jinlin.domains.workforce.roster.words import (
    SEXES,
    TIMES,
    Words,
    read_certificate,
    read_choice,
    read_degree,
    read_hours,
    read_levels,
    read_text,
)

LONGEST = {"town": 60, "unit": 120, "title": 60, "major": 60, "school": 80, "issuer": 80}
DAYS = frozenset({"since", "until", "graduated"})
OWN = frozenset({"name", "citizen_id", "phone", "born"})  # nobody has these from the row above
SAME_AS_ABOVE = frozenset({"同上", "同前", "如上", "〃", "″", '"', "''", "＂", "”", "“"})


def examine(
    row: Row,
    columns: Sequence[Column],
    known: Known,
    *,
    is_1904: bool,
    above: dict[int, Value] | None = None,
) -> None:
    """The row's facts, as far as they are sure, and its problems stand in the row. `above`: what
    the row above says, by column; now it is what this one says.
    """
    row.facts = Facts()
    examination = _Examination(row, row.facts, known, is_1904)
    examination.above = {} if above is None else above
    examination.go_through(columns)


class _Examination:
    def __init__(self, row: Row, facts: Facts, known: Known, is_1904: bool) -> None:
        self.row, self.facts, self.known, self.is_1904 = row, facts, known, is_1904
        self.born, self.sex = PartialDay(), ""
        self.loose: dict[
            str, tuple[int, Held]
        ] = {}  # of a certificate whose level another cell says
        self.seen: set[tuple[str, str]] = set()
        self.above: dict[int, Value] = {}

    def go_through(self, columns: Sequence[Column]) -> None:
        for column in columns:
            key = (column.field, column.level)
            if column.field in {"", IGNORED} or (key in self.seen and column.field != "hours"):
                continue
            self.seen.add(key)
            self._cell(column, self._value(column))
        for wanted, kind in (("name", Kind.NAME_MISSING), ("citizen_id", Kind.ID_MISSING)):
            if wanted not in {column.field for column in columns}:
                self.row.note(None, kind)
        self._join_certificate()
        self._compare_with_id()
        self._compare_days()

    def _value(self, column: Column) -> Value:
        value = self.row.cells[column.place] if column.place < len(self.row.cells) else None
        if isinstance(value, Fault):
            self.row.note(column.place, Kind.FAULT, str(value))
            return None
        if column.field in OWN:
            return value
        if value is not None and plain(value).replace(" ", "") in SAME_AS_ABOVE:
            before = self.above.get(column.place)
            self.row.note(column.place, Kind.AS_ABOVE, shown(value), shown(before))
            return before
        self.above[column.place] = value
        return value

    def _cell(self, column: Column, value: Value) -> None:
        self.facts.places.setdefault(column.field, column.place)
        if column.field in DAYS:
            setattr(self.facts, column.field, self._day(column, value))
        elif column.field in LONGEST and column.field != "issuer":
            setattr(self.facts, column.field, read_text(value, LONGEST[column.field]))
        else:
            reader: Callable[[Column, Value], None] = getattr(self, f"_{column.field}")
            reader(column, value)

    def _name(self, column: Column, value: Value) -> None:
        found = read_name(value)
        self._note(column, value, found.faults)
        self.facts.name = found.value
        self.facts.phone = self.facts.phone or found.extra

    def _citizen_id(self, column: Column, value: Value) -> None:
        found = read_id(value)
        self._note(column, value, found.faults)
        self.facts.citizen_id = found.value

    def _phone(self, column: Column, value: Value) -> None:
        found = read_phone(value)
        self._note(column, value, found.faults)
        self.facts.phone = found.value or self.facts.phone

    def _sex(self, column: Column, value: Value) -> None:
        self.sex = self._words(column, value, read_choice(value, SEXES, Kind.SEX_UNKNOWN))

    def _born(self, column: Column, value: Value) -> None:
        found = read_day(value, is_1904=self.is_1904)
        harmless = {
            Kind.DAY_MONTH_ONLY,
            Kind.DAY_YEAR_ONLY,
            Kind.DAY_WRITTEN,
        }  # the id knows the day
        self._note(column, value, [each for each in found.faults if each[0] not in harmless])
        self.born = found

    def _field(self, column: Column, value: Value) -> None:
        read = read_choice(value, self.known.fields, Kind.FIELD_UNKNOWN)
        self.facts.area = self._words(column, value, read)

    def _class(self, column: Column, value: Value) -> None:
        read = read_choice(value, self.known.classes, Kind.CLASS_UNKNOWN)
        self.facts.class_ = self._words(column, value, read)

    def _full_time(self, column: Column, value: Value) -> None:
        read = read_choice(value, TIMES, Kind.TIME_UNKNOWN)
        self.facts.full_time = self._words(column, value, read)

    def _degree(self, column: Column, value: Value) -> None:
        self.facts.degree = self._words(column, value, read_degree(value))

    def _hours(self, column: Column, value: Value) -> None:
        if minutes := self._words(column, value, read_hours(value)):
            self.facts.hours.append((int(minutes), column.since_year, column.is_one_year))

    def _level(self, column: Column, value: Value) -> None:
        read = read_levels(value, column.level)
        self._words(column, value, read)
        for level in read.values:
            self.facts.held.setdefault(level, Held(level))

    def _certificate(self, column: Column, value: Value) -> None:
        read = read_certificate(value)
        if read.faults and (levels := read_levels(value, column.level)).values:
            for level in levels.values:
                self.facts.held.setdefault(level, Held(level))
            read = Words()
        if number := self._words(column, value, read):
            self._held(column).number = number

    def _issued(self, column: Column, value: Value) -> None:
        if (day := self._day(column, value)).day:
            self._held(column).issued = day

    def _issuer(self, column: Column, value: Value) -> None:
        if text := read_text(value, LONGEST["issuer"]):
            self._held(column).issuer = text

    def _registration(self, column: Column, value: Value) -> None:
        if number := self._words(column, value, read_certificate(value)):
            self._held(column).registration = number

    def _registered_on(self, column: Column, value: Value) -> None:
        if (day := self._day(column, value)).day:
            self._held(column).registered = day

    def _held(self, column: Column) -> Held:
        """The level that the heading names; else one whose level another cell may say."""
        if column.level:
            return self.facts.held.setdefault(column.level, Held(column.level))
        return self.loose.setdefault("", (column.place, Held("")))[1]

    def _join_certificate(self) -> None:
        """A certificate under a heading without a level belongs to the one level of the row."""
        if not self.loose:
            return
        place, loose = self.loose[""]
        if len(self.facts.held) != 1:
            if loose.number or self.facts.held:
                self.row.note(place, Kind.CERTIFICATE_WITHOUT_LEVEL, loose.number)
            return
        (level,) = self.facts.held
        own = self.facts.held[level]
        loose.level = level
        for name in ("number", "issuer", "registration"):
            setattr(loose, name, getattr(own, name) or getattr(loose, name))
        loose.issued = own.issued if own.issued.day else loose.issued
        loose.registered = own.registered if own.registered.day else loose.registered
        self.facts.held[level] = loose

    def _compare_with_id(self) -> None:
        """The id knows birth and sex better than the cells beside it."""
        number = self.facts.citizen_id
        if not number:
            return
        born = born_of(number)
        if self.born.day and day_in_words(born, self.born.known) != self.born.text():
            self._note_at("born", Kind.BORN_DISAGREES, born.isoformat())
        if self.sex and self.sex != sex_of(number):
            self._note_at("sex", Kind.SEX_DISAGREES, "男" if sex_of(number) == "m" else "女")

    def _compare_days(self) -> None:
        since, until = self.facts.since, self.facts.until
        if since.day and until.day and last_of(until.day, until.known) < since.day:
            self._note_at("until", Kind.ORDER_WRONG, "")
            self.facts.until = PartialDay()

    def _day(self, column: Column, value: Value) -> PartialDay:
        found = read_day(value, is_1904=self.is_1904)
        self._note(column, value, found.faults)
        return found

    def _words(self, column: Column, value: Value, read: Words) -> str:
        self._note(column, value, read.faults)
        return read.values[0] if read.values else ""

    def _note(self, column: Column, value: Value, faults: Sequence[tuple[Kind, str]]) -> None:
        was = "" if value is None else shown(value)
        for kind, proposed in faults:
            self.row.note(column.place, kind, was, proposed)

    def _note_at(self, name: str, kind: Kind, proposed: str) -> None:
        place = self.facts.places[name]
        self.row.note(place, kind, shown(self.row.cells[place]), proposed)
