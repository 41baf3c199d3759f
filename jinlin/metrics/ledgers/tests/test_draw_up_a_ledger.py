"""Is a ledger what its template asks of the records, and a long list whole and in flat memory?"""

import gc
import re
import tracemalloc
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import docx
import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from jinlin.core.burden import Burden
from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.core.figures.measures import Window
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua, in_hand, reported
from jinlin.metrics.ledgers import actions, jobs, queries
from jinlin.metrics.ledgers.models import Ledger, Step, Takeaway, Template
from jinlin.metrics.ledgers.tests.files import BROKEN, EXTERNAL, WHOLE
from jinlin.metrics.ledgers.tests.made import sheet, with_part, word
from jinlin.services.documents.printing import pdf

MONTH = "2026-09"
KEY = "0190a5a0-0000-7000-8000-000000000009"


def over_months():
    found = cast_of_dehua()
    for day, times in ((date(2026, 8, 3), 1), (date(2026, 9, 3), 2)):
        with clock.set_to(clock.at(day, 9)):
            for _each in range(times):
                reported(found)
    return found


standing_cast, made = once_a_file(over_months)


@pytest.fixture
def cast(made, settings, tmp_path):
    settings.UPLOADS, settings.VAR = tmp_path / "uploads", tmp_path
    with clock.set_to(clock.at(date(2026, 10, 20), 9)):
        yield made


def file(content: bytes, name: str = "a.docx") -> ContentFile:
    return ContentFile(content, name=name)


def brought(cast, name="a month in Word") -> Template:
    template, checked = actions.bring(
        file(WHOLE[name]), cast.places.county, "近邻工作台账", actor=cast.actors.supervisor
    )
    assert template is not None, checked.faults
    return template


def drawn_up(cast, name="a month in Word", period=MONTH) -> Ledger:
    return actions.draw_up(
        brought(cast, name), cast.places.county, period, actor=cast.actors.supervisor
    )


def test_a_months_ledger_says_what_the_records_say(cast):
    document = docx.Document(BytesIO(queries.file_of(drawn_up(cast))))
    texts = [each.text for each in document.paragraphs]
    assert (texts[0], texts[2]) == ("德化县2026年9月工作台账", "共2件，上期1件。")
    rows = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert rows["收到的诉求"] == "2"


def test_a_years_ledger_goes_over_the_year(cast):
    ledger = drawn_up(cast, period="2026")
    assert (ledger.values["收到的诉求"], ledger.values["期间"]) == ("3", "2026年")


def test_a_row_for_each_place_adds_up(cast):
    ledger = drawn_up(cast, "a sheet of places")
    page = openpyxl.load_workbook(BytesIO(queries.file_of(ledger))).active
    assert [[cell.value for cell in row] for row in page["A4:B6"]] == [
        ["浔中镇", 2],
        ["龙浔镇", 0],
        ["合计", "=SUM(B4:B5)"],
    ]


@pytest.mark.one_engine
def test_signed_it_stays_with_its_definitions_and_has_a_pdf(cast):
    ledger = drawn_up(cast)
    paper = actions.sign(ledger, version=ledger.version, actor=cast.actors.supervisor)
    ledger.refresh_from_db()
    before = queries.file_of(ledger)
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        reported(cast)
    with pytest.raises(NotNow):
        actions.recount(ledger, version=ledger.version, actor=cast.actors.supervisor)
    ledger.refresh_from_db()
    assert (ledger.values["收到的诉求"], queries.file_of(ledger)) == ("2", before)
    line = next(each for each in paper.data["lines"] if each["name"] == "收到的诉求")
    assert (line["value"], bool(line["counted"])) == ("2", True)
    assert ("台账〔2026〕0001号" in paper.number, pdf(paper)[:4]) == (True, b"%PDF")


@pytest.mark.parametrize(
    ("period", "ends", "opens"),
    [("2026-10", date(2026, 10, 31), "11月1日"), ("2026", date(2026, 12, 31), "2027年1月1日")],
)
def test_what_is_not_over_is_signed_by_nobody_and_says_from_when_it_can_be(
    cast, period, ends, opens
):
    lead = cast.actors.supervisor
    ledger = drawn_up(cast, period=period)
    with clock.set_to(clock.end_of(ends)):
        with pytest.raises(NotNow) as refused:
            actions.sign(ledger, version=ledger.version, actor=lead)
        assert (opens in str(refused.value), queries.waiting(lead).rows.count()) == (True, 0)
    with clock.set_to(clock.at(ends + timedelta(days=1))):
        assert queries.waiting(lead).rows.count() == 1
        with pytest.raises(NotNow, match="重新统计"):
            actions.sign(ledger, version=ledger.version, actor=lead)
        ledger = actions.recount(ledger, version=ledger.version, actor=lead)
        assert actions.sign(ledger, version=ledger.version, actor=lead).number


@pytest.mark.one_engine
def test_the_page_of_what_is_not_over_says_the_day_instead_of_the_button(cast):
    ledger = drawn_up(cast, period="2026-10")
    browser = at_desk(cast.users.supervisor)
    page = browser.get(reverse("ledgers:ledger", args=[ledger.pk])).text
    address = reverse("ledgers:sign", args=[ledger.pk])
    assert (address in page, "11月1日" in page) == (False, True)
    refused = browser.post(address, {"version": ledger.version})
    assert (refused.status_code, "11月1日" in refused.text) == (409, True)


def test_two_who_change_it_do_not_do_so_unseen(cast):
    ledger = drawn_up(cast)
    old = ledger.version
    actions.recount(ledger, version=old, actor=cast.actors.supervisor)
    with pytest.raises(Stale):
        actions.sign(ledger, version=old, actor=cast.actors.supervisor)


@pytest.mark.one_engine
def test_a_better_template_is_a_new_edition_and_the_old_ledger_stays(cast):
    ledger = drawn_up(cast)
    again = brought(cast, "a loop and a condition")
    ledger.template.refresh_from_db()
    assert (again.edition, ledger.template.followed_by) == (2, again)
    assert list(Template.objects.current()) == [again]


@pytest.mark.one_engine
def test_whoever_does_not_look_after_the_place_brings_and_draws_up_nothing(cast):
    with pytest.raises(NotAllowed):
        actions.bring(
            file(WHOLE["a month in Word"]), cast.places.county, "一", actor=cast.actors.clerk
        )
    template = brought(cast)
    with pytest.raises(NotAllowed):
        actions.draw_up(template, cast.places.county, MONTH, actor=cast.actors.town_outsider)
    own = actions.draw_up(template, cast.places.community, MONTH, actor=cast.actors.clerk)
    with pytest.raises(NotAllowed):
        actions.sign(own, version=own.version, actor=cast.actors.clerk)


MACRO = with_part(word("{{ 地方 }}"), "word/vbaProject.bin", b"macro")
OUTSIDE = with_part(word("{{ 地方 }}"), "word/_rels/settings.xml.rels", EXTERNAL)
BOMB = with_part(word("{{ 地方 }}"), "word/media/a.xml", bytes(140 * 1024 * 1024))
REFUSED = {
    "a macro": MACRO,
    "a template fetched from elsewhere": OUTSIDE,
    "a packed bomb": BOMB,
    "a text that is called Word": "只是一段文字".encode(),
    "an old or locked file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "half a file": word("{{ 地方 }}")[:900],
    "a PDF": b"%PDF-1.4 nothing",
}


@pytest.mark.one_engine
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_could_do_harm_or_is_none_is_refused(cast, name):
    with pytest.raises(Unusable):
        actions.bring(file(REFUSED[name]), cast.places.county, "一", actor=cast.actors.supervisor)
    assert Template.objects.count() == 0


@pytest.mark.one_engine
def test_on_the_page_every_fault_is_named_and_what_was_typed_is_kept(cast):
    browser = at_desk(cast.users.supervisor)
    told = {"name": "十月台账", "key": KEY}
    _kind, where, content = BROKEN["a name that there is not"]
    page = browser.post(reverse("ledgers:templates"), {**told, "file": file(content)})
    assert (page.status_code, where in page.text, "十月台账" in page.text) == (422, True, True)
    bomb = browser.post(reverse("ledgers:templates"), {**told, "file": file(MACRO)})
    assert (bomb.status_code, "宏" in bomb.text) == (422, True)
    whole = file(WHOLE["a month in Word"])
    browser.post(reverse("ledgers:templates"), {**told, "file": whole})
    template = Template.objects.get()
    made = browser.post(
        reverse("ledgers:ledgers"), {"template": template.pk, "period": MONTH}, follow=True
    )
    assert "收到的诉求" in made.text
    ledger = Ledger.objects.get()
    signed = browser.post(reverse("ledgers:sign", args=[ledger.pk]), {"version": 1}, follow=True)
    assert "台账〔2026〕0001号" in signed.text
    taken = b"".join(browser.get(reverse("ledgers:file", args=[ledger.pk])))
    assert "共2件" in "".join(each.text for each in docx.Document(BytesIO(taken)).paragraphs)
    assert "各地" in browser.get(reverse("ledgers:names")).text
    browser.post(reverse("ledgers:drop", args=[template.pk]))
    assert list(Template.objects.current()) == []


def asked(cast, kind="csv", key="desk.burdens") -> Takeaway:
    window = Window("350526", date(2026, 10, 20), date(2026, 1, 1))
    return actions.ask_for(key, window, kind, met_only=False, actor=cast.actors.supervisor)


def burdened(count: int) -> None:
    Burden.objects.bulk_create(
        (
            Burden(
                county="350526",
                path="/desk/",
                form=f"表{number}",
                reason="twice",
                role="clerk",
                on=date(2026, 10, 1),
            )
            for number in range(count)
        ),
        batch_size=2000,
    )


def peak_of_making(row: Takeaway) -> int:
    gc.collect()
    tracemalloc.start()
    jobs.make_takeaways()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_a_list_is_whole_and_ten_times_the_rows_take_no_more_memory(cast):
    peaks = []
    burdened(2_000)
    asked(cast, "xlsx")
    jobs.make_takeaways()  # what a process keeps from its first list is no list's own
    for count in (2_000, 26_000):
        burdened(count)
        row = asked(cast, "xlsx")
        peaks.append(peak_of_making(row))
    row.refresh_from_db()
    assert (row.step, row.total, row.done) == (Step.DONE, 30_000, 30_000)
    with closing(openpyxl.load_workbook(row.path, read_only=True)) as book:
        assert sum(1 for _row in book.active.rows) == 30_001
    assert peaks[1] < peaks[0] * 1.2


@pytest.mark.one_engine
def test_what_one_sheet_cannot_hold_goes_on_in_the_next(cast, monkeypatch):
    monkeypatch.setattr("jinlin.core.sheets.MOST_ROWS", 1_000)
    burdened(2_500)
    row = asked(cast, "xlsx")
    jobs.make_takeaways()
    row.refresh_from_db()
    book = openpyxl.load_workbook(row.path)
    assert [page.max_row for page in book] == [1_001, 1_001, 501]


@pytest.mark.one_engine
def test_only_who_asked_fetches_it_and_only_for_three_days(cast):
    burdened(3)
    row = asked(cast)
    browser = at_desk(cast.users.supervisor)
    fetch = reverse("ledgers:fetch", args=[row.pk])
    assert browser.get(fetch).status_code == 409
    jobs.make_takeaways()
    text = b"".join(browser.get(fetch)).decode("utf-8-sig")
    assert len(text.splitlines()) == 4
    assert at_desk(cast.users.lead).get(fetch).status_code == 404
    assert Client().get(fetch).status_code == 302
    row.refresh_from_db()
    path = row.path
    with clock.set_to(clock.now() + timedelta(days=4)):
        assert jobs.drop_takeaways() == 1
        assert (path.exists(), at_desk(cast.users.supervisor).get(fetch).status_code) == (
            False,
            409,
        )


def test_of_a_worker_that_died_another_one_begins_anew(cast):
    burdened(5)
    row = asked(cast)
    Takeaway.objects.filter(pk=row.pk).update(step=Step.GOING, done=2, beat_at=clock.now())
    assert jobs.make_takeaways() == 0
    with clock.set_to(clock.now() + timedelta(minutes=6)):
        assert (jobs.make_takeaways(), jobs.make_takeaways()) == (1, 0)
    row.refresh_from_db()
    assert (row.step, row.done) == (Step.DONE, 5)


def test_a_list_holds_what_its_asker_may_open_when_it_is_made(cast):
    window = Window("350526", date(2026, 9, 30), date(2026, 9, 1))
    row = actions.ask_for(
        "appeals.received", window, "csv", met_only=False, actor=cast.actors.supervisor
    )
    jobs.make_takeaways()
    row.refresh_from_db()
    assert (row.done, "凤池新村" in row.path.read_text(encoding="utf-8-sig")) == (2, True)
    with pytest.raises(NotAllowed):
        actions.ask_for(
            "appeals.received", window, "csv", met_only=False, actor=cast.actors.town_outsider
        )


def test_from_the_rows_behind_a_figure_they_are_all_taken_away(cast):
    browser = at_desk(cast.users.supervisor)
    rows = browser.get(
        reverse("metrics:rows", args=["appeals.received"]), {"place": "350526", "month": MONTH}
    )
    assert reverse("ledgers:takeaways") in rows.text
    told = {"key": "appeals.received", "place": "350526", "month": MONTH, "kind": "csv"}
    page = browser.post(reverse("ledgers:takeaways"), told, follow=True)
    assert "排队中" in page.text
    assert browser.post(reverse("ledgers:takeaways"), {"kind": "csv"}).status_code == 422


@pytest.mark.parametrize("days", [{"year": "2026"}, {"year": "2025"}, {"month": "2026-09"}, {}])
def test_the_file_holds_the_days_and_the_unit_of_the_page_it_was_taken_from(cast, days):
    with clock.set_to(clock.at(date(2025, 5, 6), 9)):
        reported(cast)
    in_hand(cast)
    browser = at_desk(cast.users.supervisor)
    for unit in ({}, {"unit": str(cast.units.bureau.pk)}):
        Takeaway.objects.all().delete()
        asked_for = {"place": "350526", **days, **unit}
        rows = browser.get(reverse("metrics:rows", args=["appeals.received"]), asked_for)
        shown = rows.context["reading"].figure.denominator
        if not shown:
            continue
        form = rows.text.partition(f'action="{reverse("ledgers:takeaways")}"')[2]
        fields = re.findall(r'name="(\w+)" value="([^"]*)"', form.partition("<button")[0])
        browser.post(reverse("ledgers:takeaways"), {**dict(fields), "kind": "csv"})
        jobs.make_takeaways()
        made = Takeaway.objects.get()
        assert (made.step, made.done) == (Step.DONE, shown)


def test_a_list_of_a_unit_that_is_not_there_is_not_made(cast):
    told = {"key": "appeals.received", "place": "350526", "kind": "csv"}
    browser = at_desk(cast.users.supervisor)
    for unit, status in ((str(uuid4()), 404), ("x", 422)):
        sent = browser.post(reverse("ledgers:takeaways"), {**told, "unit": unit})
        assert sent.status_code == status
    assert not Takeaway.objects.exists()


def test_what_takes_too_many_at_once_waits(cast):
    for _each in range(actions.MOST_WAITING):
        asked(cast)
    with pytest.raises(NotNow):
        asked(cast)


@pytest.mark.one_engine
def test_a_sheet_that_says_nothing_is_no_template(cast):
    found, checked = actions.bring(
        file(sheet({"A1": "空"}), "a.xlsx"),
        cast.places.county,
        "一",
        actor=cast.actors.supervisor,
    )
    assert (found, [each.kind for each in checked.faults]) == (None, ["no_placeholder"])
