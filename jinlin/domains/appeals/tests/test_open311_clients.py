"""Can the two published Open311 clients for Python list, post and read, as they are?"""

import itertools
import threading
from datetime import timedelta

import pytest
from django.core.servers import basehttp
from georeport import GeoReport

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import COUNTY, TEXT
from jinlin.ground.accounts.actions import issue_token

itertools.ifilter = filter  # what three still asks of Python 2
from three import Three  # noqa: E402

pytestmark = pytest.mark.one_engine


@pytest.fixture
def server(live_server, monkeypatch):
    """One connection for each question, and all of them over at the end: the database in memory
    must not be taken from under the server's threads.
    """
    monkeypatch.setattr(basehttp.WSGIRequestHandler, "protocol_version", "HTTP/1.0")
    monkeypatch.setattr(basehttp.ServerHandler, "http_version", "1.0")
    yield live_server
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)


@pytest.fixture
def key(server, cast):
    scopes = ("appeals:read", "appeals:write")
    _token, raw = issue_token(
        cast.users.clerk,
        name="open311",
        scopes=scopes,
        expires_on=clock.today() + timedelta(days=9),
        actor=SYSTEM,
    )
    return raw


@pytest.fixture
def three(server, key):
    client = Three(f"{server.url}/open311/v2", api_key=key, jurisdiction=COUNTY)
    yield client
    client.session.close()


@pytest.fixture
def georeport(server, key):
    """It sends no key of its own, but whatever stands in the address."""
    address = server.url.replace("://", f"://key:{key}@")
    return lambda form: GeoReport(f"{address}/open311/v2", jurisdiction=COUNTY, output_format=form)


def post(three):
    [made] = three.post(
        "0202",
        description=TEXT,
        address="浔中镇凤池新村3幢",
        name="小梅 王",
        phone="13800000001",
        lat="25.49",
        long="118.24",
    )
    return made


def test_three_discovers_lists_posts_and_reads(three, key, cast):
    assert three.discovery()["endpoints"][0]["url"] == three.endpoint.removesuffix("/")
    assert {"0202", "0205"} <= {each["service_code"] for each in three.services()}
    assert three.services("0202") == {"service_code": "0202", "attributes": []}
    made = post(three)
    appeal = Appeal.objects.get()
    assert (made["service_request_id"], appeal.place, appeal.reporter.name) == (
        appeal.number,
        cast.places.neighbourhood,
        "王小梅",
    )
    [seen] = three.request(appeal.number, api_key=key)
    assert (seen["status"], seen["description"], seen["service_code"]) == ("open", TEXT, "0202")
    today = clock.today()
    days = [(today + timedelta(days=days)).strftime("%m-%d-%Y") for days in (-30, 2)]
    assert (
        three.requests("0202", api_key=key, between=days, count=5)
        == three.requests(api_key=key, status="open")
        == [seen]
    )


def test_three_is_refused_in_the_standards_shape(three, key):
    assert [each["code"] for each in three.requests()] == [403]
    assert [each["code"] for each in three.post("9999", description=TEXT, address="凤池新村")] == [
        404
    ]
    assert [each["code"] for each in three.token("1")] == [404]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_georeport_lists_and_reads_what_was_posted(three, georeport, cast, form):
    number = post(three)["service_request_id"]
    appeal = actions.accept(Appeal.objects.get(), actor=cast.actors.clerk)
    client = georeport(form)
    assert {"0202", "0205"} <= {each["service_code"] for each in client.get_service_list()}
    assert client.get_service_definition("0202")["service_code"] == "0202"
    seen = client.get_service_request(number)
    assert (seen["service_request_id"], seen["description"], seen["status"]) == (
        number,
        TEXT,
        "open",
    )
    assert seen["agency_responsible"] == appeal.unit.name
    found = client.get_service_requests(service_code="0202", status="open")
    assert (found if isinstance(found, dict) else found[0]) == seen
