"""Is a report the figures of its month or year, kept as they were said, once somebody signed?"""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, reported
from jinlin.metrics import actions
from jinlin.metrics.models import Report
from jinlin.metrics.reporting import lines_of
from jinlin.services.documents.models import Document
from jinlin.services.documents.printing import pdf

MONTH, NEXT = "2026-09", date(2026, 10, 20)
YEAR_OVER = date(2027, 1, 6)


def over_months():
    found = cast_of_dehua()
    for day, times in ((date(2026, 8, 3), 1), (date(2026, 9, 3), 2), (date(2026, 9, 30), 1)):
        with clock.set_to(clock.at(day, 9)):
            for _each in range(times):
                reported(found)
    return found


standing_cast, made = once_a_file(over_months)


@pytest.fixture
def cast(made):
    with clock.set_to(clock.at(NEXT, 9)):
        yield made


@pytest.fixture
def report(cast: Cast) -> Report:
    return actions.draw_up(cast.places.town, MONTH, actor=cast.actors.lead)


def received(report: Report) -> dict[str, object]:
    return next(line for line in report.lines if line["key"] == "appeals.received")


def test_it_says_the_month_beside_the_month_before(report):
    line = received(report)
    assert (line["shown"], line["before"], line["denominator"]) == ("3", "1", 3)
    assert report.words.splitlines()[0] == "浔中镇2026年9月工作情况："
    assert "3件（上月1件）" in report.words


def test_drawn_up_twice_it_is_the_same(cast, report):
    assert actions.draw_up(cast.places.town, MONTH, actor=cast.actors.lead) == report
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            place=cast.places.town, month=MONTH, county="350526", counted_at=clock.now()
        )


@pytest.mark.parametrize("month", ["2026-10", "2027-01", "2026-13", "nonsense"])
def test_a_month_that_is_not_over_has_none(cast, month):
    with pytest.raises(Unusable):
        actions.draw_up(cast.places.town, month, actor=cast.actors.lead)


def test_signed_it_stays_whatever_is_corrected_and_the_paper_says_the_same(cast, report):
    paper = actions.sign(report, version=report.version, actor=cast.actors.lead)
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        reported(cast)
    report.refresh_from_db()
    assert received(report)["shown"] == "3"
    now = lines_of(cast.places.town, MONTH)
    assert next(line["shown"] for line in now if line["key"] == "appeals.received") == "4"
    said = {line["name"]: line["shown"] for line in paper.data["lines"]}
    assert said[received(report)["name"]] == "3"
    assert pdf(paper).startswith(b"%PDF")


def test_signed_nothing_of_it_changes(cast, report):
    actions.sign(report, version=report.version, actor=cast.actors.lead)
    report.refresh_from_db()
    lead = cast.actors.lead
    for verb in (
        lambda: actions.sign(report, version=report.version, actor=lead),
        lambda: actions.recount(report, version=report.version, actor=lead),
        lambda: actions.change_words(report, "别的", version=report.version, actor=lead),
    ):
        with pytest.raises(NotNow):
            verb()
    assert Document.objects.filter(about_id=report.pk).count() == 1


def test_two_who_write_do_not_overwrite_each_other_and_what_was_typed_is_kept(cast, report):
    old = report.version
    actions.change_words(report, "甲写的。", version=old, actor=cast.actors.lead)
    with pytest.raises(Stale):
        actions.change_words(report, "乙写的。", version=old, actor=cast.actors.second_clerk)
    page = at_desk(cast.users.lead).post(
        reverse("metrics:report", args=[report.pk]), {"words": "乙写的。", "version": old}
    )
    assert (page.status_code, "乙写的。" in page.text) == (409, True)


def test_counting_anew_keeps_the_words(cast, report):
    changed = actions.change_words(
        report, "自己写的。", version=report.version, actor=cast.actors.lead
    )
    with clock.set_to(clock.at(date(2026, 9, 12), 9)):
        reported(cast)
    again = actions.recount(changed, version=changed.version, actor=cast.actors.lead)
    assert (received(again)["shown"], again.words) == ("4", "自己写的。")


def test_a_clerk_draws_up_and_the_lead_signs(cast):
    own = actions.draw_up(cast.places.community, MONTH, actor=cast.actors.clerk)
    with pytest.raises(NotAllowed):
        actions.sign(own, version=own.version, actor=cast.actors.clerk)
    assert actions.sign(own, version=own.version, actor=cast.actors.lead).number


def test_others_places_have_none_here(cast, report):
    for user in ("town_outsider", "county_outsider"):
        page = at_desk(getattr(cast.users, user)).get(reverse("metrics:report", args=[report.pk]))
        assert page.status_code == 404
    with pytest.raises(NotAllowed):
        actions.draw_up(cast.places.town, MONTH, actor=cast.actors.town_outsider)


def test_from_the_page_it_is_drawn_up_put_right_signed_and_taken_out(cast):
    browser = at_desk(cast.users.lead)
    page = browser.post(reverse("metrics:reports"), {"month": MONTH}, follow=True)
    report = Report.objects.get()
    way = reverse("metrics:report", args=[report.pk])
    assert (page.redirect_chain, "签发" in page.text) == ([(way, 302)], True)
    browser.post(way, {"words": "九月情况平稳。", "version": 1})
    signed = browser.post(reverse("metrics:sign", args=[report.pk]), {"version": 2}, follow=True)
    assert "九月情况平稳。" in signed.text
    assert "月报〔2026〕0001号" in signed.text
    sheet = b"".join(browser.get(reverse("metrics:take_report", args=[report.pk])))
    assert sheet.startswith(b"PK")


def test_with_no_report_the_page_says_what_to_do(cast):
    assert "还没有月报" in at_desk(cast.users.lead).get(reverse("metrics:reports")).text
    assert Client().get(reverse("metrics:reports")).status_code == 302


@pytest.mark.one_engine
def test_a_year_that_is_over_has_its_report_beside_the_year_before(cast):
    with clock.set_to(clock.at(YEAR_OVER, 9)):
        yearly = actions.draw_up(cast.places.town, "2026", actor=cast.actors.lead)
        line = received(yearly)
        assert (line["shown"], line["before"]) == ("4", "0")
        assert yearly.words.splitlines()[0] == "浔中镇2026年工作情况："
        assert "4件（上年0件）" in yearly.words
        paper = actions.sign(yearly, version=yearly.version, actor=cast.actors.lead)
        assert "年报〔2027〕0001号" in paper.number
        assert pdf(paper).startswith(b"%PDF")
        page = at_desk(cast.users.lead).get(reverse("metrics:report", args=[yearly.pk])).text
    assert ("year=2026" in page, "上年" in page, "去年同月" in page) == (True, True, False)
    assert reverse("documents:pdf", args=[paper.pk]) in page


@pytest.mark.one_engine
def test_a_year_that_runs_has_none(cast):
    with pytest.raises(Unusable):
        actions.draw_up(cast.places.town, "2026", actor=cast.actors.lead)


@pytest.mark.one_engine
def test_the_word_file_says_the_same_words_and_figures(cast, report):
    way = reverse("metrics:take_words", args=[report.pk])
    file = docx.Document(BytesIO(b"".join(at_desk(cast.users.lead).get(way))))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts[: 1 + len(report.words.splitlines())] == [
        "浔中镇2026年9月工作情况报告",
        *report.words.splitlines(),
    ]
    said = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    assert ["收到的诉求", "3件", "1"] in said
    assert at_desk(cast.users.town_outsider).get(way).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(cast, django_assert_num_queries, rows):
    for month in ("2026-07", "2026-08", "2026-09")[:rows]:
        actions.draw_up(cast.places.town, month, actor=cast.actors.lead)
    browser = at_desk(cast.users.lead)
    browser.get(reverse("metrics:reports"))
    with django_assert_num_queries(6):
        browser.get(reverse("metrics:reports"))
