"""Does a list in a form have a row for each record, and does what was typed stay beside its own?"""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua, reported
from jinlin.metrics.returns import actions, queries
from jinlin.metrics.returns.layouts import read
from jinlin.metrics.returns.matching.rosters import question_of, suggested
from jinlin.metrics.returns.models import Blank, Origin
from jinlin.metrics.returns.tests.forms import KINDS, make

pytestmark = pytest.mark.one_engine

LINE = Side(style="thin")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEADS = ["序号", "诉求编号", "诉求内容", "受理日期", "所属社区", "办理状态", "联系电话", "备注"]
ASKS = ["counter", "number", "title", "day", "community", "state", "hand", "blank"]
LIST, PHONE = "1!A4:H5", "1!G4"
MONTH = "2026-09"


def sheet(month: str = "2026年9月") -> ContentFile:
    """Two framed empty rows under eight headings, the sum and the signatures below."""
    page = Workbook().active
    page["A1"], page["A2"] = f"{month}群众诉求办理明细表", "填报单位：      填报日期："
    for row in (3, 4, 5, 6):
        for column, text in enumerate(HEADS[:4] if row == 6 else HEADS, 1):
            cell = page.cell(row, column, text if row == 3 else None)
            cell.border = FRAME
    page["A4"], page["A5"] = 1, 2
    page["A6"], page["C6"] = "本月受理诉求（件）", None
    page.merge_cells("A6:B6")
    page["D6"] = "=COUNTA(B4:B5)"
    page["A8"] = "填表人：        审核人："
    buffer = BytesIO()
    page.parent.save(buffer)
    return ContentFile(buffer.getvalue(), name="list.xlsx")


def text() -> ContentFile:
    document = docx.Document()
    document.add_heading("2026年9月居民诉求台账", level=1)
    table = document.add_table(rows=3, cols=4, style="Table Grid")
    for column, words in enumerate(["序号", "诉求标题", "受理时间", "承办单位"]):
        table.cell(0, column).text = words
    document.add_paragraph("填表人：")
    buffer = BytesIO()
    document.save(buffer)
    return ContentFile(buffer.getvalue(), name="list.docx")


def over_months():
    found = cast_of_dehua()
    for day in (3, 9, 12):
        with clock.set_to(clock.at(date(2026, 9, day), 9)):
            reported(found)
    return found


standing_cast, made = once_a_file(over_months)


@pytest.fixture
def cast(made, settings, tmp_path):
    settings.UPLOADS = tmp_path
    with clock.set_to(clock.at(date(2026, 10, 20), 9)):
        yield made


def filled_of(cast, file: ContentFile):
    actor = cast.actors.supervisor
    blank = actions.take_in(file, cast.places.county, MONTH, actor=actor)
    assert isinstance(blank, Blank)
    blank = actions.confirm(blank, version=blank.version, actor=actor)
    return actions.fill(blank, MONTH, actor=actor)


def test_a_list_is_known_by_its_headings_and_its_columns_by_their_words():
    layout = read(sheet().read(), "xlsx")
    [kept] = suggested(layout.rosters, layout.title, {})
    assert (kept["ref"], kept["key"], kept["period"]) == (LIST, "appeals.received", "month")
    assert [each["asks"] for each in kept["columns"]] == ASKS
    # what stands beside and below it is a field as ever, and nothing of the list is
    assert [each.ref for each in layout.fields] == ["1!A2#0", "1!A2#1", "1!C6", "1!A8#0", "1!A8#1"]


def longer(month: str, heading: str = HEADS[6]) -> ContentFile:
    """The same list in another form: more empty rows, another foot."""
    page = Workbook().active
    page["A1"] = f"{month}各社区群众诉求办理明细表"
    for row in range(2, 9):
        for column, text in enumerate(HEADS, 1):
            said = heading if text == HEADS[6] else text
            page.cell(row, column, said if row == 2 else None).border = FRAME
    buffer = BytesIO()
    page.parent.save(buffer)
    return ContentFile(buffer.getvalue(), name="longer.xlsx")


def test_what_somebody_said_of_a_list_is_known_in_the_next_month_and_in_another_form(cast):
    actor, county = cast.actors.supervisor, cast.places.county
    blank = actions.take_in(sheet(), county, MONTH, actor=actor)
    kept = {"key": "appeals.received_online", "period": "month", "asks": [*ASKS[:6], "unit", "due"]}
    blank = actions.arrange(blank, LIST, kept, version=blank.version, actor=actor)
    blank = actions.confirm(blank, version=blank.version, actor=actor)
    later = actions.take_in(sheet("2026年10月"), county, "2026-10", actor=actor)
    assert (later.blank_id, later.month) == (blank.pk, "2026-10")  # the same form fills by itself
    other = actions.take_in(longer("2026年10月"), county, "2026-10", actor=actor)
    [known] = other.rosters
    assert (known["key"], known["by_hand"], other.pk == blank.pk) == (kept["key"], True, False)
    assert [each["asks"] for each in known["columns"]] == kept["asks"]
    [new] = actions.take_in(longer("10月", "承办人"), county, "2026-10", actor=actor).rosters
    assert (new["key"], "by_hand" in new) == ("appeals.received", False)  # other headings: asked


@pytest.mark.parametrize("name", KINDS)
def test_a_form_of_figures_has_no_list(name):
    assert read(make(name), KINDS[name]).rosters == ()


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        *(
            ("应办结日期", "due"),
            ("是否按期办结", "met"),
            ("承办部门", "unit"),
            ("乡镇（街道）", "town"),
        ),
        *(("居民姓名", "hand"), ("身份证号", "hand"), ("问题类别", "kind"), ("签收", "blank")),
    ],
)
def test_a_heading_asks_for_what_it_says_and_never_for_who_it_was(label, asks):
    assert question_of(label) == asks


def test_each_record_has_its_row_and_what_lies_below_moves_down(cast):
    filled = filled_of(cast, sheet())
    page = openpyxl.load_workbook(BytesIO(queries.file_of(filled))).active
    numbers = list(Appeal.objects.order_by("reported_on").values_list("number", flat=True))
    assert [[page.cell(row, column).value for column in (1, 2, 4)] for row in (4, 5, 6)] == [
        [n, number, f"2026-09-{day:02}"]
        for n, (number, day) in enumerate(zip(numbers, (3, 9, 12), strict=True), 1)
    ]
    assert (page["C7"].value, page["D7"].value) == (3, "=COUNTA(B4:B6)")
    assert page["A9"].value.startswith("填表人：黄督查")
    assert page["B6"].border.left.style == "thin"
    meter = queries.meter_of(filled)
    assert (meter.from_records, meter.by_hand) == (3 * 5 + 4, 0)  # five columns, and the others


def test_what_was_typed_stays_beside_its_record_wherever_that_moves(cast):
    filled = filled_of(cast, sheet())
    typed = {f"{PHONE}@{row}": f"1380000000{row}" for row in range(3)}
    actor = cast.actors.supervisor
    filled = actions.write(filled, typed, version=filled.version, actor=actor)
    with clock.set_to(clock.at(date(2026, 9, 1), 9)):
        reported(cast)
    filled = actions.fill_again(filled, version=filled.version, actor=actor)
    said = filled.answers.filter(ref__startswith=f"{PHONE}@").order_by("ref")
    assert [(row.value, row.origin) for row in said] == [
        ("", Origin.MISSING),
        *((f"1380000000{row}", Origin.HAND) for row in range(3)),
    ]


def test_in_a_text_the_table_grows_and_an_empty_month_leaves_it_empty(cast):
    filled = filled_of(cast, text())
    [table] = docx.Document(BytesIO(queries.file_of(filled))).tables
    assert [row.cells[2].text for row in table.rows] == [
        *("受理时间", "2026-09-03", "2026-09-09", "2026-09-12"),
    ]
    empty = actions.fill(filled.blank, "2026-07", actor=cast.actors.supervisor)
    [table] = docx.Document(BytesIO(queries.file_of(empty))).tables
    assert [row.cells[1].text for row in table.rows] == ["诉求标题", "", ""]


def test_on_the_page_the_clerk_says_what_the_list_asks_for_and_each_cell_opens(cast):
    browser, actor = at_desk(cast.users.supervisor), cast.actors.supervisor
    blank = actions.take_in(sheet(), cast.places.county, MONTH, actor=actor)
    page = browser.get(reverse("returns:blank", args=[blank.pk])).text
    assert "每件一行" in page
    address = f"{reverse('returns:cell', args=[blank.pk])}?ref={LIST}"
    form = browser.get(address).context["form"]
    said = {name: form[name].value() for name in form.fields}
    sent = browser.post(address, {**said, "column_7": "place", "period": "year"})
    assert sent.status_code == 302
    blank.refresh_from_db()
    [kept] = blank.rosters
    assert (kept["period"], kept["columns"][6]["asks"]) == ("year", "place")
    assert browser.post(address, {**said, "column_7": "nothing"}).status_code == 422
    blank = actions.confirm(blank, version=blank.version, actor=actor)
    filled = actions.fill(blank, MONTH, actor=actor)
    page = browser.get(reverse("returns:return", args=[filled.pk])).text
    numbers = list(Appeal.objects.values_list("number", flat=True))
    assert [number for number in numbers if number not in page] == []
    cell = browser.get(f"{reverse('returns:answer', args=[filled.pk])}?ref=1!B4@0").text
    first = Appeal.objects.order_by("reported_on").first()
    assert reverse("appeals:desk_appeal", args=[first.pk]) in cell
