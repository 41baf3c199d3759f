"""Which lines of a sheet are people, which are something else, and where do its columns begin?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from jinlin.core.books import Line, Number, Sheet, Value
from jinlin.core.books.stream import Merge
from jinlin.core.errors import Unusable
from jinlin.domains.workforce.roster.blocks import FIRST_OF_A_PERSON, blocks_of, cells_of
from jinlin.domains.workforce.roster.examining import examine
from jinlin.domains.workforce.roster.facts import Known, Row
from jinlin.domains.workforce.roster.headings import (
    IGNORED,
    Column,
    column_of,
    field_of,
    is_heading,
    is_lower_heading,
    normal,
)
from jinlin.domains.workforce.roster.identity import NAME, plain, shown
from jinlin.domains.workforce.roster.kinds import Kind

DEEPEST_HEADING = 40  # lines among which the heading must stand
TOTAL = re.compile(
    r"^(本页|本单位|全县|全镇|全市|全区|以上)?(小计|合计|总计|共计|累计|总人数|汇总)"
    r"|(小计|合计|总计)[::]?(\d+[人名]?)?$|^(以上)?共\d+[人名]|^其中[::]"
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
SURE_SECTION = re.compile(r"(街道|社区|学校|医院|中心|委员会|办事处|[村居]委会)(\(.*\))?[::]?$")
LONGEST_SECTION = 24
MOST_COLUMNS, MOST_SIDE_BY_SIDE = 500, 20  # each line is looked at once for each person on it
LONGEST_HELD = 500  # letters of a cell among which a citizen id is looked for
NUMBERS = re.compile(r"\d[\d.,]*%?")
STEMS = "甲乙丙丁戊己庚辛壬癸"
WIDE = 3  # merged over so many columns, a line is a heading in between
LONGEST_ALONE = 4  # letters of a name on a line where nothing else stands


@dataclass
class Reading:
    """A sheet being read. `head`: its lines down to the heading, merged cells filled in."""

    sheet: Sheet
    known: Known
    head: list[Line] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    blocks: list[list[Column]] = field(default_factory=list)
    above: dict[int, Value] = field(default_factory=dict)  # what the person above has, by column
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
            for row in self._rows(line, raw):
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
        upper, own, first = self._upper(), self.head[-1].cells, self.head[-1]
        behind: list[tuple[Line, list[Value]]] = []
        for line, raw in lines:
            is_lower = is_lower_heading(raw) or self._is_under(first, line, raw)
            if len(self._lowers()) < 2 and is_lower and not _same(raw, own):
                self.head.append(line)
                upper, own = _joined(upper, own), line.cells
                continue
            behind.append((line, raw))
            break
        self._choose(upper, own)
        return behind

    def _is_under(self, heading: Line, line: Line, raw: list[Value]) -> bool:
        """The heading of the name or the id is merged down to this line, and texts stand beside."""
        named = [n for n, cell in enumerate(heading.cells) if normal(cell)]
        spans = [
            merge
            for merge in self._tall.get(heading.number, ())
            if merge.bottom >= line.number and merge.left in named
        ]
        return (
            any(field_of(normal(heading.cells[m.left])) in FIRST_OF_A_PERSON for m in spans)
            and any(normal(value) for value in raw)
            and not any(isinstance(value, Number) for value in raw)
        )

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
        if len(self.columns) > MOST_COLUMNS:
            raise _too_wide()
        self._id_places = [c.place for c in self.columns if c.field == "citizen_id"]
        self.blocks, self.above = blocks_of(self.columns), {}
        if len(self.blocks) > MOST_SIDE_BY_SIDE:
            raise _too_wide()
        self.wide = max(self.wide, wide)

    def _about_the_sheet(self) -> Iterator[Row]:
        last = self.head[-1].number
        notes = Row(self.sheet.name, self.head[0].number, [])
        if self.sheet.is_hidden:
            notes.note(None, Kind.SHEET_HIDDEN, self.sheet.name)
        if self.sheet.is_1904:
            notes.note(None, Kind.CALENDAR_1904, "1904")
        heading = Row(self.sheet.name, last, [])
        for column in self.columns:
            self._about_column(column, heading)
        yield from (row for row in (notes, heading) if row.problems)

    def _about_column(self, column: Column, heading: Row) -> None:
        block = next(each for each in self.blocks if column in each)
        key = (column.field, column.level)
        earlier = {(c.field, c.level) for c in block if c.place < column.place}
        if not column.field:
            heading.note(column.place, Kind.COLUMN_UNKNOWN, column.heading)
        elif key in earlier and column.field not in {IGNORED, "unit", "title", "hours"}:
            heading.note(column.place, Kind.COLUMN_TWICE, column.heading)
        elif column.field == "name" and block is not self.blocks[0]:
            heading.note(column.place, Kind.SIDE_BY_SIDE, column.heading)
        if column.place in self.sheet.hidden_columns and column.field not in {"", IGNORED}:
            heading.note(column.place, Kind.COLUMN_HIDDEN, column.heading)

    def _nobody(self) -> Row:
        row = Row(self.sheet.name, self.head[0].number if self.head else 1, [])
        held = (plain(value) for line in self.head for value in line.cells if value)
        is_headless = not self.columns and any(RIGHT_ID.fullmatch(text) for text in held)
        kind = Kind.SHEET_WITHOUT_HEADING if is_headless else Kind.SHEET_WITHOUT_PEOPLE
        row.note(None, kind, self.sheet.name)
        return row

    def _rows(self, line: Line, raw: list[Value]) -> Iterator[Row]:
        """The people of a line, or what it is that was left out; nothing of a blank one."""
        if not any(map(plain, raw)):
            return
        if kind := self._other(line, raw):
            row = Row(self.sheet.name, line.number, line.cells, self.head)
            if kind == Kind.HEADER_REPEATED and not _same(raw, self.head[-1].cells):
                self.head = row.head = [line]
                self._choose([], line.cells)
            row.note(None, kind, " ".join(plain(value) for value in raw if value)[:60])
            yield row
            return
        there = [block for block in self.blocks if not self._is_bare(raw, block)]
        for block in there:
            cells = line.cells
            if len(self.blocks) > 1:
                cells = cells_of(cells, block, self.blocks)
            row = Row(self.sheet.name, line.number, cells, self.head)
            self._about_line(row, line, block, is_first=block is there[0])
            examine(row, block, self.known, is_1904=self.sheet.is_1904, above=self.above)
            if block is not there[0]:  # what both share is told of once
                own = self._own(block)
                row.problems = [p for p in row.problems if p.column is None or p.column in own]
            yield row

    def _about_line(self, row: Row, line: Line, block: list[Column], *, is_first: bool) -> None:
        """A hidden line, and cells that go down over several, are told of."""
        if line.is_hidden and is_first:
            row.note(None, Kind.ROW_HIDDEN, str(line.number))
        used = {c.place for c in block if c.field not in {"", IGNORED}}
        for merge in self._tall.get(line.number, ()):
            if merge.left in used and (is_first or merge.left in self._own(block)):
                was = shown(_at(line.cells, merge.left))
                row.note(merge.left, Kind.MERGED, was, f"{merge.top}-{merge.bottom}")

    def _own(self, block: list[Column]) -> set[int]:
        """The columns that only this block has."""
        others = {c.place for each in self.blocks if each is not block for c in each}
        return {c.place for c in block} - others

    def _other(self, line: Line, raw: list[Value]) -> Kind | None:  # noqa: PLR0911 - a table of kinds
        """What a line is that is nobody's."""
        if self._holds_id(raw):
            return None
        filled = [(n, plain(value)) for n, value in enumerate(raw) if value and plain(value)]
        texts = [text for _place, text in filled]
        if is_heading(raw) or self._repeats_heading(texts):
            return Kind.HEADER_REPEATED
        if len(texts) >= 3 and _count_on(texts):
            return Kind.COLUMN_NUMBERS
        if self._is_sum(raw):
            return Kind.SUBTOTAL
        if any(TOTAL.search(text.replace(" ", "")) for text in texts[:3]):
            return Kind.SUBTOTAL
        if any(NOTE.search(text.replace(" ", "")) for text in texts[:2]):
            return Kind.FOOTNOTE
        if len(filled) == 1 and not self._is_name(line, filled[0][0], texts[0]):
            if isinstance(raw[filled[0][0]], Number):
                return None
            is_short = len(texts[0]) <= LONGEST_SECTION
            return Kind.SECTION if is_short and SECTION.search(texts[0]) else Kind.FOOTNOTE
        return None

    def _is_sum(self, raw: list[Value]) -> bool:
        """Numbers alone, and neither a name nor an id: what somebody added up."""
        used = [c for c in self.columns if c.field not in {"", IGNORED}]
        amounts = [(c.field, plain(_at(raw, c.place))) for c in used if plain(_at(raw, c.place))]
        return bool(amounts) and all(
            NUMBERS.fullmatch(text) and name not in FIRST_OF_A_PERSON and name != "phone"
            for name, text in amounts
        )

    def _holds_id(self, raw: list[Value]) -> bool:
        return any(
            HOLDS_ID.search(plain(_at(raw, place))[:LONGEST_HELD]) for place in self._id_places
        )

    def _repeats_heading(self, texts: list[str]) -> bool:
        own = {normal(value) for line in self.head for value in line.cells if value}
        return len(texts) >= 2 and sum(normal(text) in own for text in texts) * 3 >= len(texts) * 2

    def _is_name(self, line: Line, place: int, text: str) -> bool:
        """Whether what stands alone on a line is a name whose other cells are empty."""
        is_name_column = any(c.place == place and c.field == "name" for c in self.columns)
        bare = text.replace(" ", "")
        if not is_name_column or not NAME.fullmatch(bare) or len(bare) > LONGEST_ALONE:
            return False
        return line.number not in self._wide and not SURE_SECTION.search(bare)

    def _is_bare(self, raw: list[Value], block: list[Column]) -> bool:
        """Nothing stands there but a running number or a remark; of one of several blocks, nothing
        of its own.
        """
        own = self._own(block) if len(self.blocks) > 1 else {c.place for c in block}
        return not any(
            plain(_at(raw, c.place))
            for c in block
            if c.place in own and c.field not in {"", IGNORED}
        )

    def _filled(self, lines: Iterator[Line]) -> "Iterator[tuple[Line, list[Value]]]":
        """Each line with the values of merged cells, and as it stands there."""
        self._tall: dict[int, list[Merge]] = {}
        self._wide = {m.top for m in self.sheet.merges if m.right - m.left + 1 >= WIDE}
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


def _too_wide() -> Unusable:
    return Unusable(
        _(
            "This is no roster: a sheet has at most %(columns)d columns with a heading, and at "
            "most %(people)d people side by side."
        )
        % {"columns": MOST_COLUMNS, "people": MOST_SIDE_BY_SIDE},
        field="file",
    )


def _at(cells: Sequence[Value], place: int) -> Value:
    return cells[place] if place < len(cells) else None


def _count_on(texts: Sequence[str]) -> bool:
    """1 2 3 or 甲 乙 丙, or letters first and numbers after them."""
    letters = [text for text in texts if text in STEMS]
    rest = texts[len(letters) :]
    first = int(rest[0]) if rest and rest[0].isdigit() and len(rest[0]) < 4 else 1
    numbers = [str(number) for number in range(first, first + len(rest))]
    return list(texts) == [*STEMS[: len(letters)], *numbers]


def _joined(upper: Sequence[Value], lower: Sequence[Value]) -> list[Value]:
    wide = max(len(upper), len(lower))
    return [_at(lower, n) or _at(upper, n) for n in range(wide)]


def _same(one: Sequence[Value], other: Sequence[Value]) -> bool:
    return [normal(v) for v in one if normal(v)] == [normal(v) for v in other if normal(v)]
