"""Which forms did the county above send down, and how were they filled?

A sheet with a row for each town, and a text with a table: matched once, filled from what was told.
The sheet is signed, the text waits for what no record knows.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import docx
from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.demo import county as demo_county
from jinlin.demo.county import County
from jinlin.demo.shares import Company, Frame, Share
from jinlin.ground.places.models import Level, Place
from jinlin.metrics.returns import actions
from jinlin.metrics.returns.models import Blank, Origin, Return

HEADINGS = (
    "序号",
    "乡镇",
    "受理件数（件）",
    "办结件数（件）",
    "办结率（%）",
    "满意率（%）",
    "备注",
)
ROWS = (
    ("群众诉求", "受理件数", "件"),
    ("群众诉求", "办结率", "%"),
    ("微心愿", "收集心愿", "个"),
    ("微心愿", "圆愿率", "%"),
    ("业主接待日", "接待场次", "场"),
    ("业主接待日", "接待诉求", "件"),
    ("矛盾纠纷", "调解纠纷", "起"),
)
PERIODS = ("本月", "本年累计", "上年同期")


def stand() -> None:
    """Both forms stand in the county of the demo, once."""
    place = Place.objects.present().get(code=demo_county.COUNTY)
    if Blank.objects.filter(place=place).exists():
        return
    county, month = demo_county.found(place), names_until(clock.today(), 2)[1]
    sheet = _take(county, sheet_of(place, month), "xlsx", month)
    missing = sheet.answers.filter(origin=Origin.MISSING).values_list("ref", flat=True)
    typed = dict.fromkeys(missing, "0595-23500000")
    sheet = actions.write(sheet, typed, version=sheet.version, actor=county.lead)
    actions.sign(sheet, version=sheet.version, actor=county.lead)
    _take(county, text_of(month), "docx", month)


def _take(county: County, content: bytes, kind: str, month: str) -> Return:
    file = ContentFile(content, name=f"form.{kind}")
    taken = actions.take_in(file, county.place, month, actor=county.lead)
    assert isinstance(taken, Blank)
    blank = actions.confirm(taken, version=taken.version, actor=county.lead)
    return actions.fill(blank, month, actor=county.lead)


def sheet_of(place: Place, month: str) -> bytes:
    """A row for each town."""
    sheet: Any = Workbook().active
    line = Side(style="thin")
    frame = Border(left=line, right=line, top=line, bottom=line)
    sheet["A1"] = f"{place.name}{_month_in_full(month)}群众诉求办理情况统计表"
    sheet["A1"].font = Font(size=16, bold=True)
    sheet.merge_cells("A1:G1")
    sheet["A2"], sheet["E2"] = "填报单位（盖章）：", "填报日期："
    towns = Place.objects.present().filter(parent=place, level=Level.TOWN).order_by("code")
    names = towns.values_list("name", flat=True)
    rows = [HEADINGS, *((number, name, *[""] * 5) for number, name in enumerate(names, 1))]
    for number, row in enumerate(rows, 3):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(number, column, words or None)
            cell.border = frame
    sheet.cell(len(rows) + 3, 1, "填表人：        联系电话：        负责人（签字）：")
    buffer = BytesIO()
    sheet.parent.save(buffer)
    return buffer.getvalue()


def text_of(month: str) -> bytes:
    """A table in a text."""
    document = docx.Document()
    document.add_heading(f"{_month_in_full(month)}基层治理工作报表", level=1)
    document.add_paragraph("填报单位：                填报日期：")
    table = document.add_table(rows=len(ROWS) + 1, cols=6, style="Table Grid")
    for row, words in enumerate([("类别", "指标", "计量单位", *PERIODS), *ROWS]):
        for column, text in enumerate(words):
            table.cell(row, column).text = text
    document.add_paragraph("填表人：            单位负责人（签字）：")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _month_in_full(month: str) -> str:
    day = date.fromisoformat(f"{month}-01")
    return f"{day.year}年{day.month}月"


class Nobody:
    """Tells no story: forms are filled when everything else is told."""

    def __init__(self, _company: Company) -> None:
        pass

    def begin(self, number: int, plan: Any) -> None:
        """There is none."""

    def move(self, number: int, plan: Any, position: int) -> None:
        """There is none."""

    def evening(self, day: date) -> None:
        """Nothing happens."""


def plan(_frame: Frame) -> Sequence[Any]:
    return ()


SHARE = Share(kinds=(), plan=plan, teller=Nobody, at_last=stand)
