"""How does the report become a Word file that a county can add to and print?"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from jinlin.core.time import clock
from jinlin.web.inspecting.found import VERDICTS, Verdict
from jinlin.web.inspecting.report import Line, Report

FONT = "宋体"
WIDTHS = (2.6, 5.2, 2.2, 9.6, 5.2)  # cm


def write(report: Report, file: Path) -> None:
    """The report lies in the file."""
    paper = Document()
    _lay_out(paper)
    paper.add_heading(_title(report.level), 0)
    paper.add_paragraph(_what_it_is())
    paper.add_paragraph(
        _("%(site)s, as found at %(moment)s")
        % {
            "site": settings.SITE_URL,
            "moment": f"{clock.now().astimezone(clock.CHINA):%Y-%m-%d %H:%M}",
        }
    )
    paper.add_paragraph(_summed(report))
    for area, lines in report.by_area.items():
        paper.add_heading(area, 1)
        _table(paper, lines)
    _own_list(paper, report)
    paper.save(str(file))


def _title(level: int) -> str:
    if level == 3:
        return _("Self-inspection for level three of the graded protection (GB/T 22239-2019)")
    return _("Self-inspection for level two of the graded protection (GB/T 22239-2019)")


def _what_it_is() -> str:
    return _(
        "Written by the house itself from what it found in its database and settings. It is no "
        "graded assessment: that is made by a qualified body. What the house cannot know stands as "
        "the county's own."
    )


def _summed(report: Report) -> str:
    return "；".join(
        _("%(verdict)s: %(count)d")
        % {"verdict": VERDICTS[verdict], "count": report.counts[verdict]}
        for verdict in Verdict
    )


def _lay_out(paper: Any) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))
    for name in ("Normal", "Title", "Heading 1"):
        style = paper.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    paper.styles["Normal"].font.size = Pt(10.5)


def _table(paper: Any, lines: list[Line]) -> None:
    heads = (
        _("Control point"),
        _("Requirement and clause"),
        _("Judgement"),
        _("What the house found"),
        _("What the county does itself"),
    )
    table = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    _fill(table.rows[0], heads)
    for line in lines:
        cells = (
            line.point,
            f"{line.requirement}（{line.clause.strip('（）')}）",
            str(VERDICTS[line.found.verdict]),
            line.found.words,
            line.county,
        )
        _fill(table.add_row(), cells)


def _fill(row: Any, texts: tuple[str, ...]) -> None:
    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
        cell.text, cell.width = text, Cm(width)


def _own_list(paper: Any, report: Report) -> None:
    """What is left to do, each once."""
    paper.add_heading(_("Left for the county to do"), 1)
    for county in dict.fromkeys(line.county for line in report.lines if line.county):
        paper.add_paragraph(county, style="List Bullet")
