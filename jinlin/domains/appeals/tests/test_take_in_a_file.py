"""Does a file of messages land whole, once, with its bad rows named?"""

import csv
import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.commands import appeals
from jinlin.domains.appeals.models import Appeal, Channel
from jinlin.domains.appeals.queries import story
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.actions import merge
from jinlin.ground.places.models import Organisation, OrganisationKind
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine

HEADER = ["id", "title", "time", "detail"]
GOOD = ["1", "路灯", "2019-02-28 11:25:05", "路灯坏了三天。"]
BAD = [
    ["2", "空的", "2019-02-28 11:25:05", "  \n "],
    ["3", "太长", "2019-02-28 11:25:05", "长" * 20_001],
    ["4", "明天", "2999-01-01 00:00:00", "还没有发生。"],
    ["5", "不是时间", "昨天下午", "不知道是哪天。"],
]


@pytest.fixture
def county(cast):
    place = cast.places.county
    Organisation.objects.create(
        county=COUNTY,
        name="县委社会工作部",
        kind=OrganisationKind.PARTY_COMMITTEE,
        place=place,
        place_code=place.code,
    )
    return place


def written(path: Path, rows, encoding="utf-8", header=HEADER):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def run(path, *more):
    return CliRunner().invoke(
        appeals,
        [
            "import",
            str(path),
            "--place",
            COUNTY,
            "--errors",
            str(path.parent / "refused.csv"),
            *more,
        ],
        catch_exceptions=False,
    )


def test_a_merged_place_is_known_by_the_code_that_it_had(cast, county, tmp_path):
    old, into = cast.places.neighbourhood, cast.places.second_neighbourhood
    merged = merge([old, into], code=into.code, name="凤池花园", actor=cast.actors.system_admin)
    path = written(tmp_path / "m.csv", [[*GOOD, old.code]], header=[*HEADER, "place_code"])
    assert run(path).exit_code == 0
    assert [row.place for row in Appeal.objects.all()] == [merged]


def test_a_unit_hears_once_how_many_came_in_by_a_file(cast, county, tmp_path):
    unit = Organisation.objects.get(name="县委社会工作部")
    Grant.objects.create(
        county=COUNTY,
        user=cast.users.handler,
        role=Role.CLERK,
        organisation=unit,
        place=unit.place,
        valid_from=clock.today(),
    )
    rows = [[str(n), f"第{n}件", "2019-02-28 11:25:05", f"路灯坏了{n}天。"] for n in range(1, 8)]
    run(written(tmp_path / "messages.csv", rows))
    [told] = Message.objects.filter(user=cast.users.handler)
    assert (Appeal.objects.count(), told.title) == (7, "导入了 7 件诉求")
    run(written(tmp_path / "messages.csv", rows))
    assert Message.objects.filter(user=cast.users.handler).count() == 1


@pytest.mark.parametrize("name", ["messages.csv", "messages.csv.gz"])
def test_good_rows_land_bad_ones_are_named_and_a_second_run_adds_nothing(county, tmp_path, name):
    path = written(tmp_path / name, [GOOD, *BAD])
    assert run(path).stdout.splitlines()[0] == "1 landed, 0 were here already, 4 refused"
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        refused = list(csv.DictReader(file))
    assert [(row["line"], row["id"]) for row in refused] == [
        ("2", "2"),
        ("3", "3"),
        ("4", "4"),
        ("5", "5"),
    ]
    assert all(row["reason"] for row in refused)
    assert run(path).stdout.splitlines()[0] == "0 landed, 1 were here already, 4 refused"
    assert list(Appeal.objects.values_list("text", "channel", "source_ref")) == [
        ("路灯坏了三天。", Channel.IMPORT, "messages:1")
    ]


def test_when_it_was_written_stands_on_the_trail_and_the_clock_starts_now(county, tmp_path):
    run(written(tmp_path / "m.csv", [GOOD]))
    appeal = Appeal.objects.get()
    assert "2019年2月28日（周四）11:25" in story(appeal, actor=SYSTEM)[0].sentence
    assert appeal.respond_by > appeal.reported_at


def test_files_of_older_systems_are_read_too(county, tmp_path):
    path = written(
        tmp_path / "old.csv",
        [["甲7", "灯", "2019/2/28", "路灯坏了。"]],
        encoding="gb18030",
        header=["工单编号", "标题", "时间", "内容"],
    )
    assert run(path).stdout.startswith("1 landed")
    assert Appeal.objects.get().source_ref == "old:甲7"


def test_columns_can_be_named_and_a_wrong_one_is_said(county, tmp_path):
    path = written(tmp_path / "m.csv", [["9", "x", "2019-02-28", "y"]], header=["a", "b", "c", "d"])
    assert run(path, "--column", "text=d", "--column", "ref=a").stdout.startswith("1 landed")
    refused = run(path, "--column", "text=e")
    assert refused.exit_code == 1
    assert "“e”" in refused.output
    assert "a, b, c, d" in refused.output


def refused_in(folder) -> list[tuple[str, str]]:
    with (folder / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        return [(row["line"], row["reason"]) for row in csv.DictReader(file)]


def test_the_same_reference_with_other_words_is_refused_and_not_lost(county, tmp_path):
    first = [["1", "灯", "2019-02-28", "路灯坏了。"], ["1", "灯", "2019-02-28", "水管坏了。"]]
    assert run(written(tmp_path / "m.csv", first)).stdout.startswith(
        "1 landed, 0 were here already, 1 refused"
    )
    assert refused_in(tmp_path) == [("2", "这个编号已有另一条内容，请给这一行换一个编号。")]
    other = [["1", "灯", "2019-02-28", "路灯坏了三盏。"], first[0]]
    assert run(written(tmp_path / "m.csv", other)).stdout.startswith(
        "0 landed, 1 were here already, 1 refused"
    )


def test_a_row_with_a_cell_too_many_and_a_row_of_totals_are_refused(county, tmp_path):
    rows = [GOOD, ["2", "灯", "2019-02-28", "灯", "坏了"], ["合计", "", "", "共2件"]]
    assert run(written(tmp_path / "m.csv", rows)).stdout.startswith(
        "1 landed, 0 were here already, 2 refused"
    )
    assert refused_in(tmp_path) == [
        ("2", "这一行有5格，表头只有4格：可能是内容里带了分隔符。"),
        ("3", "这是合计行。"),
    ]


def test_what_a_refused_row_says_runs_nowhere_as_a_formula(county, tmp_path):
    run(written(tmp_path / "m.csv", [["9", "=1+1", "someday", '=HYPERLINK("http://x")']]))
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert [value[:2] for value in row.values() if "=" in value] == ["'=", "'="]
