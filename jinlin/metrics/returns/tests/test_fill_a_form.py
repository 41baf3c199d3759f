"""Is a form filled with what the records say, kept as it was signed, and given back as it came?"""

import json
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.core.figures import rollup
from jinlin.core.figures.measures import Window
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua, reported
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns import actions, queries
from jinlin.metrics.returns.matching import Meaning
from jinlin.metrics.returns.models import Answer, Blank, Origin, Return
from jinlin.metrics.returns.tests.forms import ASKED, BLANK, HAND, KINDS, make
from jinlin.services.documents.models import Document
from jinlin.services.documents.printing import pdf

pytestmark = pytest.mark.one_engine

MONTH, NEXT = "2026-09", "2026-10"
LIST = 8  # statements


def over_months():
    found = cast_of_dehua()
    for day, times in ((date(2026, 8, 3), 1), (date(2026, 9, 3), 2), (date(2026, 10, 1), 1)):
        with clock.set_to(clock.at(day, 9)):
            for _each in range(times):
                reported(found)
    return found


standing_cast, made = once_a_file(over_months)


@pytest.fixture
def cast(made, settings, tmp_path):
    settings.UPLOADS = tmp_path
    with clock.set_to(clock.at(date(2026, 10, 20), 9)):
        yield made


def sent(name: str, month: str = "2026年9月") -> ContentFile:
    return ContentFile(make(name, month), name=f"{name}.{KINDS[name]}")


def blank_of(cast, name="towns") -> Blank:
    found = actions.take_in(sent(name), cast.places.county, MONTH, actor=cast.actors.supervisor)
    assert isinstance(found, Blank)
    return actions.confirm(found, version=found.version, actor=cast.actors.supervisor)


def filled_of(cast, name="towns", month=MONTH) -> Return:
    return actions.fill(blank_of(cast, name), month, actor=cast.actors.supervisor)


def written(cast, filled: Return) -> Return:
    """With everything that was missing."""
    missing = filled.answers.filter(origin=Origin.MISSING).values_list("ref", flat=True)
    typed = dict.fromkeys(missing, "7")
    return actions.write(filled, typed, version=filled.version, actor=cast.actors.supervisor)


@pytest.mark.parametrize("name", ASKED)
def test_each_cell_says_what_the_house_says_of_that_place_and_period(cast, name):
    filled = filled_of(cast, name)
    days = {
        "month": (date(2026, 9, 1), date(2026, 9, 30)),
        "m08": (date(2026, 8, 1), date(2026, 8, 31)),
        "year": (date(2026, 1, 1), date(2026, 9, 30)),
        "ever": (None, date(2026, 9, 30)),
    }
    seen = 0
    for row in filled.answers.all():
        asked = ASKED[name][row.ref]
        if isinstance(asked, str) or asked[4] or asked[3] not in days:
            continue
        key, part, place, period, _change = asked
        since, until = days[period]
        measure, window = MEASURES[key], Window(place or "350526", until, since)
        figure = rollup.figures([measure], window)[key]
        value = {"met": figure.numerator, "all": figure.denominator}.get(
            part, figure.read_in(measure.shown)
        )
        assert (row.ref, row.value) == (row.ref, "—" if value is None else str(value))
        assert (row.numerator, row.denominator) == (figure.numerator, figure.denominator)
        seen += 1
    assert seen > 8


def test_what_is_not_due_yet_and_what_stays_empty_counts_as_no_field(cast):
    filled = filled_of(cast, "year")
    later = [f"1!{column}{row}" for row in range(4, 12) for column in "LMN"]
    rows = {row.ref: row.origin for row in filled.answers.all()}
    assert {rows[ref] for ref in later} == {Origin.LATER}
    asked = [ref for ref, what in ASKED["year"].items() if what != BLANK and ref not in later]
    assert set(filled.answers.counted().values_list("ref", flat=True)) == set(asked)


def test_the_same_form_of_another_month_is_known_and_fills_by_itself(cast):
    blank_of(cast)
    made = actions.take_in(
        sent("towns", "2026年10月"), cast.places.county, NEXT, actor=cast.actors.supervisor
    )
    assert isinstance(made, Return)
    received = made.answers.get(ref="1!C4")
    assert (received.value, received.origin, Blank.objects.count()) == ("1", Origin.RECORDS, 1)


def test_before_somebody_confirmed_nothing_is_filled(cast):
    blank = actions.take_in(sent("towns"), cast.places.county, MONTH, actor=cast.actors.supervisor)
    with pytest.raises(NotNow):
        actions.fill(blank, MONTH, actor=cast.actors.supervisor)


def test_what_a_person_says_of_a_cell_holds_and_is_known_in_other_forms(cast):
    blank = blank_of(cast, "pairs")
    ref = next(ref for ref, asked in ASKED["pairs"].items() if asked == HAND)
    meaning = Meaning("measure", "desk.burdens")
    blank = actions.match(
        blank, {ref: meaning}, version=blank.version, actor=cast.actors.supervisor
    )
    wording = next(each["wording"] for each in blank.fields if each["ref"] == ref)
    assert queries.known("350526") == {wording: meaning}
    filled = actions.fill(blank, MONTH, actor=cast.actors.supervisor)
    assert filled.answers.get(ref=ref).value == "0"


def test_a_place_that_is_not_ones_own_is_refused(cast):
    blank = blank_of(cast)
    with pytest.raises(Unusable):
        actions.match(
            blank,
            {"1!C4": Meaning("measure", "appeals.received", place="621121100")},
            version=blank.version,
            actor=cast.actors.supervisor,
        )


def test_written_by_hand_it_is_marked_and_stays_when_the_form_is_filled_anew(cast):
    filled = filled_of(cast)
    lead = cast.actors.supervisor
    filled = actions.write(filled, {"1!C4": "9"}, version=filled.version, actor=lead)
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        reported(cast)
    filled = actions.fill_again(filled, version=filled.version, actor=lead)
    row = filled.answers.get(ref="1!C4")
    assert (row.value, row.recorded, row.origin, row.role) == ("9", "3", "hand", "supervisor")
    filled = actions.write(filled, {"1!C4": ""}, version=filled.version, actor=lead)
    row.refresh_from_db()
    assert (row.value, row.origin) == ("3", Origin.RECORDS)


def test_signed_it_is_numbered_and_stays_whatever_is_corrected(cast):
    filled = filled_of(cast)
    with pytest.raises(NotNow):
        actions.sign(filled, version=filled.version, actor=cast.actors.supervisor)
    filled = written(cast, filled)
    lead = cast.actors.supervisor
    paper = actions.sign(filled, version=filled.version, actor=lead)
    filled.refresh_from_db()
    file = queries.file_of(filled)
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        reported(cast)
    for verb in (
        lambda: actions.sign(filled, version=filled.version, actor=lead),
        lambda: actions.fill_again(filled, version=filled.version, actor=lead),
        lambda: actions.write(filled, {"1!C4": "1"}, version=filled.version, actor=lead),
    ):
        with pytest.raises(NotNow):
            verb()
    assert filled.answers.get(ref="1!C4").value == "2"
    assert filled.answers.get(ref="1!C4").definition["name"] == "收到的诉求"
    assert queries.file_of(filled) == file
    assert "报表〔2026〕0001号" in paper.number
    assert pdf(paper).startswith(b"%PDF")
    assert Document.objects.filter(about_id=filled.pk).count() == 1


def test_a_month_that_runs_is_signed_by_nobody_and_says_from_when_it_can_be(cast):
    lead, browser = cast.actors.supervisor, at_desk(cast.users.supervisor)
    filled = written(cast, filled_of(cast, month=NEXT))
    address = reverse("returns:sign", args=[filled.pk])
    with clock.set_to(clock.end_of(date(2026, 10, 31))):
        with pytest.raises(NotNow, match="11月1日"):
            actions.sign(filled, version=filled.version, actor=lead)
        assert queries.waiting(lead).rows.count() == 0
        page = browser.get(reverse("returns:return", args=[filled.pk])).text
        assert ("11月1日" in page, address in page) == (True, False)
        refused = browser.post(address, {"version": filled.version})
        assert (refused.status_code, "11月1日" in refused.text) == (409, True)
    with clock.set_to(clock.at(date(2026, 11, 1))):
        assert queries.waiting(lead).rows.count() == 1
        with pytest.raises(NotNow, match="重新统计"):
            actions.sign(filled, version=filled.version, actor=lead)
        again = actions.fill_again(filled, version=filled.version, actor=lead)
        assert actions.sign(again, version=again.version, actor=lead).number


def test_the_sheet_comes_back_with_its_formulas_its_type_and_its_merged_cells(cast):
    filled = filled_of(cast)
    before = openpyxl.load_workbook(BytesIO(make("towns")))["报表"]
    after = openpyxl.load_workbook(BytesIO(queries.file_of(filled)))["报表"]
    assert {str(each) for each in after.merged_cells.ranges} == {
        str(each) for each in before.merged_cells.ranges
    }
    assert (after["C6"].value, after["C4"].value) == ("=SUM(C4:C5)", 2)
    assert (after["A1"].font.name, after["C3"].fill.fgColor.rgb) == (
        before["A1"].font.name,
        before["C3"].fill.fgColor.rgb,
    )
    assert after["A2"].value == "填报单位（盖章）：德化县"
    assert after["A7"].value.startswith("填表人：黄督查 联系电话：")


def test_another_month_stands_in_the_title_of_the_form(cast):
    filled = filled_of(cast, month=NEXT)
    sheet = openpyxl.load_workbook(BytesIO(queries.file_of(filled)))["报表"]
    assert sheet["A1"].value == "德化县2026年10月群众诉求办理情况统计表"


def test_what_was_typed_is_never_a_formula(cast):
    filled = filled_of(cast)
    filled = actions.write(
        filled, {"1!C4": "=1+1"}, version=filled.version, actor=cast.actors.supervisor
    )
    cell = openpyxl.load_workbook(BytesIO(queries.file_of(filled)))["报表"]["C4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_word_file_comes_back_filled(cast):
    document = docx.Document(BytesIO(queries.file_of(filled_of(cast, "text"))))
    table = document.tables[0]
    assert [cell.text for cell in table.rows[1].cells] == [
        *("群众诉求", "受理件数", "件", "2", "3", "0", "—")
    ]
    assert document.paragraphs[1].text == "填报单位：德化县 填报日期：2026年10月20日"


def test_two_who_write_do_not_overwrite_each_other(cast):
    filled = filled_of(cast)
    old = filled.version
    actions.write(filled, {"1!C4": "8"}, version=old, actor=cast.actors.supervisor)
    with pytest.raises(Stale):
        actions.write(filled, {"1!C4": "9"}, version=old, actor=cast.actors.supervisor)


def test_a_clerk_fills_in_and_the_lead_signs(cast):
    taken = actions.take_in(sent("pairs"), cast.places.community, MONTH, actor=cast.actors.clerk)
    blank = actions.confirm(taken, version=taken.version, actor=cast.actors.clerk)
    filled = actions.fill(blank, MONTH, actor=cast.actors.clerk)
    missing = filled.answers.filter(origin=Origin.MISSING).values_list("ref", flat=True)
    filled = actions.write(
        filled, dict.fromkeys(missing, "1"), version=filled.version, actor=cast.actors.clerk
    )
    with pytest.raises(NotAllowed):
        actions.sign(filled, version=filled.version, actor=cast.actors.clerk)
    assert actions.sign(filled, version=filled.version, actor=cast.actors.lead).number


def test_the_meter_counts_what_was_typed_and_is_a_figure(cast):
    filled = written(cast, filled_of(cast, "pairs"))
    actions.sign(filled, version=filled.version, actor=cast.actors.supervisor)
    window = Window("350526", date(2026, 10, 31), date(2026, 10, 1))
    keys = ("returns.from_records_rate", "returns.by_hand")
    found = rollup.figures([MEASURES[key] for key in keys], window)
    rate, typed = (found[key] for key in keys)
    asked = list(ASKED["pairs"].values())
    assert (rate.numerator, rate.denominator) == (len(asked) - asked.count(HAND), len(asked))
    assert typed.value == asked.count(HAND)
    meter = queries.by_form(cast.actors.supervisor)[0]
    assert (meter.by_hand, meter.fields) == (asked.count(HAND), len(asked))
    assert [each.name for each in queries.by_role(cast.actors.supervisor)] == ["supervisor"]
    assert queries.by_form(cast.actors.county_outsider) == []
    with clock.set_to(clock.at(date(2026, 10, 21), 9)):
        _everybody_reads(rate, typed)


def _everybody_reads(rate, typed) -> None:
    """The meter stands among the public figures, without signing in, as it was counted."""
    page = Client().get("/figures/", {"place": "350526"}).text
    assert "报表自动填写率" in page
    assert "报表手填项数" in page
    found = json.loads(Client().get("/figures/figures.json", {"place": "350526"}).text)
    said = {each["key"]: each for each in found["figures"] if each["period"] == "total"}
    share, hand = said["returns.from_records_rate"], said["returns.by_hand"]
    assert (share["numerator"], share["denominator"]) == (rate.numerator, rate.denominator)
    assert (hand["value"], share["unit"]) == (typed.value, "%")
    assert Client().get("/figures/of/returns.by_hand/", {"place": "350526"}).status_code == 200


def test_from_the_page_it_is_read_matched_filled_written_signed_and_taken_out(cast):
    browser = at_desk(cast.users.supervisor)
    told = {"month": MONTH, "file": sent("towns"), "key": "0190a5a0-0000-7000-8000-000000000001"}
    page = browser.post(reverse("returns:returns"), told, follow=True)
    blank = Blank.objects.get()
    assert page.redirect_chain == [(reverse("returns:blank", args=[blank.pk]), 302)]
    assert "收到的诉求 · 浔中镇 · 本月" in page.text
    way = f"{reverse('returns:cell', args=[blank.pk])}?ref=1!G4"
    assert "热线" in browser.get(way).text
    meaning = {"what": "measure:appeals.received", "part": "value", "period": "month", "per": 1}
    wrong = browser.post(way, {**meaning, "period": "never", "reach": "cell", "version": 1})
    assert (wrong.status_code, 'value="measure:appeals.received" selected' in wrong.text) == (
        422,
        True,
    )
    answer = browser.post(way, {**meaning, "reach": "column", "version": 1})
    assert answer.status_code == 302
    browser.post(reverse("returns:confirm", args=[blank.pk]), {"version": 2})
    made = browser.post(reverse("returns:fill", args=[blank.pk]), {"month": MONTH}, follow=True)
    filled = Return.objects.get()
    assert (filled.answers.get(ref="1!G5").value, "还差 1 格" in made.text) == ("0", True)
    one = reverse("returns:return", args=[filled.pk])
    early = browser.post(reverse("returns:sign", args=[filled.pk]), {"version": 1})
    assert (early.status_code, "还有 1 格没有填" in early.text) == (409, True)
    late = browser.post(one, {"version": 9, "cell:1!A7#1": "0595-2352"})
    assert (late.status_code, "0595-2352" in late.text) == (409, True)
    browser.post(one, {"version": 1, "cell:1!A7#1": "0595-2352"})
    opened = browser.get(f"{reverse('returns:answer', args=[filled.pk])}?ref=1!C4")
    assert ("收到的诉求" in opened.text, "凤池新村" in opened.text) == (True, True)
    signed = browser.post(reverse("returns:sign", args=[filled.pk]), {"version": 2}, follow=True)
    assert "报表〔2026〕0001号" in signed.text
    file = b"".join(browser.get(reverse("returns:file", args=[filled.pk])))
    assert openpyxl.load_workbook(BytesIO(file))["报表"]["C4"].value == 2
    assert "手填情况" in browser.get(reverse("returns:meter")).text


def test_others_forms_are_not_here(cast):
    filled = filled_of(cast)
    for user in ("town_outsider", "county_outsider", "clerk"):
        browser = at_desk(getattr(cast.users, user))
        for name, pk in (("return", filled.pk), ("blank", filled.blank_id), ("file", filled.pk)):
            assert browser.get(reverse(f"returns:{name}", args=[pk])).status_code == 404
    with pytest.raises(NotAllowed):
        actions.take_in(sent("towns"), cast.places.county, MONTH, actor=cast.actors.clerk)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.4 nothing", "PDF"),
        (b"not a file at all", "类型"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "旧格式"),
    ],
)
def test_what_is_no_form_is_refused_with_the_reason_and_kept(cast, content, words):
    browser = at_desk(cast.users.supervisor)
    page = browser.post(
        reverse("returns:returns"),
        {
            "month": MONTH,
            "file": ContentFile(content, name="a.xlsx"),
            "due_on": "2026-10-25",
            "key": "0190a5a0-0000-7000-8000-000000000002",
        },
    )
    assert (page.status_code, "2026-10-25" in page.text) == (422, True)
    assert Blank.objects.count() == 0


def test_a_form_without_a_gap_and_one_that_is_a_data_set_are_refused(cast):
    for fill, error in ((lambda s: s.append(["都填好了"]), Unusable), (_huge, Unusable)):
        book = openpyxl.Workbook()
        fill(book.active)
        buffer = BytesIO()
        book.save(buffer)
        file = ContentFile(buffer.getvalue(), name="a.xlsx")
        with pytest.raises(error):
            actions.take_in(file, cast.places.county, MONTH, actor=cast.actors.supervisor)


def _huge(sheet):
    sheet["A1"], sheet["ZZ2000"] = "表", "尾"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(cast, django_assert_num_queries, rows):
    blank = blank_of(cast, "pairs")
    for month in ("2026-07", "2026-08", "2026-09")[:rows]:
        actions.fill(blank, month, actor=cast.actors.supervisor)
    browser = at_desk(cast.users.supervisor)
    browser.get(reverse("returns:returns"))
    with django_assert_num_queries(LIST):
        browser.get(reverse("returns:returns"))


def test_no_answer_is_left_without_its_day_once_it_is_signed(cast):
    filled = written(cast, filled_of(cast, "pairs"))
    actions.sign(filled, version=filled.version, actor=cast.actors.supervisor)
    assert not Answer.objects.filter(filled=filled, signed_on=None).exists()
