"""Which tasks does a Word or Excel file name: title, unit, helpers, deadline?

The first table whose heading names a task is read. A line keeps its words as they stand in the
file; what could not be understood is said beside it.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from jinlin.core.books import rows_of
from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.ground.places.models import Organisation

MOST_BYTES, MOST_LINES = 20 * 1024 * 1024, 300
DAMAGED = (zipfile.BadZipFile, KeyError, expat.ExpatError, OSError, ValueError, RuntimeError)
HEADINGS = {
    "number": ("序号", "编号"),
    "title": ("重点任务", "工作任务", "任务名称", "任务", "工作内容", "主要任务"),
    "text": ("工作要求", "目标要求", "具体内容", "具体措施", "目标", "要求"),
    "unit": ("责任单位", "牵头单位", "主责单位", "牵头责任单位"),
    "helpers": ("配合单位", "协办单位", "参与单位", "责任部门"),
    "due": ("完成时限", "完成时间", "时限", "截止时间", "办结时限"),
}
BETWEEN = re.compile(r"[、，,;；\s]+")
EPOCH = date(1899, 12, 30)  # of Excel's serial days after February 1900
SERIAL = re.compile(r"4\d{4}(\.0+)?|5\d{4}(\.0+)?")
DAY = re.compile(r"(?:(\d{4})\s*[年./-])?\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
MONTH = re.compile(r"(?:(\d{4})\s*[年./-])?\s*(\d{1,2})\s*月\s*(?:底|末|份)?")
QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}


@dataclass
class TaskLine:
    """One line of the file as it was understood. `unit` and `helpers` are keys of organisations."""

    number: int
    title: str
    text: str = ""
    unit: str = ""
    unit_words: str = ""
    helpers: list[str] = field(default_factory=list)
    helper_words: str = ""
    due_on: str = ""
    due_words: str = ""
    problems: list[str] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def read_tasks(file: IO[bytes], *, county: str, year: int) -> list[TaskLine]:
    """The lines of the file. Raises Unusable for a file without a table of tasks."""
    rows = list(_rows(file))
    start, columns = _heading(rows)
    units = {unit.name: unit for unit in Organisation.objects.open().filter(county=county)}
    lines: list[TaskLine] = []
    for cells in rows[start + 1 :]:
        told = {name: _cell(cells, place) for name, place in columns.items()}
        if told.get("title"):
            lines.append(_line(told, units, len(lines) + 1, year))
    if not lines:
        raise Unusable(_("The table has a heading but no task below it."), field="file")
    if len(lines) > MOST_LINES:
        raise Unusable(_("A list has at most 300 tasks. Please send it in parts."), field="file")
    return lines


def day_in(words: str, year: int) -> date | None:
    """The last day that is meant: '6月底前' is 30 June, '全年' 31 December."""
    words = words.strip()
    if SERIAL.fullmatch(words):
        return EPOCH + timedelta(days=int(float(words)))
    if found := DAY.search(words):
        return _day(int(found[1] or year), int(found[2]), int(found[3]))
    if found := MONTH.search(words):
        return _last_of(int(found[1] or year), int(found[2]))
    if found := re.search(r"第?([一二三四1-4])季度", words):
        return _last_of(year, QUARTERS[found[1]])
    return _by_a_half(words, year)


def _by_a_half(words: str, year: int) -> date | None:
    if "上半年" in words:
        return date(year, 6, 30)
    is_year = any(each in words for each in ("年底", "年末", "全年", "长期", "下半年", "年内"))
    return date(year, 12, 31) if is_year else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date | None:
    first = _day(year + month // 12, month % 12 + 1, 1) if 1 <= month <= 12 else None
    return first - timedelta(days=1) if first else None


def _line(told: dict[str, str], units: dict[str, Organisation], place: int, year: int) -> TaskLine:
    digits = re.sub(r"\D", "", told.get("number", ""))[:4]
    line = TaskLine(
        number=int(digits) if digits else place,
        title=told["title"][:80],
        text=told.get("text", "")[:2000],
        unit_words=told.get("unit", "")[:200],
        helper_words=told.get("helpers", "")[:200],
        due_words=told.get("due", "")[:60],
    )
    named = [each for each in BETWEEN.split(line.unit_words) if each]
    found = [match for each in named if (match := _unit(each, units))]
    line.unit = str(found[0].pk) if found else ""
    helping = [
        *found[1:],
        *(_unit(each, units) for each in BETWEEN.split(line.helper_words) if each),
    ]
    line.helpers = [str(each.pk) for each in helping if each]
    due = day_in(line.due_words, year)
    line.due_on = due.isoformat() if due else ""
    line.problems = _problems(line, told["title"])
    return line


def _problems(line: TaskLine, title: str) -> list[str]:
    """In words that stay as they were when the file was read."""
    found = []
    if len(title) > len(line.title):
        found.append(_("The name was too long and was cut."))
    if not line.unit:
        found.append(_("The unit “%(name)s” is not known here.") % {"name": line.unit_words})
    if not line.due_on:
        found.append(_("The deadline “%(words)s” is no day.") % {"words": line.due_words})
    return found


def _unit(words: str, units: dict[str, Organisation]) -> Organisation | None:
    """The unit of exactly this name, or the only one whose name holds these words."""
    if words in units:
        return units[words]
    near = [unit for name, unit in units.items() if words in name or name in words]
    return near[0] if len(near) == 1 else None


def _heading(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    for start, cells in enumerate(rows[:30]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            name = next((n for n, words in HEADINGS.items() if cell.strip() in words), None)
            if name and name not in columns:
                columns[name] = place
        if {"title", "unit"} <= columns.keys():
            return start, columns
    words = _("No table with “重点任务” and “责任单位” in its heading was found.")
    raise Unusable(words, field="file")


def _cell(cells: list[str], place: int) -> str:
    return tidy(cells[place]) if place < len(cells) else ""


def _rows(file: IO[bytes]) -> Iterator[list[str]]:
    """The cells of an Excel sheet, or of all tables of a Word file."""
    try:
        with zipfile.ZipFile(file) as book:
            is_word = "word/document.xml" in book.namelist()
            if is_word and book.getinfo("word/document.xml").file_size > MOST_BYTES:
                raise ValueError("too large")
            content = book.read("word/document.xml") if is_word else b""
        if is_word:
            return iter(_Tables().read(content))
    except DAMAGED as problem:
        words = _("This is no Word (.docx) or Excel (.xlsx) file that can be read.")
        raise Unusable(words, field="file") from problem
    file.seek(0)
    return rows_of(file)


class _Tables:
    """The tables of a Word file as they are read. A cell that goes on from the one above repeats
    its words.
    """

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.cells: list[str] = []
        self.text: list[str] = []
        self.depth, self.is_text, self.goes_on = 0, False, False

    def read(self, content: bytes) -> list[list[str]]:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._say
        parser.EntityDeclHandler = self._refuse
        parser.Parse(content, True)
        return self.rows

    @staticmethod
    def _refuse(*_told: object) -> None:
        raise ValueError("entities")

    def _begin(self, name: str, told: dict[str, str]) -> None:
        if name == "w:tbl":
            self.depth += 1
        elif self.depth == 1 and name == "w:tr":
            self.cells = []
        elif self.depth == 1 and name == "w:tc":
            self.text, self.goes_on = [], False
        elif name == "w:vMerge":
            self.goes_on = told.get("w:val", "continue") == "continue"
        elif name == "w:t":
            self.is_text = self.depth > 0

    def _end(self, name: str) -> None:
        if name == "w:tbl":
            self.depth -= 1
        elif name == "w:t":
            self.is_text = False
        elif name == "w:p" and self.depth:
            self.text.append("\n")
        elif self.depth == 1 and name == "w:tc":
            self.cells.append(self._merged() if self.goes_on else "".join(self.text).strip())
        elif self.depth == 1 and name == "w:tr":
            self.rows.append(self.cells)

    def _merged(self) -> str:
        above = self.rows[-1] if self.rows else []
        return above[len(self.cells)] if len(self.cells) < len(above) else ""

    def _say(self, text: str) -> None:
        if self.is_text:
            self.text.append(text)
