"""Which five forms are sent down to the small county, and what does each cell of them ask for?

Made by hand as offices make them, each in another layout. What a cell asks for is written down
beside it, apart from the code that guesses it: (measure, part, place, period, change), a word of
the form's head, HAND for what no record of the house knows, BLANK for what stays empty.

make("towns") -> its bytes;  KINDS["towns"] -> "xlsx";  ASKED["towns"] -> {ref: what it asks for}
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

HAND, BLANK = "hand", "blank"
TOWN, OTHER_TOWN = "350526100", "350526101"
LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
Filled = dict[str, Any]


def asks(
    key: str, part: str = "value", *, place: str = "", period: str = "month", change: str = ""
) -> tuple[str, str, str, str, str]:
    return (key, part, place, period, change)


def _sheet(title: str, width: int) -> Any:
    sheet = Workbook().active
    sheet.title = "报表"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font = Font(name="方正小标宋简体", size=18, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    return sheet


def _rows(sheet: Any, first: int, rows: list[list[Any]], width: int) -> None:
    for number, row in enumerate(rows, first):
        for column in range(1, width + 1):
            cell = sheet.cell(number, column)
            cell.border = FRAME
            if column <= len(row) and row[column - 1] not in {"", None}:
                cell.value = row[column - 1]


def _saved(sheet: Any) -> bytes:
    buffer = BytesIO()
    sheet.parent.save(buffer)
    return buffer.getvalue()


def towns(month: str = "2026年9月") -> bytes:
    """A row for each town, totals by formula."""
    sheet = _sheet(f"德化县{month}群众诉求办理情况统计表", 8)
    sheet["A2"], sheet["F2"] = "填报单位（盖章）：", "填报日期："
    head = [
        "序号",
        "乡镇",
        "受理件数（件）",
        "办结件数（件）",
        "办结率（%）",
        "满意率（%）",
        "热线受理（件）",
        "备注",
    ]
    total = ["合计", "", "=SUM(C4:C5)", "=SUM(D4:D5)", "", "", "=SUM(G4:G5)", ""]
    _rows(sheet, 3, [head, [1, "浔中镇"], [2, "龙浔镇"], total], 8)
    sheet.merge_cells("A6:B6")
    for cell in sheet[3]:
        cell.fill, cell.font = PatternFill("solid", fgColor="DDEBF7"), Font(bold=True)
    sheet["A7"] = "填表人：          联系电话：          负责人（签字）："
    return _saved(sheet)


def _asked_of_towns() -> Filled:
    columns = {
        "C": ("appeals.received", "value"),
        "D": ("appeals.closed_loop_rate", "met"),
        "E": ("appeals.closed_loop_rate", "value"),
        "F": ("appeals.satisfied", "value"),
        "G": ("appeals.received_hotline", "value"),
    }
    found: Filled = {
        "1!A2#0": "place",
        "1!F2#0": "today",
        "1!A7#0": "person",
        "1!A7#1": HAND,
        "1!A7#2": BLANK,
    }
    for row, place in (("4", TOWN), ("5", OTHER_TOWN)):
        for column, (key, part) in columns.items():
            found[f"1!{column}{row}"] = asks(key, part, place=place)
        found[f"1!H{row}"] = BLANK
    for column in "EF":
        found[f"1!{column}6"] = asks(*columns[column])
    return {**found, "1!H6": BLANK}


YEAR_ROWS = [
    ("群众诉求受理量（件）", "appeals.received", "value"),
    ("其中：网上受理（件）", "appeals.received_online", "value"),
    ("诉求办结率（%）", "appeals.closed_loop_rate", "value"),
    ("征集微心愿（个）", "wishes.posted", "value"),
    ("圆梦微心愿（个）", "wishes.fulfilled", "value"),
    ("开展业主接待日（场）", "receptions.sessions", "value"),
    ("入户走访（户次）", "visits.made", "value"),
    ("志愿服务时长（小时）", "volunteers.hours", "value"),
    ("党建联席会议（次）", HAND, ""),
]


def year(month: str = "2026年9月") -> bytes:
    """A column for each month."""
    sheet = _sheet("近邻治理工作月度推进台账（2026年）", 15)
    sheet["A2"], sheet["L2"] = "填报单位：", "填报人："
    head = ["序号", "工作指标", *(f"{number}月" for number in range(1, 13)), "全年累计"]
    rows = [[number, name] for number, (name, _key, _part) in enumerate(YEAR_ROWS, 1)]
    _rows(sheet, 3, [head, *rows], 15)
    return _saved(sheet)


def _asked_of_year() -> Filled:
    found: Filled = {"1!A2#0": "place", "1!L2#0": "person"}
    for row, (_name, key, part) in enumerate(YEAR_ROWS, 4):
        for number in range(1, 14):
            period = "year" if number == 13 else f"m{number:02d}"
            ref = f"1!{get_column_letter(number + 2)}{row}"
            found[ref] = HAND if key == HAND else asks(key, part, period=period)
    return found


CROSS = [
    ("诉求办理", "受理数", "appeals.received", "value"),
    ("诉求办理", "办结数", "appeals.closed_loop_rate", "met"),
    ("诉求办理", "解决率（%）", "appeals.solved", "value"),
    ("微心愿", "征集数", "wishes.posted", "value"),
    ("微心愿", "圆梦数", "wishes.fulfilled", "value"),
    ("入户走访", "走访户次", "visits.made", "value"),
    ("入户走访", "发现问题数", "visits.found", "value"),
    ("志愿服务", "活动场次", "volunteers.activities", "value"),
    ("志愿服务", "服务人次", "volunteers.services", "value"),
    ("宣传报道", "信息篇数", HAND, ""),
]
COMMUNITIES = [
    ("凤池社区", "350526100001"),
    ("富东社区", "350526100002"),
    ("南门社区", "350526101004"),
]


def cross(month: str = "2026年9月") -> bytes:
    """Two rows of headings, a row for each community under its town."""
    sheet = _sheet(f"{month}“四微联动”工作情况汇总表", 12)
    upper = ["乡镇", "社区", *(group for group, *_rest in CROSS)]
    lower = ["", "", *(name for _group, name, *_rest in CROSS)]
    towns_of = ["浔中镇", "浔中镇", "龙浔镇"]
    rows = [[town, name] for town, (name, _code) in zip(towns_of, COMMUNITIES, strict=True)]
    _rows(sheet, 2, [upper, lower, *rows, ["全县"]], 12)
    for span in ("A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:I2", "J2:K2", "A4:A5", "A7:B7"):
        sheet.merge_cells(span)
    sheet["A8"] = "报告期：        制表人：        审核人："
    return _saved(sheet)


def _asked_of_cross() -> Filled:
    found: Filled = {"1!A8#0": "month", "1!A8#1": "person", "1!A8#2": BLANK}
    for row, place in enumerate([*(code for _name, code in COMMUNITIES), ""], 4):
        for column, (_group, _name, key, part) in enumerate(CROSS, 3):
            ref = f"1!{get_column_letter(column)}{row}"
            found[ref] = HAND if key == HAND else asks(key, part, place=place)
    return found


PAIRS = [
    ("一、诉求办理", None),
    ("受理诉求（件）", asks("appeals.received")),
    ("按期办结率（%）", asks("appeals.on_time")),
    ("本年累计受理诉求（件）", asks("appeals.received", period="year")),
    ("群众满意率（%）", asks("appeals.satisfied")),
    ("二、协商与公约", None),
    ("征集议题（个）", asks("consultations.topics")),
    ("召开协商议事会（场）", asks("consultations.meetings")),
    ("公约覆盖率（%）", asks("pacts.in_force", period="ever")),
    ("公约意见数（条）", asks("pacts.comments")),
    ("三、服务与队伍", None),
    ("近邻圩日场次（场）", asks("servicedays.sessions")),
    ("圩日惠及人次（人次）", asks("servicedays.beneficiaries")),
    ("举办培训（期）", asks("training.sessions")),
    ("培训人次（人次）", asks("training.attendances")),
    ("持证社工人数（人）", asks("workforce.certified", period="ever")),
    ("志愿服务队伍（支）", asks("volunteers.teams", period="ever")),
    ("现有近邻驿站（个）", asks("places.stations", period="ever")),
    ("小区总数（个）", asks("places.neighbourhoods", period="ever")),
    ("专项工作经费（万元）", HAND),
    ("新闻媒体报道（篇）", HAND),
]


def pairs(month: str = "2026年9月") -> bytes:
    """Label and gap beside each other, twice on a line, in sections."""
    sheet = _sheet("近邻党建引领基层治理情况登记表", 4)
    _rows(sheet, 2, [["填报单位", "", "统计月份", ""]], 4)
    row, line = 3, []
    for label, asked in [*PAIRS, ("", None)]:
        if asked is None:
            if line:
                _rows(sheet, row, [line], 4)
                row, line = row + 1, []
            if label:
                _rows(sheet, row, [[label]], 4)
                sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
                row += 1
            continue
        line += [label, ""]
        if len(line) == 4:
            _rows(sheet, row, [line], 4)
            row, line = row + 1, []
    return _saved(sheet)


def _asked_of_pairs() -> Filled:
    found: Filled = {"1!B2": "place", "1!D2": "month"}
    row, second = 3, False
    for _label, asked in PAIRS:
        if asked is None:
            row, second = row + (2 if second else 1), False
            continue
        found[f"1!{'D' if second else 'B'}{row}"] = asked
        row, second = row + (1 if second else 0), not second
    return found


TEXT_ROWS = [
    ("群众诉求", "受理件数", "件", "appeals.received", "value"),
    ("群众诉求", "办结率", "%", "appeals.closed_loop_rate", "value"),
    ("微心愿", "收集心愿", "个", "wishes.posted", "value"),
    ("微心愿", "圆愿率", "%", "wishes.fulfilled_rate", "value"),
    ("业主接待日", "接待场次", "场", "receptions.sessions", "value"),
    ("业主接待日", "接待诉求", "件", "receptions.conversations", "value"),
    ("社工服务", "服务人次", "人次", "casework.person_times", "value"),
    ("积分", "积分兑换次数", "次", "points.given", "value"),
    ("能人工匠", "工匠上门服务", "次", "talents.helps", "value"),
    ("矛盾纠纷", "调解纠纷", "起", HAND, ""),
]
TEXT_COLUMNS = [
    ("本月", asks("", period="month")),
    ("本年累计", asks("", period="year")),
    ("上年同期", asks("", period="same")),
    ("同比（%）", asks("", change="year")),
]


def text(month: str = "2026年9月") -> bytes:
    """A table in a text, groups merged downwards."""
    document = docx.Document()
    document.add_heading(f"{month}基层治理工作报表", level=1)
    document.add_paragraph("填报单位：                填报日期：")
    table = document.add_table(rows=len(TEXT_ROWS) + 1, cols=7, style="Table Grid")
    for column, words in enumerate(["类别", "指标", "计量单位", *(n for n, _a in TEXT_COLUMNS)]):
        table.cell(0, column).text = words
    for row, (group, name, unit, _key, _part) in enumerate(TEXT_ROWS, 1):
        if row == 1 or TEXT_ROWS[row - 2][0] != group:
            table.cell(row, 0).text = group
        else:
            table.cell(row - 1, 0).merge(table.cell(row, 0))
        table.cell(row, 1).text, table.cell(row, 2).text = name, unit
    document.add_paragraph("填表人：            单位负责人（签字）：")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _asked_of_text() -> Filled:
    found: Filled = {"p!1#0": "place", "p!1#1": "today", "p!2#0": "person", "p!2#1": BLANK}
    for row, (_group, _name, _unit, key, part) in enumerate(TEXT_ROWS, 2):
        for column, (_words, (_key, _part, _place, period, change)) in zip(
            "DEFG", TEXT_COLUMNS, strict=True
        ):
            asked = asks(key, part, period=period, change=change)
            found[f"1!{column}{row}"] = HAND if key == HAND else asked
    return found


MAKERS: dict[str, Callable[..., bytes]] = {
    "towns": towns,
    "year": year,
    "cross": cross,
    "pairs": pairs,
    "text": text,
}
KINDS = {name: "docx" if name == "text" else "xlsx" for name in MAKERS}
ASKED: dict[str, Filled] = {
    "towns": _asked_of_towns(),
    "year": _asked_of_year(),
    "cross": _asked_of_cross(),
    "pairs": _asked_of_pairs(),
    "text": _asked_of_text(),
}


def make(name: str, month: str = "2026年9月") -> bytes:
    return MAKERS[name](month)
