"""Does nothing get lost when places are renamed, merged and added?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from jinlin.core import timeline
from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.ground.places.actions import (
    add_grid,
    add_neighbourhood,
    close_organisation,
    close_station,
    found_organisation,
    merge,
    open_station,
    rename,
)
from jinlin.ground.places.models import Level, Place, Station
from jinlin.ground.places.queries import around, chosen, codes_of, intake_unit, present
from jinlin.ground.places.tests.conftest import staff


def test_renaming_closes_the_row_and_opens_another_with_the_same_code(dehua, keeper):
    renamed = rename(dehua.town, "瓷都镇", actor=keeper)
    old = Place.objects.get(pk=dehua.town.pk)
    assert (old.name, old.valid_to, old.successor) == ("浔中镇", clock.today(), renamed)
    assert (renamed.code, renamed.valid_from, renamed.valid_to) == (old.code, clock.today(), None)
    assert Place.objects.get(pk=dehua.community.pk).parent == renamed
    assert [entry.verb for entry in timeline.trail(renamed)] == ["renamed"]


def test_on_each_day_one_row_is_open(dehua, keeper):
    rename(dehua.town, "瓷都镇", actor=keeper)
    yesterday = clock.today() - timedelta(days=1)
    assert [place.name for place in Place.objects.filter(code=dehua.town.code).open(yesterday)] == [
        "浔中镇"
    ]
    assert [place.name for place in Place.objects.filter(code=dehua.town.code).open()] == ["瓷都镇"]


def test_renaming_twice_on_one_day_leaves_the_last_name(dehua, keeper):
    rename(rename(dehua.town, "一镇", actor=keeper), "二镇", actor=keeper)
    assert [place.name for place in Place.objects.filter(code=dehua.town.code).open()] == ["二镇"]


def test_the_same_name_again_changes_nothing(dehua, keeper):
    assert rename(dehua.town, " 浔中镇 ", actor=keeper) == dehua.town


def test_merging_closes_both_and_keeps_what_was_theirs_in_sight(dehua, keeper):
    other = Place.objects.get(name="龙浔镇")
    merged = merge([dehua.town, other], code=other.code, name="城关镇", actor=keeper)
    assert set(codes_of(merged)) == {dehua.town.code, other.code}
    assert set(
        Place.objects.filter(pk__in=[dehua.town.pk, other.pk]).values_list("successor", "valid_to")
    ) == {(merged.pk, clock.today())}
    assert Place.objects.get(pk=dehua.community.pk).parent == merged


def test_codes_reach_through_several_merges_and_renamings(dehua, keeper):
    homes = [add_neighbourhood(dehua.community, name, actor=keeper) for name in ("甲", "乙", "丙")]
    first = merge(homes[:2], code=homes[0].code, name="甲乙", actor=keeper)
    second = rename(first, "甲乙苑", actor=keeper)
    last = merge([second, homes[2]], code=f"{dehua.community.code}900", name="三合苑", actor=keeper)
    assert set(codes_of(last)) == {*(home.code for home in homes), last.code}
    assert present(Place.objects.get(pk=homes[0].pk)) == last
    assert chosen(homes[1].code) == last


def test_who_took_matters_in_goes_on_for_the_merged_place_under_a_new_code(dehua, keeper):
    both = list(dehua.town.children.filter(level=Level.COMMUNITY).order_by("code")[:2])
    committees = [
        found_organisation(
            place, name=f"{place.name}委会", kind="community_committee", actor=keeper
        )
        for place in both
    ]
    merged = merge(both, code=f"{dehua.town.code}900", name="合并社区", actor=keeper)
    assert intake_unit(merged) in committees
    for place in both:
        place.refresh_from_db()
        assert place.code in around(merged.code)
    assert around(dehua.neighbourhood.code)[-2:] == [merged.code, dehua.neighbourhood.code]


def test_a_code_that_belongs_or_belonged_to_another_place_is_refused(dehua, keeper):
    first, second, third = (
        add_neighbourhood(dehua.community, name, actor=keeper) for name in ("甲", "乙", "丙")
    )
    with pytest.raises(Unusable):
        merge([first, second], code=third.code, name="甲乙", actor=keeper)


@pytest.mark.parametrize("code", ["", "1", "350526999", "621121100", "35052610x"])
def test_a_merged_place_lies_where_its_parts_lay(dehua, keeper, code):
    homes = [add_neighbourhood(dehua.community, name, actor=keeper) for name in ("甲", "乙")]
    with pytest.raises(Unusable):
        merge(homes, code=code, name="甲乙", actor=keeper)


def test_only_places_of_one_kind_merge(dehua, keeper):
    with pytest.raises(Unusable):
        merge([dehua.town, dehua.community], code=dehua.town.code, name="x", actor=keeper)


def test_a_closed_place_takes_nothing_more(dehua, keeper):
    rename(dehua.community, "新社区", actor=keeper)
    with pytest.raises(NotNow):
        add_neighbourhood(dehua.community, "晚到", actor=keeper)


def test_codes_below_the_village_count_up_and_are_never_used_again(dehua, keeper):
    second = add_neighbourhood(dehua.community, "二期", actor=keeper)
    third = add_neighbourhood(dehua.community, "三期", actor=keeper)
    merge([second, third], code=second.code, name="二三期", actor=keeper)
    fourth = add_neighbourhood(dehua.community, "四期", actor=keeper)
    grid = add_grid(dehua.neighbourhood, "一网格", actor=keeper)
    suffixes = [
        place.code[len(dehua.community.code) :]
        for place in (dehua.neighbourhood, second, third, fourth, grid)
    ]
    assert suffixes == ["001", "002", "003", "004", "001001"]
    assert (grid.level, grid.parent) == (Level.GRID, dehua.neighbourhood)


def test_when_all_codes_are_used_up_it_is_said(dehua, keeper):
    today = clock.today()
    rows = [
        Place(
            county="350526",
            code=f"{dehua.community.code}{n:03}",
            level=Level.NEIGHBOURHOOD,
            name=str(n),
            valid_from=today,
        )
        for n in range(2, 1000)
    ]
    Place.objects.bulk_create(rows)
    with pytest.raises(Unusable):
        add_neighbourhood(dehua.community, "第一千个", actor=keeper)


def test_the_same_name_is_not_added_twice_and_levels_are_not_skipped(dehua, keeper):
    with pytest.raises(Unusable):
        add_neighbourhood(dehua.community, "瓷苑小区", actor=keeper)
    with pytest.raises(Unusable):
        add_grid(dehua.community, "网格", actor=keeper)
    with pytest.raises(Unusable):
        add_neighbourhood(dehua.town, "小区", actor=keeper)


def test_organisations_and_stations_open_and_close(dehua, keeper):
    company = found_organisation(
        dehua.neighbourhood,
        name="德瓷物业",
        kind="property_company",
        phone=" 0595-1 ",
        actor=keeper,
    )
    station = open_station(
        dehua.neighbourhood, name="丁溪议事站", organisation=company, actor=keeper
    )
    assert (company.phone, company.place_code, station.place_code, len(station.code)) == (
        "0595-1",
        dehua.neighbourhood.code,
        dehua.neighbourhood.code,
        8,
    )
    with pytest.raises(Unusable):
        found_organisation(dehua.town, name="德瓷物业", kind="property_company", actor=keeper)
    with pytest.raises(Unusable):
        open_station(dehua.neighbourhood, name="丁溪议事站", actor=keeper)
    close_station(station, actor=keeper)
    close_organisation(company, actor=keeper)
    with pytest.raises(NotNow):
        close_station(station, actor=keeper)
    with pytest.raises(NotNow):
        close_organisation(company, actor=keeper)
    assert [entry.verb for entry in timeline.trail(station)] == ["opened", "closed"]


@pytest.mark.parametrize(
    "actor",
    [
        ANONYMOUS,
        staff("clerk"),
        staff("lead"),
        staff("security_admin"),
        staff("system_admin", "621121"),
    ],
)
def test_only_the_countys_system_administrator_changes_anything(dehua, actor):
    station = open_station(dehua.neighbourhood, name="站", actor=SYSTEM)
    company = found_organisation(dehua.town, name="镇政府", kind="town_government", actor=SYSTEM)
    verbs = [
        lambda: rename(dehua.town, "x", actor=actor),
        lambda: merge(
            [dehua.town, Place.objects.get(name="龙浔镇")],
            code=dehua.town.code,
            name="x",
            actor=actor,
        ),
        lambda: add_neighbourhood(dehua.community, "x", actor=actor),
        lambda: add_grid(dehua.neighbourhood, "x", actor=actor),
        lambda: found_organisation(dehua.town, name="x", kind="school", actor=actor),
        lambda: close_organisation(company, actor=actor),
        lambda: open_station(dehua.neighbourhood, name="x", actor=actor),
        lambda: close_station(station, actor=actor),
    ]
    for verb in verbs:
        with pytest.raises(NotAllowed):
            verb()


def test_the_database_itself_keeps_one_open_row_per_code(dehua):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(
            county="350526",
            code=dehua.town.code,
            level=Level.TOWN,
            name="双",
            valid_from=date(2024, 1, 1),
        )


def test_the_database_itself_keeps_the_county_of_a_code(dehua):
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(
            county="621121",
            code="350526999",
            level=Level.TOWN,
            name="错",
            valid_from=date(2024, 1, 1),
        )


def test_station_codes_do_not_repeat(dehua):
    rows = [
        Station(
            county="350526",
            place=dehua.neighbourhood,
            place_code="1",
            name=str(n),
            opened_on=clock.today(),
        )
        for n in range(200)
    ]
    assert len({row.code for row in rows}) == 200


class AnyStory(TestCase):
    """Whatever is renamed and merged in whatever order, every code ever given stays in sight of
    exactly one open place.
    """

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=6))
    def test_no_code_is_lost(self, steps):
        parents = []
        for code, level in (
            ("350526", Level.COUNTY),
            ("350526100", Level.TOWN),
            ("350526100001", Level.COMMUNITY),
        ):
            parent = parents[-1] if parents else None
            parents.append(
                Place.objects.create(
                    county="350526",
                    code=code,
                    level=level,
                    name=code,
                    parent=parent,
                    valid_from=date(2000, 1, 1),
                )
            )
        for n in range(6):
            add_neighbourhood(parents[-1], f"小区{n}", actor=SYSTEM)
        homes = Place.objects.present().filter(level=Level.NEIGHBOURHOOD)
        for number, (one, other, is_merge) in enumerate(steps):
            rows = list(homes.all())
            first, second = rows[one % len(rows)], rows[other % len(rows)]
            if is_merge and first != second:
                merge([first, second], code=first.code, name=f"合{number}", actor=SYSTEM)
            else:
                rename(first, f"新{number}", actor=SYSTEM)
        assert sorted(code for home in homes.all() for code in codes_of(home)) == [
            f"350526100001{n:03}" for n in range(1, 7)
        ]
