"""Which templates does the county keep for its ledgers, and what was drawn up from them?"""

from io import BytesIO
from typing import Any

import docx
from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.styles import Font

from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.demo import county as demo_county
from jinlin.demo.answering import Nobody, plan
from jinlin.demo.shares import Share
from jinlin.ground.places.models import Place
from jinlin.metrics.ledgers import actions
from jinlin.metrics.ledgers.models import Template

MONTHLY, BY_TOWN = "近邻工作月度台账", "各乡镇诉求办理台账"


def stand() -> None:
    """A Word template with last month's ledger, signed, and an Excel one with this year's."""
    place = Place.objects.present().get(code=demo_county.COUNTY)
    if Template.objects.filter(place=place).exists():
        return
    lead = demo_county.found(place).lead
    month = names_until(clock.today(), 2)[1]
    for name, content, period in (
        (MONTHLY, text(), month),
        (BY_TOWN, sheet(), month[:4]),
    ):
        template, checked = actions.bring(ContentFile(content, name="a"), place, name, actor=lead)
        if template is None:
            raise ValueError([each.words for each in checked.faults])
        ledger = actions.draw_up(template, place, period, actor=lead)
        if name == MONTHLY:
            actions.sign(ledger, version=ledger.version, actor=lead)


def text() -> bytes:
    document = docx.Document()
    document.add_heading("{{ 地方 }}{{ 期间 }}近邻工作台账", level=1)
    document.add_paragraph("{{ 情况 }}")
    document.add_paragraph("本期收到诉求{{ 收到的诉求 }}件，上期{{ 收到的诉求_上期 }}件。")
    table = document.add_table(rows=2, cols=5, style="Table Grid")
    for column, field in enumerate(("类别", "名称", "数值", "上期", "单位")):
        table.cell(0, column).text = field
        table.cell(1, column).text = f"{{{{ 指标.{field} }}}}"
    document.add_paragraph("填表人：{{ 填表人 }}    统计时间：{{ 统计时间 }}")
    return _saved(document)


def sheet() -> bytes:
    page: Any = Workbook().active
    page.append(["{{ 地方 }}{{ 期间 }}各乡镇诉求办理台账"])
    page["A1"].font = Font(size=16, bold=True)
    page.merge_cells("A1:C1")
    page.append(["乡镇", "收到的诉求", "收到的微心愿"])
    page.append(["{{ 各地.名称 }}", "{{ 各地.收到的诉求 }}", "{{ 各地.收到的微心愿 }}"])
    page.append(["合计", "=SUM(B3:B3)", "=SUM(C3:C3)"])
    return _saved(page.parent)


def _saved(made: Any) -> bytes:
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


SHARE = Share(kinds=(), plan=plan, teller=Nobody, at_last=stand)
