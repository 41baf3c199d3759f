"""Which lines of a sheet are people, which are something else, and where do its columns begin?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jinlin.core.books import Book, Line, Number, Sheet, Value
from jinlin.core.books.stream import Merge
from jinlin.domains.workforce.roster.examining import examine
from jinlin.domains.workforce.roster.facts import Known, Row
from jinlin.domains.workforce.roster.headings import (
    IGNORED,
    Column,
    column_of,
    is_heading,
    is_lower_heading,
    normal,
)
from jinlin.domains.workforce.roster.identity import NAME, plain, shown
from jinlin.domains.workforce.roster.kinds import Kind

DEEPEST_HEADING = 40  # lines among which the heading must stand
TOTAL = re.compile(
    r"^(本页|本单位|全县|全镇|全市|全区|以上)?(小计|合计|总计|共计|累计|总人数|汇总)"
    r"|(小计|合计|总计)[::]?(\d+[人名]?)?$|^(以上)?共\d+[人名]"
)
NOTE = re.compile(
    r"^(注|说明|数据来源|备注|附注?|填表|填报|制表|审核|审批|复核|联系人|经办|统计|负责人|单位负责人|主管|分管|"
    r"报送|日期|盖章|\(?盖章)[\s\d人时说员单]*.{0,4}?[::]|^[*※★]|^注\d|填表说明|^(备注|说明|附注|注)$|^(以上|以下)"
)
SECTION = re.compile(
    r"^\(?[一二三四五六七八九十]{1,3}[、.)]|(镇|乡|街道|区|县|局|委|中心|社区|学校|医院|部|领域|条线)(\(.*\))?[::]?$"
)
HOLDS_ID = re.compile(r"\d{14,18}|\d[\d.]*E\+?1\d|\d{3,}[*]+", re.IGNORECASE)
RIGHT_ID = re.compile(r"\d{17}[\dXx]")
LONGEST_SECTION = 24
LONGEST_ALONE = 4  # letters of a name on a line where nothing else stands


@dataclass
class Reading:
    """A sheet being read. `head`: its lines down to the heading, merged cells filled in."""

    sheet: Sheet
    known: Known
    head: list[Line] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    wide: int = 0

    def rows(self) -> Iterator[Row]:
        """Line by line what is a person or has to be named; blank lines are passed over."""
        lines = self._filled(self.sheet.lines())
        body = self._to_the_heading(lines)
        if body is None:
            yield self._nobody()
            return
        yield from self._about_the_sheet()
        is_empty = True
        for line, raw in self._with_first(body, lines):
            if row := self._row(line, raw):
                is_empty = is_empty and row.facts is None
                yield row
        if is_empty:
            yield self._nobody()

    def _to_the_heading(
        self, lines: "Iterator[tuple[Line, list[Value]]]"
    ) -> "list[tuple[Line, list[Value]]] | None":
        """Reads on to the heading and remembers it. Returns the lines already read behind it; None
        when there is no heading, and so nobody on this sheet.
        """
        for line, _raw in lines:
            self.head.append(line)
            if is_heading(line.cells):
                return self._lower_headings(lines)
            if len(self.head) >= DEEPEST_HEADING:
                break
        return None

    def _lower_headings(
        self, lines: "Iterator[tuple[Line, list[Value]]]"
    ) -> "list[tuple[Line, list[Value]]]":
        """One line or two below the heading may go on with it, one above may group it."""
        upper, own = self._upper(), self.head[-1].cells
        behind: list[tuple[Line, list[Value]]] = []
        for line, raw in lines:
            if len(self._lowers()) < 2 and is_lower_heading(raw) and not _same(raw, own):
                self.head.append(line)
                upper, own = _joined(upper, own), line.cells
                continue
            behind.append((line, raw))
            break
        self._choose(upper, own)
        return behind

    def _lowers(self) -> list[Line]:
        place = next(n for n, line in enumerate(self.head) if is_heading(line.cells))
        return self.head[place + 1 :]

    def _upper(self) -> Sequence[Value]:
        """The line above, where it groups columns."""
        above = self.head[-2].cells if len(self.head) > 1 else []
        return above if len({normal(value) for value in above if normal(value)}) > 1 else []

    def _choose(self, upper: Sequence[Value], own: Sequence[Value]) -> None:
        wide = max(len(upper), len(own))
        made = (column_of(n, _at(upper, n), _at(own, n)) for n in range(wide))
        self.columns = [column for column in made if column]
        self._id_places = [c.place for c in self.columns if c.field == "citizen_id"]
        self.wide = max(self.wide, wide)

    def _about_the_sheet(self) -> Iterator[Row]:
        last = self.head[-1].number
        told = Row(self.sheet.name, self.head[0].number, [])
        if self.sheet.is_hidden:
            told.note(None, Kind.SHEET_HIDDEN, self.sheet.name)
        if self.sheet.is_1904:
            told.note(None, Kind.CALENDAR_1904, "1904")
        heading, taken = Row(self.sheet.name, last, []), set()
        for column in self.columns:
            key = (column.field, column.level)
            if not column.field:
                heading.note(column.place, Kind.COLUMN_UNKNOWN, column.heading)
            elif key in taken and column.field not in {IGNORED, "unit", "title", "hours"}:
                heading.note(column.place, Kind.COLUMN_TWICE, column.heading)
            taken.add(key)
        yield from (row for row in (told, heading) if row.problems)

    def _nobody(self) -> Row:
        row = Row(self.sheet.name, self.head[0].number if self.head else 1, [])
        held = (plain(value) for line in self.head for value in line.cells if value)
        is_headless = not self.columns and any(RIGHT_ID.fullmatch(text) for text in held)
        kind = Kind.SHEET_WITHOUT_HEADING if is_headless else Kind.SHEET_WITHOUT_PEOPLE
        row.note(None, kind, self.sheet.name)
        return row

    def _row(self, line: Line, raw: list[Value]) -> Row | None:
        """The line as a person's row, or as something that was left out; None when it is blank."""
        if not any(map(plain, raw)):
            return None
        row = Row(self.sheet.name, line.number, line.cells, self.head)
        if kind := self._other(raw):
            if kind == Kind.HEADER_REPEATED and not _same(raw, self.head[-1].cells):
                self.head = [line]
                self._choose([], line.cells)
            row.note(None, kind, " ".join(plain(value) for value in raw if value)[:60])
            return row
        if self._is_bare(raw):
            return None
        if line.is_hidden:
            row.note(None, Kind.ROW_HIDDEN, str(line.number))
        for merge in self._tall.get(line.number, ()):
            if any(c.place == merge.left and c.field not in {"", IGNORED} for c in self.columns):
                was = shown(_at(line.cells, merge.left))
                row.note(merge.left, Kind.MERGED, was, f"{merge.top}-{merge.bottom}")
        examine(row, self.columns, self.known, is_1904=self.sheet.is_1904)
        return row

    def _other(self, raw: list[Value]) -> Kind | None:  # noqa: PLR0911 - a table of kinds
        """What a line is that is nobody's."""
        if self._holds_id(raw):
            return None
        filled = [(n, plain(value)) for n, value in enumerate(raw) if value and plain(value)]
        texts = [text for _place, text in filled]
        if is_heading(raw) or self._repeats_heading(texts):
            return Kind.HEADER_REPEATED
        if len(texts) >= 3 and texts == [
            str(n) for n in range(int(texts[0]) if texts[0].isdigit() else 1, len(texts) + 1)
        ]:
            return Kind.COLUMN_NUMBERS
        if any(TOTAL.search(text.replace(" ", "")) for text in texts[:3]):
            return Kind.SUBTOTAL
        if any(NOTE.search(text.replace(" ", "")) for text in texts[:2]):
            return Kind.FOOTNOTE
        if len(filled) == 1 and not self._is_name(filled[0][0], texts[0]):
            if isinstance(raw[filled[0][0]], Number):
                return None
            is_short = len(texts[0]) <= LONGEST_SECTION
            return Kind.SECTION if is_short and SECTION.search(texts[0]) else Kind.FOOTNOTE
        return None

    def _holds_id(self, raw: list[Value]) -> bool:
        return any(HOLDS_ID.search(plain(_at(raw, place))) for place in self._id_places)

    def _repeats_heading(self, texts: list[str]) -> bool:
        own = {normal(value) for line in self.head for value in line.cells if value}
        return len(texts) >= 2 and sum(normal(text) in own for text in texts) * 3 >= len(texts) * 2

    def _is_name(self, place: int, text: str) -> bool:
        is_name_column = any(c.place == place and c.field == "name" for c in self.columns)
        bare = text.replace(" ", "")
        return is_name_column and bool(NAME.fullmatch(bare)) and len(bare) <= LONGEST_ALONE

    def _is_bare(self, raw: list[Value]) -> bool:
        """Nothing stands there but a running number or a remark."""
        return not any(
            plain(_at(raw, column.place))
            for column in self.columns
            if column.field not in {"", IGNORED}
        )

    def _filled(self, lines: Iterator[Line]) -> "Iterator[tuple[Line, list[Value]]]":
        """Each line with the values of merged cells, and as it stands there."""
        self._tall: dict[int, list[Merge]] = {}
        starting: dict[int, list[Merge]] = {}
        for merge in self.sheet.merges:
            starting.setdefault(merge.top, []).append(merge)
            if merge.bottom > merge.top:
                self._tall.setdefault(merge.top, []).append(merge)
        running: list[tuple[Merge, Value]] = []
        for line in lines:
            raw, cells = line.cells, list(line.cells)
            running = [each for each in running if each[0].bottom >= line.number]
            running += [(merge, _at(raw, merge.left)) for merge in starting.get(line.number, ())]
            for merge, value in running:
                if value is None or (self.columns and merge.bottom == merge.top):
                    continue  # below the heading, a wide cell is a remark
                right = merge.left if self.columns else merge.right
                cells += [None] * (right + 1 - len(cells))
                cells[merge.left : right + 1] = [value] * (right + 1 - merge.left)
            yield Line(line.number, cells, line.is_hidden), raw

    @staticmethod
    def _with_first(
        behind: "list[tuple[Line, list[Value]]]", lines: "Iterator[tuple[Line, list[Value]]]"
    ) -> "Iterator[tuple[Line, list[Value]]]":
        yield from behind
        yield from lines


def readings(book: Book, known: Known) -> list[Reading]:
    """The sheets of a book, ready to be read one after the other."""
    return [Reading(sheet, known) for sheet in book.sheets]


def _at(cells: Sequence[Value], place: int) -> Value:
    return cells[place] if place < len(cells) else None


def _joined(upper: Sequence[Value], lower: Sequence[Value]) -> list[Value]:
    wide = max(len(upper), len(lower))
    return [_at(lower, n) or _at(upper, n) for n in range(wide)]


def _same(one: Sequence[Value], other: Sequence[Value]) -> bool:
    return [normal(v) for v in one if normal(v)] == [normal(v) for v in other if normal(v)]
