"""How does a resident come to the right neighbourhood, by name or by QR code?"""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import jinlin
from jinlin.ground.places.actions import (
    add_neighbourhood,
    close_station,
    merge,
    open_station,
    pin,
    rename,
)
from jinlin.ground.places.finding import find
from jinlin.ground.places.models import Level, Place
from jinlin.ground.places.queries import COOKIE, HOMES, chosen, chosen_here, county_here
from jinlin.ground.places.tests.conftest import staff


@pytest.fixture
def station(dehua, keeper):
    return open_station(dehua.neighbourhood, name="丁溪议事站", actor=keeper)


@pytest.mark.parametrize("text", ["瓷苑小区", "瓷苑", "浔中 瓷苑", " 苑小 "])
def test_a_neighbourhood_is_found_by_its_name_and_the_names_above_it(dehua, text):
    assert find(text) == [dehua.neighbourhood]


def test_a_place_is_found_by_the_name_it_had(dehua, keeper):
    """People go on saying the old name: of the neighbourhood, of its community, of its town."""
    town = rename(dehua.town, "瓷都镇", actor=keeper)
    home = rename(dehua.neighbourhood, "碧桂园", actor=keeper)
    home = rename(home, "望江苑", actor=keeper)
    assert (find("瓷苑小区"), find("碧桂园"), find("浔中 望江苑")) == ([home], [home], [home])
    assert (find("瓷都 望江"), find("浔中 没有")) == ([home], [])
    other = add_neighbourhood(dehua.community, "碧桂园东区", actor=keeper)
    assert (town.name, find("碧桂园")) == ("瓷都镇", [other])  # whoever is called so now


def test_a_merged_place_is_found_by_each_of_its_names(dehua, keeper):
    other = add_neighbourhood(dehua.community, "望瓷花园", actor=keeper)
    code = dehua.neighbourhood.code
    merged = merge([dehua.neighbourhood, other], code=code, name="瓷望苑", actor=keeper)
    assert (find("望瓷花园"), find("瓷苑小区")) == ([merged], [merged])


@pytest.mark.parametrize("kept", ["瓷苑2期(A区)", "瓷苑２期（Ａ区）"])
@pytest.mark.parametrize("typed", ["2期", "２期", "2期(a区)", "２期（Ａ区）", "瓷苑　2期"])
def test_a_name_is_found_in_whatever_width_it_is_typed(dehua, keeper, kept, typed):
    home = add_neighbourhood(dehua.community, kept, actor=keeper)
    assert find(typed) == [home]


@pytest.mark.parametrize("text", ["", "   ", "没有这个", "%", "_", "浔中 没有"])
def test_nothing_is_found_by_nothing(dehua, text):
    assert find(text) == []


def test_neighbourhoods_come_before_communities_and_the_list_is_short(dehua):
    found = find("浔中", limit=5)
    assert (found[0], len(found)) == (dehua.neighbourhood, 5)


def test_another_county_is_left_out_when_one_is_named(dehua):
    assert (find("瓷苑", county="350526"), find("瓷苑", county="621121")) == (
        [dehua.neighbourhood],
        [],
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "code", ["", "x", "350526", "999999999999999", "٣٥٠", "1" * 40, "350526100001001'--"]
)
def test_a_code_that_is_no_home_chooses_nothing(dehua, code):
    assert chosen(code) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_page_asks_as_often_for_three_as_for_one(
    client, dehua, keeper, django_assert_num_queries, count
):
    for n in range(count):
        add_neighbourhood(dehua.community, f"望瓷{n}", actor=keeper)
    with django_assert_num_queries(1):
        page = client.get("/places/", {"q": "望瓷"})
    assert len(page.context["places"]) == count


@pytest.mark.one_engine
def test_htmx_gets_the_part_alone(client, dehua):
    page = client.get("/places/", {"q": "瓷苑"}, headers={"HX-Request": "true"})
    assert ("瓷苑小区" in page.text, "<html" in page.text) == (True, False)


@pytest.mark.one_engine
def test_choosing_is_remembered(client, dehua):
    answer = client.post("/places/", {"code": dehua.neighbourhood.code, "next": "/somewhere/"})
    assert (answer.status_code, answer.url, client.cookies["place"].value) == (
        302,
        "/somewhere/",
        dehua.neighbourhood.code,
    )
    assert client.session["neighbourhood"] == {"code": dehua.neighbourhood.code, "name": "瓷苑小区"}


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "there", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_the_way_back_stays_in_the_house(client, dehua, there):
    assert client.post("/places/", {"code": dehua.neighbourhood.code, "next": there}).url == "/"


@pytest.mark.one_engine
def test_a_forged_place_is_refused(client, dehua):
    assert client.post("/places/", {"code": "621121100"}).status_code == 422


@pytest.mark.one_engine
def test_the_qr_code_leads_to_the_report(client, station):
    answer = client.get(f"/p/{station.code}/")
    assert (answer.status_code, answer.url.split("?")[0], client.cookies["place"].value) == (
        302,
        "/report/",
        station.place_code,
    )


def test_the_qr_code_of_a_closed_station_in_a_merged_neighbourhood_still_leads_home(
    client, dehua, station, keeper
):
    other = add_neighbourhood(dehua.community, "隔壁", actor=keeper)
    merge([dehua.neighbourhood, other], code=other.code, name="大丁溪", actor=keeper)
    close_station(station, actor=keeper)
    client.get(f"/p/{station.code}/")
    assert client.cookies["place"].value == other.code


@pytest.mark.one_engine
def test_an_unknown_qr_code_is_not_here(client, dehua):
    assert client.get("/p/nothere2/").status_code == 404


@pytest.mark.one_engine
def test_the_county_is_that_of_the_chosen_place_else_the_first_of_the_house(rf, dehua):
    county = Place.objects.filter(level=Level.COUNTY).order_by("code").first()
    home = find("浔中")[0] if find("浔中") else Place.objects.filter(level__in=HOMES).first()
    request = rf.get("/")
    assert county_here(request) == county.code
    request.COOKIES[COOKIE] = home.code
    assert (chosen_here(request), county_here(request)) == (home, home.county_code)
    request.COOKIES[COOKIE] = "nonsense"
    assert (chosen_here(request), county_here(request)) == (None, county.code)


@pytest.mark.one_engine
def test_nobody_else_names_the_cookie():
    naming = [
        str(path)
        for path in Path(jinlin.__file__).parent.rglob("*.py")
        if "tests" not in path.parts
        and re.search(r"COOKIES(\.get\(|\[)[\"']place[\"']", path.read_text())
    ]
    assert naming == []


@pytest.mark.parametrize(
    "page", ["appeals:report_place", "receptions:all", "servicedays:all", "places:choose"]
)
def test_every_page_that_asks_where_offers_what_was_chosen_before_and_what_is_near(
    client, dehua, page
):
    client.post("/places/", {"code": dehua.neighbourhood.code})
    del client.cookies[COOKIE]
    first = client.get(reverse(page), {"other": "1"})
    assert list(first.context["places"]) == [dehua.neighbourhood]
    assert f'data-locate="{reverse(page)}"' in first.content.decode()
    pin(dehua.neighbourhood, "25.4893,118.2421", actor=staff("system_admin"))
    near = client.get(reverse(page), {"at": "25.4890,118.2420", "of": "map", "other": "1"})
    assert list(near.context["places"]) == [dehua.neighbourhood]


def test_whoever_lives_in_a_county_finds_its_places_first(dehua):
    Place.objects.create(
        county="140525",
        code="140525100001001",
        level=Level.NEIGHBOURHOOD,
        name="瓷苑",
        valid_from=dehua.neighbourhood.valid_from,
    )
    assert [each.county for each in find("瓷苑")] == ["140525", "350526"]
    assert [each.county for each in find("瓷苑", first="350526")] == ["350526", "140525"]
