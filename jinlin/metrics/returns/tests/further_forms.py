"""Which six further forms are sent down, and what does each of their cells ask for?

Made after the matcher's first five, in the manner of other offices and in their words. The first
three are those that the matcher was looked at with; HELD_OUT were written before it was changed and
never used to change it. Each has traps: what sounds like a figure of the house and is none.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from jinlin.metrics.returns.tests.forms import (
    BLANK,
    COMMUNITIES,
    FRAME,
    HAND,
    OTHER_TOWN,
    TOWN,
    Filled,
    asks,
)

Row = tuple[Any, ...]
NONE = ("", "")


def _sheet(lines: list[list[Any]], merged: tuple[str, ...], framed: tuple[int, int]) -> bytes:
    """A sheet of these lines, framed from one to the other."""
    book = Workbook()
    sheet = book.active
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(number, column)
            if value not in {"", None}:
                cell.value = value
            if framed[0] <= number <= framed[1]:
                cell.border = FRAME
    for span in merged:
        sheet.merge_cells(span)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _spec(key: str, part: str, **more: str) -> Any:
    return HAND if key == HAND else asks(key, part, **more)


# 1. A list of indicators with units, 'of which' rows and four periods.
INDICATORS: list[Row] = [
    ("一", "群众诉求受理总数", "件", "appeals.received", "value"),
    ("", "其中：微信小程序提交", "件", "appeals.received_online", "value"),
    ("", "　　　12345热线转办", "件", "appeals.received_hotline", "value"),
    ("", "　　　驿站现场受理", "件", "appeals.received_station", "value"),
    ("", "　　　信访转送", "件", HAND, ""),
    ("二", "诉求办结数", "件", "appeals.closed_loop_rate", "met"),
    ("三", "诉求按期答复率", "%", "appeals.on_time", "value"),
    ("四", "群众评价满意率", "%", "appeals.satisfied", "value"),
    ("五", "居民心愿征集数", "个", "wishes.posted", "value"),
    ("六", "居民心愿实现数", "个", "wishes.fulfilled", "value"),
    ("七", "召开居民议事会", "场次", "consultations.meetings", "value"),
    ("八", "业主接待日开展场数", "场", "receptions.sessions", "value"),
    ("九", "志愿服务开展场次", "场", "volunteers.activities", "value"),
    ("十", "志愿服务总时长", "小时", "volunteers.hours", "value"),
    ("十一", "网格员在岗人数", "人", HAND, ""),
    ("十二", "入户走访户次", "户次", "visits.made", "value"),
    ("", "其中：走访独居老人", "户次", HAND, ""),
]
INDICATOR_COLUMNS = [
    ("本月数", {"period": "month"}),
    ("1—9月累计", {"period": "year"}),
    ("上年同期数", {"period": "same"}),
    ("同比增长（%）", {"period": "month", "change": "year"}),
]


def indicators() -> bytes:
    lines: list[list[Any]] = [
        ["附件2", "", "", "", "", "", "", ""],
        ["德化县近邻治理重点指标完成情况月报表", "", "", "", "", "", "", ""],
        ["填报单位（公章）：", "", "", "2026年9月", "", "", "", ""],
        ["序号", "指标名称", "计量单位", *(name for name, _when in INDICATOR_COLUMNS), "备注"],
        *([n, name, unit, "", "", "", "", ""] for n, name, unit, _key, _part in INDICATORS),
        ["单位负责人：        填表人：        联系电话：        报出日期：", *[""] * 7],
    ]
    last = 4 + len(INDICATORS)
    return _sheet(lines, ("A2:H2", "A3:C3", "D3:H3", f"A{last + 1}:H{last + 1}"), (4, last))


def _indicators() -> Filled:
    found: Filled = {"1!A3#0": "place"}
    for row, (_n, _name, _unit, key, part) in enumerate(INDICATORS, 5):
        for column, (_head, when) in zip("DEFG", INDICATOR_COLUMNS, strict=True):
            found[f"1!{column}{row}"] = _spec(key, part, **when)
        found[f"1!H{row}"] = BLANK
    foot = 5 + len(INDICATORS)
    signs = (BLANK, "person", HAND, "today")
    return {**found, **{f"1!A{foot}#{gap}": what for gap, what in enumerate(signs)}}


# 2. Indicators downwards in groups, the towns and the county across.
ACROSS: list[Row] = [
    ("民生诉求", "收件总量", "件", "appeals.received", "value"),
    ("民生诉求", "办结总量", "件", "appeals.closed_loop_rate", "met"),
    ("民生诉求", "逾期未办结", "件", HAND, ""),
    ("民生诉求", "及时响应率", "%", "appeals.responded_in_time", "value"),
    ("入户走访", "走访户数", "户次", "visits.made", "value"),
    ("入户走访", "收集问题", "件", "visits.found", "value"),
    ("微心愿", "认领心愿", "个", HAND, ""),
    ("微心愿", "圆梦心愿", "个", "wishes.fulfilled", "value"),
    ("微协商", "议题数量", "个", "consultations.topics", "value"),
    ("微协商", "议事会场次", "场", "consultations.meetings", "value"),
    ("近邻圩日", "举办场次", "场", "servicedays.sessions", "value"),
    ("近邻圩日", "服务群众", "人次", "servicedays.beneficiaries", "value"),
    ("志愿服务", "队伍数", "支", "volunteers.teams", "value"),
    ("志愿服务", "活动场次", "场", "volunteers.activities", "value"),
    ("技能培训", "开班场次", "场", "training.sessions", "value"),
    ("技能培训", "参训人次", "人次", "training.attendances", "value"),
]
TOWNS_ACROSS = [("浔中镇", TOWN), ("龙浔镇", OTHER_TOWN), ("全县合计", "")]


def across() -> bytes:
    lines: list[list[Any]] = [
        ["各乡镇“四微联动”工作调度表（2026年9月）", "", "", "", "", ""],
        ["工作内容", "项目", "单位", "乡镇", "", "全县合计"],
        ["", "", "", "浔中镇", "龙浔镇", ""],
        *([group, name, unit, "", "", ""] for group, name, unit, _key, _part in ACROSS),
    ]
    merged = ["A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"]
    first = 4
    for row in range(5, 5 + len(ACROSS)):
        if row == 4 + len(ACROSS) or ACROSS[row - 4][0] != ACROSS[first - 4][0]:
            merged.append(f"A{first}:A{row - 1}")
            first = row
    return _sheet(lines, tuple(merged), (2, 3 + len(ACROSS)))


def _across() -> Filled:
    return {
        f"1!{column}{row}": _spec(
            key, part, place=code, period="ever" if key == "volunteers.teams" else "month"
        )
        for row, (_group, _name, _unit, key, part) in enumerate(ACROSS, 4)
        for column, (_town, code) in zip("DEF", TOWNS_ACROSS, strict=True)
    }


# 3. Sentences with gaps, and a table of the communities with a sum.
SENTENCES = [
    "一、诉求办理。本月共受理群众诉求____件，办结____件，办结率____%，群众满意率____%。",
    "二、走访服务。本月入户走访____户次，发现问题____件；举办近邻圩日____场，服务群众____人次。",
    "三、存在困难：",
]
SAID = [
    [
        asks("appeals.received"),
        asks("appeals.closed_loop_rate", "met"),
        asks("appeals.closed_loop_rate"),
        asks("appeals.satisfied"),
    ],
    [
        asks("visits.made"),
        asks("visits.found"),
        asks("servicedays.sessions"),
        asks("servicedays.beneficiaries"),
    ],
    [HAND],
]
BY_COMMUNITY = [
    ("诉求受理量（件）", "appeals.received", "value"),
    ("诉求解决率（%）", "appeals.solved", "value"),
    ("上门走访（户次）", "visits.made", "value"),
    ("微心愿圆梦（个）", "wishes.fulfilled", "value"),
    ("党员到社区报到（人）", HAND, ""),
]


def sentences() -> bytes:
    document = docx.Document()
    document.add_heading("德化县近邻服务工作情况汇报", level=1)
    document.add_paragraph("（2026年9月）")
    for text in SENTENCES:
        document.add_paragraph(text)
    document.add_paragraph("附表：各社区工作情况")
    table = document.add_table(rows=5, cols=7, style="Table Grid")
    for column, words in enumerate(["序号", "社区名称", *(name for name, *_r in BY_COMMUNITY)]):
        table.cell(0, column).text = words
    for row, (name, _code) in enumerate(COMMUNITIES, 1):
        table.cell(row, 0).text, table.cell(row, 1).text = str(row), name
    table.cell(4, 0).merge(table.cell(4, 1)).text = "合计"
    return _text(document)


def _sentences() -> Filled:
    found: Filled = {
        f"p!{number}#{gap}": what
        for number, line in enumerate(SAID, 2)
        for gap, what in enumerate(line)
    }
    for row, code in enumerate([*(code for _name, code in COMMUNITIES), ""], 2):
        for column, (_name, key, part) in zip("CDEFG", BY_COMMUNITY, strict=True):
            found[f"1!{column}{row}"] = _spec(key, part, place=code)
    return found


# 4. Held out: a quarter's form, communities with the sum of each town, three rows of headings.
QUARTER: list[Row] = [
    ("诉求办理情况", "接收数", "件", "appeals.received", "value"),
    ("诉求办理情况", "办结数", "件", "appeals.closed_loop_rate", "met"),
    ("诉求办理情况", "办结率", "%", "appeals.closed_loop_rate", "value"),
    ("诉求办理情况", "不满意件", "件", HAND, ""),
    ("便民服务情况", "圩日场次", "场", "servicedays.sessions", "value"),
    ("便民服务情况", "惠及居民", "人次", "servicedays.beneficiaries", "value"),
    ("志愿服务情况", "参与志愿服务", "人次", "volunteers.services", "value"),
    ("志愿服务情况", "服务总时长", "小时", "volunteers.hours", "value"),
    ("心愿圆梦情况", "征集心愿", "个", "wishes.posted", "value"),
    ("心愿圆梦情况", "达成心愿", "个", "wishes.fulfilled", "value"),
]
QUARTER_ROWS = [
    ("浔中镇", "凤池社区", "350526100001"),
    ("浔中镇", "富东社区", "350526100002"),
    ("浔中镇", "小计", TOWN),
    ("龙浔镇", "南门社区", "350526101004"),
    ("龙浔镇", "小计", OTHER_TOWN),
    ("总计", "", ""),
]


def quarter() -> bytes:
    groups = [group for group, *_rest in QUARTER]
    lines: list[list[Any]] = [
        ["2026年第三季度城乡社区服务情况季报表", *[""] * 11],
        ["制表单位：", *[""] * 7, "填报时间：", *[""] * 3],
        ["乡镇", "村（社区）", *groups],
        ["", "", *(name for _g, name, *_rest in QUARTER)],
        ["", "", *(f"（{unit}）" for _g, _n, unit, *_rest in QUARTER)],
        *([town, name, *[""] * 10] for town, name, _code in QUARTER_ROWS),
    ]
    merged = (
        *("A1:L1", "A2:H2", "I2:L2", "A3:A5", "B3:B5", "C3:F3", "G3:H3", "I3:J3", "K3:L3"),
        *("A6:A8", "A9:A10", "A11:B11"),
    )
    return _sheet(lines, merged, (3, 11))


def _quarter() -> Filled:
    found: Filled = {"1!A2#0": "place", "1!I2#0": "today"}
    for row, (_town, _name, code) in enumerate(QUARTER_ROWS, 6):
        for column, (_g, _n, _unit, key, part) in enumerate(QUARTER, 3):
            spec = _spec(key, part, place=code, period="quarter")
            found[f"1!{get_column_letter(column)}{row}"] = spec
    return found


# 5. Held out: a table in a text, two labels with their gaps on a line, groups at the left.
BESIDE: list[Row] = [
    ("基本情况", "住宅小区数（个）", asks("places.neighbourhoods", period="ever")),
    ("基本情况", "近邻驿站数（个）", asks("places.stations", period="ever")),
    ("基本情况", "常住人口（人）", HAND),
    ("基本情况", "志愿服务队（支）", asks("volunteers.teams", period="ever")),
    ("社工队伍", "持证社工（人）", asks("workforce.certified", period="ever")),
    ("社工队伍", "其中：助理社会工作师（人）", asks("workforce.assistants", period="ever")),
    ("社工队伍", "其中：中级社会工作师（人）", asks("workforce.social_workers", period="ever")),
    ("社工队伍", "乡镇社工站（个）", asks("casework.town_stations", period="ever")),
    ("当月工作", "本月收到诉求（件）", asks("appeals.received")),
    ("当月工作", "本月办结诉求（件）", asks("appeals.closed_loop_rate", "met")),
    ("当月工作", "平均办理时长（天）", asks("appeals.handling_median")),
    ("当月工作", "诉求满意率（%）", asks("appeals.satisfied")),
    ("当月工作", "本月开展协商（次）", asks("consultations.meetings")),
    ("当月工作", "公约意见征集（条）", asks("pacts.comments")),
    ("当月工作", "本月志愿服务人次（人次）", asks("volunteers.services")),
    ("当月工作", "积分兑换（次）", asks("points.given")),
    ("今年以来", "累计受理诉求（件）", asks("appeals.received", period="year")),
    ("今年以来", "累计走访（户次）", asks("visits.made", period="year")),
    ("今年以来", "累计培训居民（人次）", asks("training.attendances", period="year")),
    ("今年以来", "争取上级资金（万元）", HAND),
]


def beside() -> bytes:
    document = docx.Document()
    document.add_paragraph("附件：")
    document.add_heading("社区治理和服务工作统计表", level=1)
    document.add_paragraph("上报单位：              统计月份：              填报人：")
    table = document.add_table(rows=len(BESIDE) // 2, cols=5, style="Table Grid")
    for number, (group, label, _asked) in enumerate(BESIDE):
        row = number // 2
        table.cell(row, 1 + 2 * (number % 2)).text = label
        if number % 2 == 0:
            if row and BESIDE[number - 2][0] == group:
                table.cell(row - 1, 0).merge(table.cell(row, 0))
            else:
                table.cell(row, 0).text = group
    document.add_paragraph("注：本表每月5日前报送，数据由各社区汇总。")
    return _text(document)


def _beside() -> Filled:
    found: Filled = {"p!2#0": "place", "p!2#1": "month", "p!2#2": "person"}
    for number, (_group, _label, spec) in enumerate(BESIDE):
        found[f"1!{'CE'[number % 2]}{number // 2 + 1}"] = spec
    return found


# 6. Held out: the months downwards, the figures across under two rows of headings.
MONTHLY: list[Row] = [
    ("诉求受理", "合计", "件", "appeals.received", "value"),
    ("诉求受理", "网上", "件", "appeals.received_online", "value"),
    ("诉求受理", "热线", "件", "appeals.received_hotline", "value"),
    ("诉求受理", "窗口", "件", "appeals.received_counter", "value"),
    ("诉求评价", "解决率", "%", "appeals.solved", "value"),
    ("诉求评价", "满意率", "%", "appeals.satisfied", "value"),
    ("诉求评价", "差评数", "件", HAND, ""),
    ("接待日", "场次", "场", "receptions.sessions", "value"),
    ("接待日", "接待诉求", "件", "receptions.conversations", "value"),
    ("走访", "户次", "户次", "visits.made", "value"),
    ("走访", "重点人群户次", "户次", HAND, ""),
    ("培训", "人次", "人次", "training.attendances", "value"),
]


def monthly() -> bytes:
    months = [[f"{number}月", *[""] * 12] for number in range(1, 13)]
    lines: list[list[Any]] = [
        ["德化县近邻治理工作分月统计表", *[""] * 12],
        ["填报单位：", *[""] * 11, "2026年"],
        ["月份", *(group for group, *_rest in MONTHLY)],
        ["", *(f"{name}（{unit}）" for _g, name, unit, *_rest in MONTHLY)],
        *months,
        ["全年合计", *[""] * 12],
    ]
    merged = ("A1:M1", "A2:L2", "A3:A4", "B3:E3", "F3:H3", "I3:J3", "K3:L3")
    return _sheet(lines, merged, (3, 17))


def _monthly() -> Filled:
    found: Filled = {"1!A2#0": "place"}
    for number in range(1, 14):
        for column, (_g, _n, _unit, key, part) in enumerate(MONTHLY, 2):
            period = "year" if number == 13 else f"m{number:02d}"
            spec = _spec(key, part, period=period)
            found[f"1!{get_column_letter(column)}{number + 4}"] = spec
    return found


MAKERS: dict[str, Callable[[], bytes]] = {
    "indicators": indicators,
    "across": across,
    "sentences": sentences,
    "quarter": quarter,
    "beside": beside,
    "monthly": monthly,
}
HELD_OUT = ("quarter", "beside", "monthly")
KINDS = {name: "docx" if name in {"sentences", "beside"} else "xlsx" for name in MAKERS}
ASKED: dict[str, Filled] = {
    "indicators": _indicators(),
    "across": _across(),
    "sentences": _sentences(),
    "quarter": _quarter(),
    "beside": _beside(),
    "monthly": _monthly(),
}
