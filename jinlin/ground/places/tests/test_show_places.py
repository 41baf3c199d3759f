"""Does staff see the county's places and stations, and nobody else?"""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from jinlin.ground.places.actions import add_neighbourhood, found_organisation, merge, open_station
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import branches

SIGN_IN = settings.AUTHENTICATION_BACKENDS[0]


def at_desk(role: str, place: Place) -> Client:
    user = get_user_model().objects.create(username=f"{role}-{place.code}", name="某人")
    user.grants.create(
        county=place.county_code, role=role, place=place, valid_from=date(2020, 1, 1)
    )
    client = Client()
    client.force_login(user, backend=SIGN_IN)
    return client


@pytest.fixture
def station(dehua, keeper):
    company = found_organisation(
        dehua.community,
        name="凤池社区居委会",
        kind="community_committee",
        phone="0595-1",
        actor=keeper,
    )
    return open_station(
        dehua.neighbourhood,
        name="瓷苑议事站",
        organisation=company,
        address="1幢架空层",
        actor=keeper,
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "role",
    ["clerk", "lead", "handler", "supervisor", "system_admin", "security_admin", "audit_admin"],
)
def test_every_role_of_the_county_walks_down_the_tree(dehua, station, role):
    client = at_desk(role, dehua.county)
    assert client.get("/desk/places/").url == f"/desk/places/{dehua.county.pk}/"
    for place in (dehua.county, dehua.town, dehua.community, dehua.neighbourhood):
        assert client.get(f"/desk/places/{place.pk}/").status_code == 200
    assert client.get(f"/desk/places/stations/{station.pk}/").status_code == 200


@pytest.mark.one_engine
def test_another_county_is_not_there(dehua, station):
    client = at_desk("lead", build_county("621121").county)
    pages = [f"/desk/places/{dehua.county.pk}/", f"/desk/places/stations/{station.pk}/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.one_engine
def test_whoever_is_not_signed_in_is_led_to_the_sign_in(client, dehua, station):
    pages = [
        "/desk/places/",
        f"/desk/places/{dehua.county.pk}/",
        f"/desk/places/stations/{station.pk}/",
    ]
    assert [client.get(page).status_code for page in pages] == [302, 302, 302]


@pytest.mark.one_engine
def test_a_resident_has_no_business_there(client, dehua):
    client.force_login(get_user_model().objects.create(phone_key="k", name="居民"), backend=SIGN_IN)
    assert client.get("/desk/places/").status_code == 403


def test_a_prefecture_sees_all_its_counties(dehua):
    build_county("621121")
    page = at_desk("supervisor", Place.objects.get(code="3505")).get("/desk/places/")
    assert page.url == f"/desk/places/{dehua.county.pk}/"


def test_a_branch_counts_what_lies_in_it(dehua, station):
    (branch,) = branches([dehua.town])
    assert (branch.neighbourhoods, branch.stations, branch.organisations) == (1, 1, 1)


def test_after_a_merge_the_branch_still_counts_what_stood_there(dehua, station, keeper):
    other = Place.objects.get(name="龙浔镇")
    (branch,) = branches([merge([dehua.town, other], code=other.code, name="城关镇", actor=keeper)])
    assert (branch.neighbourhoods, branch.stations, branch.organisations) == (1, 1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_a_place_page_asks_as_often_for_three_rows_as_for_one(
    dehua, keeper, django_assert_num_queries, count
):
    community = dehua.town.children.order_by("code")[1]
    for n in range(count):
        home = add_neighbourhood(community, f"小区{n}", actor=keeper)
        found_organisation(community, name=f"物业{n}", kind="property_company", actor=keeper)
        open_station(home, name="站", actor=keeper)
    client = at_desk("lead", dehua.county)
    client.get("/desk/places/")
    with django_assert_num_queries(12):
        page = client.get(f"/desk/places/{community.pk}/")
    assert (len(page.context["branches"]), len(page.context["stations"].rows)) == (count, count)


@pytest.mark.one_engine
def test_the_sheet_carries_a_qr_code_and_its_address(dehua, station):
    page = at_desk("lead", dehua.county).get(f"/desk/places/stations/{station.pk}/")
    assert page.context["address"] == f"http://127.0.0.1:8000/p/{station.code}/"
    assert (page.text.count('class="segno"'), page.text.count("style=")) == (1, 0)


def test_the_administrator_keeps_places_by_the_same_actions(dehua):
    client = at_desk("system_admin", dehua.county)
    assert (
        client.post(
            "/desk/admin/places/place/add/", {"parent": dehua.community.pk, "name": "新小区"}
        ).status_code
        == 302
    )
    assert (
        client.post(
            f"/desk/admin/places/place/{dehua.town.pk}/change/", {"name": "瓷都镇"}
        ).status_code
        == 302
    )
    assert (
        client.post(
            "/desk/admin/places/organisation/add/",
            {"name": "镇政府", "kind": "town_government", "place": dehua.community.pk},
        ).status_code
        == 302
    )
    assert Place.objects.present().get(name="新小区").code == f"{dehua.community.code}002"
    assert [
        place.name for place in Place.objects.filter(code=dehua.town.code).order_by("valid_from")
    ] == ["浔中镇", "瓷都镇"]
    pages = [
        client.get(f"/desk/admin/places/{model}/").status_code
        for model in ("place", "organisation", "station")
    ]
    assert pages == [200, 200, 200]


@pytest.mark.one_engine
def test_others_do_not_enter_the_reference_data(dehua):
    assert at_desk("lead", dehua.county).get("/desk/admin/places/place/").status_code == 302


@pytest.mark.one_engine
def test_places_chosen_before_stand_where_nothing_was_searched(client, dehua, station):
    home = Place.objects.get(pk=station.place_id)
    assert home.name not in client.get("/places/").text
    client.post("/places/", {"code": home.code})
    page = client.get("/places/").text
    assert ("之前选过的" in page, page.count(f'value="{home.code}"')) == (True, 1)


@pytest.mark.one_engine
def test_one_of_many_places_units_and_stations_is_found_by_its_name(dehua, station, monkeypatch):
    client = at_desk("system_admin", dehua.county)
    page = f"/desk/places/{dehua.county.pk}/"
    assert 'name="q"' in client.get(page).text

    def found(words):
        below = client.get(page, {"q": words}).context["found"]
        return [
            [each.name for each in rows] for rows in (below.places, below.units, below.stations)
        ]

    name = dehua.neighbourhood.name
    assert found(name) == [[name], [], []]
    assert found("议事站") == [[], [], ["瓷苑议事站"]]
    community = dehua.community.name
    assert found(" 凤池　居委 ") == [[community], ["凤池社区居委会"], []]
    assert found("没有") == [[], [], []]
    assert "没有找到" in client.get(page, {"q": "没有"}).text
    inside = client.get(f"/desk/places/{dehua.neighbourhood.pk}/", {"q": "居委"}).context["found"]
    assert (inside.places, inside.units, inside.stations) == ([], [], [])
    monkeypatch.setattr("jinlin.ground.places.queries.MOST_FOUND", 0)
    assert client.get(page, {"q": "凤池"}).context["found"].is_cut
