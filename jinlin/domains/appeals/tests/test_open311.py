"""Does Open311 lead to the same appeals as every other door, and to nobody else's?"""

import base64
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jinlin.core import timeline
from jinlin.domains.appeals.models import Appeal, Category, Identity
from jinlin.domains.appeals.tests.cast import (
    ABROAD,
    COUNTY,
    SINCE,
    TEXT,
    finished,
    reported,
)
from jinlin.domains.appeals.tests.reporting_app import App, key_of
from jinlin.ground.places.models import Place

pytestmark = pytest.mark.one_engine


@pytest.fixture
def app(cast):
    return App(cast.users.clerk)


def said(cast, **more):
    return {
        "service_code": "0202",
        "description": TEXT,
        "address_id": cast.places.neighbourhood.code,
        **more,
    }


def children(element):
    return [child.tag for child in element]


@pytest.mark.parametrize("path", ["/open311/discovery.json", "/open311/v2/discovery.json"])
def test_discovery_names_the_endpoint_and_its_formats(db, path):
    found = Client().get(path).json()
    assert list(found) == ["changeset", "contact", "key_service", "endpoints"]
    assert [
        (each["url"], each["specification"], each["type"], each["formats"])
        for each in found["endpoints"]
    ] == [
        (
            "http://testserver/open311/v2",
            "http://wiki.open311.org/GeoReport_v2",
            "production",
            ["text/xml", "application/json"],
        )
    ]


def test_discovery_in_xml_nests_endpoints_and_formats(db):
    answer = Client().get("/open311/discovery.xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(answer.content)
    assert (root.tag, children(root)) == (
        "discovery",
        ["changeset", "contact", "key_service", "endpoints"],
    )
    assert [each.text for each in root.findall("endpoints/endpoint/formats/format")] == [
        "text/xml",
        "application/json",
    ]


def test_services_are_the_offered_classes_that_are_not_divided_further(cast):
    Category.objects.exclude(pk__in=["02", "0202", "0205"]).update(is_offered=False)
    Category.objects.filter(pk="0205").update(is_offered=False)
    assert Client().get("/open311/v2/services.json", {"jurisdiction_id": COUNTY}).json() == [
        {
            "service_code": "0202",
            "service_name": "公共设施维修",
            "description": "物业管理 / 公共设施维修",
            "metadata": False,
            "type": "realtime",
            "keywords": "物业管理",
            "group": "物业管理",
        }
    ]
    root = ET.fromstring(Client().get("/open311/v2/services.xml").content)
    assert (root.tag, root.findtext("service/service_code"), root.findtext("service/metadata")) == (
        "services",
        "0202",
        "false",
    )


def test_a_service_asks_for_no_further_fields(cast):
    assert Client().get("/open311/v2/services/0202.json").json() == {
        "service_code": "0202",
        "attributes": [],
    }
    root = ET.fromstring(Client().get("/open311/v2/services/0202.xml").content)
    assert (root.tag, children(root)) == ("service_definition", ["service_code", "attributes"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services.json?jurisdiction_id=999999", 404),
        ("services.json?jurisdiction_id=350526100", 404),  # a town is no county
        ("services/9999.json", 404),
        ("tokens/123.json", 404),
        ("services.yaml", 404),
        ("requests.json", 403),
        ("requests/260418-ABCDE.json", 403),
        ("requests.json?api_key=jl_nothing", 403),
        ("requests.json?description=%00", 400),  # stopped before any view
    ],
)
def test_a_no_has_the_shape_and_the_status_of_the_standard(cast, path, status):
    answer = Client().get(f"/open311/v2/{path}")
    [no] = answer.json()
    assert (answer.status_code, list(no), no["code"]) == (status, ["code", "description"], status)
    assert no["description"]


def test_a_no_in_xml_and_a_wrong_method_have_the_shape_too(cast):
    root = ET.fromstring(Client().get("/open311/v2/tokens/123.xml").content)
    assert (root.tag, children(root), root.findtext("error/code")) == ("errors", ["error"], "404")
    answer = Client().delete("/open311/v2/requests.json")
    assert (answer.status_code, answer["Allow"], answer.json()[0]["code"]) == (
        405,
        "GET, POST",
        405,
    )


def test_a_session_opens_nothing_here(cast):
    browser = Client()
    browser.force_login(cast.users.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/open311/v2/requests.json").status_code == 403


def test_a_post_is_an_appeal_that_waits_to_be_accepted(cast, app):
    answer = app.post(
        **said(
            cast, first_name="小梅", last_name="王", phone="13800000001", address_string="3幢楼下"
        )
    )
    [made] = answer.json()
    appeal = Appeal.objects.get()
    assert (answer.status_code, made["service_request_id"], made["account_id"]) == (
        201,
        appeal.number,
        None,
    )
    assert made["service_notice"].startswith("凤池社区居委会")
    assert (appeal.text, appeal.category_id, appeal.state, appeal.channel) == (
        TEXT,
        "0202",
        "reported",
        "online",
    )
    assert (appeal.place, appeal.spot, appeal.unit) == (
        cast.places.neighbourhood,
        "3幢楼下",
        cast.units.community,
    )
    assert (appeal.reporter.name, appeal.reporter.phone, appeal.identity) == (
        "王小梅",
        "13800000001",
        Identity.NAMED,
    )


def test_a_number_that_nobody_can_read_is_noted_and_loses_no_report(cast, app):
    answer = app.post(**said(cast, last_name="王", phone="12 (传达室老李)"))
    appeal = Appeal.objects.get()
    [reported] = timeline.trail(appeal)
    assert (answer.status_code, appeal.reporter.name, appeal.reporter.phone, reported.internal) == (
        201,
        "王",
        "",
        "联系方式（原样记下）：12 (传达室老李)",
    )


def test_the_post_is_answered_in_xml_as_well(cast, app):
    root = ET.fromstring(app.post(form="xml", **said(cast)).content)
    assert (root.tag, children(root), children(root[0])) == (
        "service_requests",
        ["request"],
        ["service_request_id", "service_notice", "account_id"],
    )
    assert root.findtext("request/service_request_id") == Appeal.objects.get().number
    assert Appeal.objects.get().identity == Identity.ANONYMOUS


def test_what_is_not_stored_is_said(cast, app):
    [made] = app.post(
        **said(
            cast,
            lat="25.49",
            long="118.24",
            media_url="http://example.org/1.jpg",
            email="a@example.org",
        )
    ).json()
    assert made["service_notice"].endswith("未保存：lat, long, media_url, email。")
    [made] = app.post(**said(cast)).json()
    assert "未保存" not in made["service_notice"]


@pytest.mark.parametrize(
    ("address", "place", "spot"),
    [
        ("凤池新村", "neighbourhood", "凤池新村"),
        ("福建省德化县浔中镇凤池新村3幢", "neighbourhood", "福建省德化县浔中镇凤池新村3幢"),
        ("凤池 新村", "neighbourhood", "凤池 新村"),
    ],
)
def test_a_place_is_found_by_what_people_write(cast, app, address, place, spot):
    app.post(service_code="0202", description=TEXT, address_string=address)
    appeal = Appeal.objects.get()
    assert (appeal.place, appeal.spot) == (getattr(cast.places, place), spot)


def test_the_clerk_of_a_town_finds_a_community_by_its_plain_name(cast):
    town = App(cast.users.second_clerk)
    assert (
        town.post(
            service_code="0202", description=TEXT, address_string="浔中镇富东社区门口"
        ).status_code
        == 201
    )
    assert Appeal.objects.get().place == cast.places.other_community


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"address_id": "350526999999999"}, 400),
        ({"address_id": "nonsense"}, 400),
        ({"address_id": "", "address_string": "月球背面"}, 400),
        ({"address_id": "", "lat": "25.49", "long": "118.24"}, 400),
        ({"address_id": "350526101004001"}, 403),  # in the county, not where the clerk works
        ({"address_id": "621121100"}, 400),
        ({"jurisdiction_id": ABROAD}, 400),
        ({"jurisdiction_id": "999999"}, 404),
        ({"service_code": ""}, 400),
        ({"service_code": "9999"}, 404),
        ({"service_code": "02"}, 404),  # it is divided further
        ({"description": " "}, 400),
        ({"description": "长" * 20_001}, 400),
        ({"api_key": "jl_unknown"}, 403),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_stands(cast, app, more, status):
    answer = app.post(**said(cast, **more))
    [no] = answer.json()
    assert (answer.status_code, no["code"], list(no)) == (status, status, ["code", "description"])
    assert Appeal.objects.count() == 0


def test_far_too_much_at_once_is_refused_in_the_same_shape(cast, app):
    answer = app.client.post(
        "/open311/v2/requests.json",
        f"description={'a' * 5_000_000}",
        content_type="application/x-www-form-urlencoded",
    )
    assert (answer.status_code, answer.json()[0]["code"], Appeal.objects.count()) == (400, 400, 0)


def test_photos_are_not_taken_and_that_is_said(cast, app):
    [made] = app.post(**said(cast, media=SimpleUploadedFile("lamp.png", b"x"))).json()
    assert made["service_notice"].endswith("未保存：media。")


def test_an_address_that_means_two_places_is_refused_by_their_names(cast):
    town = App(cast.users.second_clerk)
    [no] = town.post(
        service_code="0202", description=TEXT, address_string="凤池新村和富东小区之间"
    ).json()
    assert (no["code"], "凤池新村" in no["description"], "富东小区" in no["description"]) == (
        400,
        True,
        True,
    )


def test_of_two_places_with_one_name_the_community_decides(cast):
    here = cast.places.other_community
    twin = Place.objects.create(
        county=COUNTY,
        code=f"{here.code}009",
        level="neighbourhood",
        name="凤池新村",
        parent=here,
        valid_from=SINCE,
    )
    town = App(cast.users.second_clerk)
    answers = [
        town.post(service_code="0202", description=TEXT, address_string=address).status_code
        for address in ("浔中镇凤池新村", "浔中镇富东社区凤池新村")
    ]
    assert (answers, Appeal.objects.get().place) == ([400, 201], twin)


def test_one_key_of_a_client_is_one_appeal(cast, app):
    answers = [
        app.post(headers={"Idempotency-Key": "k1"}, **said(cast)).json() for _time in range(2)
    ]
    assert answers[0] == answers[1]
    other = app.post(headers={"Idempotency-Key": "k1"}, **said(cast, description="别的事。"))
    assert (other.status_code, Appeal.objects.count()) == (400, 1)


def test_a_key_opens_what_it_was_issued_for(cast):
    reader, writer = (
        App(cast.users.clerk, scopes=("appeals:read",)),
        App(cast.users.clerk, scopes=("appeals:write",)),
    )
    assert reader.post(**said(cast)).status_code == 403
    assert writer.post(**said(cast)).status_code == 201
    assert (reader.get().status_code, writer.get().status_code) == (200, 403)
    assert App(cast.users.handler).post(**said(cast)).status_code == 403


@pytest.mark.parametrize("user", ["key:{}", "{}:", ":{}"])
def test_a_key_may_come_in_a_header(cast, user):
    appeal, key = reported(cast), key_of(cast.users.clerk)
    basic = base64.b64encode(user.format(key).encode()).decode()
    for header in (f"Bearer {key}", f"Basic {basic}"):
        [seen] = Client(headers={"authorization": header}).get("/open311/v2/requests.json").json()
        assert seen["service_request_id"] == appeal.number
    assert (
        Client(headers={"authorization": "Basic %%%"}).get("/open311/v2/requests.json").status_code
        == 403
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(cast, app, django_assert_num_queries, rows):
    for _row in range(rows):
        finished(cast)
    app.get()
    with django_assert_num_queries(5):  # token with its tries, grants, page, replies, last entries
        assert len(app.get().json()) == rows
