"""Which tasks does a Word or Excel file name: title, unit, helpers, deadline?

The first table, of whichever sheet, whose heading names a task is read. A line keeps its words as
they stand in the file; what could not be understood is said beside it.
"""

import re
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _

from jinlin.core.delimited import is_of_totals
from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.domains.projects.queries.days_in_words import day_in
from jinlin.domains.projects.queries.tables_in_files import tables_of
from jinlin.ground.places.models import Organisation

__all__ = ["TaskLine", "day_in", "read_tasks"]
MOST_LINES, MOST_ABOVE = 300, 30
HEADINGS = {
    "number": ("序号", "编号", "项号"),
    "title": (
        *("重点任务", "重点工作任务", "重点工作", "工作任务", "任务名称", "主要任务", "目标任务"),
        *("任务事项", "工作事项", "工作内容", "任务"),
    ),
    "text": (
        *("工作要求", "目标要求", "工作目标", "具体内容", "具体措施", "主要措施", "工作措施"),
        *("推进措施", "目标", "要求", "措施"),
    ),
    "unit": (
        *("责任单位", "牵头单位", "主责单位", "牵头责任单位", "承办单位", "牵头部门", "主办单位"),
        "责任部门",
    ),
    "helpers": ("配合单位", "协办单位", "参与单位", "协同单位", "配合部门", "责任部门"),
    "due": (
        *("完成时限", "完成时间", "办结时限", "截止时间", "时间节点", "完成期限", "推进时限"),
        *("时限要求", "时限", "期限"),
    ),
}
BETWEEN = re.compile(r"[、，,;；/\s]+|和(?=县|市|镇|乡)|及(?=县|市|镇|乡)")
ROLES = re.compile(r"[（(](?:牵头|主责|主办|配合|协办|责任)[^）)]{0,80}+[）)]")
LEADS = re.compile(r"(?:牵头|主责|责任|主办)(?:单位|部门)[:：]")
HELPS = re.compile(r"(?:配合|协办|协同|参与)(?:单位|部门)[:：]")
LEAST_SHORT = 3  # signs of a short name


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
    rows, start, columns = _found(tables_of(file))
    units = {unit.name: unit for unit in Organisation.objects.open().filter(county=county)}
    lines: list[TaskLine] = []
    for cells in rows[start + 1 :]:
        entry = {name: _cell(cells, place) for name, place in columns.items()}
        says = entry.get("title") or entry.get("unit") or entry.get("due")
        if says and not _is_between(cells, entry) and not is_of_totals(cells):
            lines.append(_line(entry, units, len(lines) + 1, year))
    if not lines:
        raise Unusable(_("The table has a heading but no task below it."), field="file")
    if len(lines) > MOST_LINES:
        raise Unusable(_("A list has at most 300 tasks. Please send it in parts."), field="file")
    return lines


def _line(entry: dict[str, str], units: dict[str, Organisation], place: int, year: int) -> TaskLine:
    digits = re.sub(r"\D", "", entry.get("number", ""))[:4]
    line = TaskLine(
        number=int(digits) if digits else place,
        title=entry.get("title", "")[:80],
        text=entry.get("text", "")[:2000],
        unit_words=entry.get("unit", "")[:200],
        helper_words=entry.get("helpers", "")[:200],
        due_words=entry.get("due", "")[:60],
    )
    leads, helps = _parted(line.unit_words)
    found = [match for each in _names(leads) if (match := _unit(each, units))]
    line.unit = str(found[0].pk) if found else ""
    others = (_unit(each, units) for each in [*_names(helps), *_names(line.helper_words)])
    helping = [*found[1:], *(each for each in others if each)]
    keys = dict.fromkeys(str(each.pk) for each in helping)
    line.helpers = [key for key in keys if key != line.unit]
    due = day_in(line.due_words, year)
    line.due_on = due.isoformat() if due else ""
    line.problems = _problems(line, entry.get("title", ""), entry.get("text", ""))
    return line


def _problems(line: TaskLine, title: str, text: str) -> list[str]:
    """In words that stay as they were when the file was read."""
    found = []
    if not title:
        found.append(_("The line has no name."))
    if len(title) > len(line.title):
        found.append(_("The name was too long and was cut."))
    if len(text) > len(line.text):
        found.append(_("The text was too long and was cut."))
    if not line.unit:
        found.append(_("The unit “%(name)s” is not known here.") % {"name": line.unit_words})
    if not line.due_on:
        found.append(_("The deadline “%(words)s” is no day.") % {"words": line.due_words})
    return found


def _parted(words: str) -> tuple[str, str]:
    """Who leads and who helps, where one cell says both: '牵头单位：甲；配合单位：乙'."""
    leads, found, helps = words, HELPS.search(words), ""
    if found:
        leads, helps = words[: found.start()], words[found.end() :]
    return LEADS.sub("", leads), helps


def _names(words: str) -> list[str]:
    return [each for each in BETWEEN.split(ROLES.sub(" ", words)) if each]


def _unit(words: str, units: dict[str, Organisation]) -> Organisation | None:
    """The unit of exactly this name, or the only one whose name holds these words, or the only one
    that they are short for: '社工部' of '县委社会工作部'.
    """
    if words in units:
        return units[words]
    near = [unit for name, unit in units.items() if words in name or name in words]
    if len(near) == 1:
        return near[0]
    short = [unit for name, unit in units.items() if _is_short_for(words, name)] if not near else []
    return short[0] if len(short) == 1 else None


def _is_short_for(words: str, name: str) -> bool:
    """Whether its signs stand in the name in their order, the last one last."""
    rest = iter(name)
    return (
        len(words) >= LEAST_SHORT and words[-1] == name[-1] and all(sign in rest for sign in words)
    )


def _found(tables: list[list[list[str]]]) -> tuple[list[list[str]], int, dict[str, int]]:
    """The first table with a heading of tasks, the row of the heading, and its columns."""
    for rows in tables:
        for start, cells in enumerate(rows[:MOST_ABOVE]):
            columns = _columns(cells)
            if {"title", "unit"} <= columns.keys():
                return _second_row(rows, start, columns)
    words = _("No table with “重点任务” and “责任单位” in its heading was found.")
    raise Unusable(words, field="file")


def _second_row(
    rows: list[list[str]], start: int, columns: dict[str, int]
) -> tuple[list[list[str]], int, dict[str, int]]:
    """A heading of two rows says below which of its units leads and which helps."""
    below = _columns(rows[start + 1]) if start + 1 < len(rows) else {}
    title = _cell(rows[start + 1], columns["title"]) if below else ""
    if below and title in {"", _cell(rows[start], columns["title"])}:
        return rows, start + 1, {**columns, **below}
    return rows, start, columns


def _columns(cells: list[str]) -> dict[str, int]:
    """Which column holds what: by exactly the known words first, then by words that hold them."""
    plain = [re.sub(r"[\s*：:]|[（(].*?[）)]", "", cell) for cell in cells]
    found: dict[str, int] = {}
    for is_near in (False, True):
        for name, words in HEADINGS.items():
            place = next(
                (
                    at
                    for word in words
                    for at, cell in enumerate(plain)
                    if at not in found.values() and _names_it(word, cell, is_near=is_near)
                ),
                None,
            )
            if place is not None and name not in found:
                found[name] = place
    return found


def _names_it(word: str, cell: str, *, is_near: bool) -> bool:
    return word in cell and len(cell) <= 2 * len(word) + 2 if is_near else word == cell


def _is_between(cells: list[str], entry: dict[str, str]) -> bool:
    """A row that only heads what follows: its filled cells say one thing, or the heading again."""
    filled = {cell.strip() for cell in cells if cell.strip()}
    is_heading = {"title", "unit"} <= _columns(cells).keys()
    names_nobody = not entry.get("unit") and not entry.get("due") and len(filled) <= 1
    return is_heading or len(filled) == 1 or names_nobody


def _cell(cells: list[str], place: int) -> str:
    return tidy(cells[place]) if place < len(cells) else ""
