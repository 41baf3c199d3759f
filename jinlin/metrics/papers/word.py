"""How does a report become a Word file that an office goes on writing in?"""

from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from jinlin.metrics.models import Report

CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT_FONT, HEAD_FONT = "仿宋", "黑体"
WIDTHS: Final = (7.6, 4.0, 4.0)  # cm


def written(report: Report, before: str) -> bytes:
    """The file: words first, then the figures of each field beside those before, and last how each
    is counted. `before` is the head of the second column.
    """
    paper = Document()
    _lay_out(paper)
    title = _("%(place)s, report of %(month)s")
    heading = paper.add_heading(
        title % {"place": report.place.name, "month": report.period}, level=0
    )
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in report.words.splitlines():
        paper.add_paragraph(line).paragraph_format.first_line_indent = Pt(32)
    for name in dict.fromkeys(line["group"] for line in report.lines):
        paper.add_heading(name, level=1)
        own = [line for line in report.lines if line["group"] == name]
        _table(paper, (_("Figure"), report.period, before), own)
    _definitions(paper, report)
    content = BytesIO()
    paper.save(content)
    return content.getvalue()


def _lay_out(paper: Any) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.7)
    for name, font, size in (
        ("Normal", TEXT_FONT, 16),
        ("Title", HEAD_FONT, 22),
        ("Heading 1", HEAD_FONT, 16),
    ):
        style = paper.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(paper: Any, heads: tuple[str, ...], lines: list[dict[str, Any]]) -> None:
    table = paper.add_table(rows=0, cols=len(heads), style="Table Grid")
    _row(table, heads)
    for line in lines:
        shown = f"{line['shown']}{line['unit']}" if line["shown"] else "—"
        _row(table, (line["name"], shown, line["before"] or "—"))


def _row(table: Any, texts: tuple[str, ...]) -> None:
    for cell, text, width in zip(table.add_row().cells, texts, WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.text = text
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(12)


def _definitions(paper: Any, report: Report) -> None:
    """Each figure once: what is counted, what of it meets the condition, and what is left out."""
    lines = [line for line in report.lines if line.get("counted")]
    if not lines:
        return
    paper.add_heading(_("How it is counted"), level=1)
    for line in lines:
        parts = [f"{line['counted']} {line['denominator']:,}"]
        if line["met"]:
            parts.append(f"{line['met']} {line['numerator']:,}")
        if line["excluded"]:
            parts.append(f"{_('Left out')}：{line['excluded']}")
        paragraph = paper.add_paragraph(f"{line['name']}：{'；'.join(parts)}。")
        for run in paragraph.runs:
            run.font.size = Pt(10.5)
