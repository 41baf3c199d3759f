"""Can an operator enter a year's notice, and is a wrong file refused with nothing changed?"""

from datetime import date

import pytest
from click.testing import CliRunner

from jinlin.core.commands import publish_year
from jinlin.core.time.calendar import CalendarDay, PublishedYear, calendar


def run(path, rows, year="2027"):
    file = path / "2027.csv"
    file.write_text("date,kind,name\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return CliRunner().invoke(publish_year, [year, str(file)])


def test_a_notice_is_entered_and_a_later_edition_takes_its_place(db, tmp_path):
    assert run(tmp_path, ["2027-01-01,off,元旦", "2027-01-02,makeup,元旦"]).exit_code == 0
    assert [calendar().is_workday(date(2027, 1, day)) for day in (1, 2, 4)] == [False, True, True]
    assert run(tmp_path, ["2027-01-01,off,元旦"]).exit_code == 0
    assert list(CalendarDay.objects.values_list("date", "kind", "name")) == [
        (date(2027, 1, 1), "off", "元旦")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "2027-13-01,off,x",
        "2027-01-04,makeup,Monday",
        "2029-01-01,off,x",
        "yesterday,off,x",
        "2027-01-02,holiday,x",
        "2027-01-02,,x",
        "2027-01-01,off,x",
        "2027-01-02,off,x,y",
    ],
)
def test_a_wrong_row_is_said_and_nothing_is_entered(db, tmp_path, row):
    result = run(tmp_path, ["2027-01-01,off,元旦", row])
    assert (result.exit_code, PublishedYear.objects.count(), CalendarDay.objects.count()) == (
        1,
        0,
        0,
    )
    assert "2027.csv" in result.output
