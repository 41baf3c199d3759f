"""What do WeChat's scanner and place open, where, and what stands instead elsewhere?"""

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.ground.identities.clients.wechat import signature, token
from jinlin.ground.identities.models import Provider
from jinlin.ground.identities.tests.conftest import WECHAT
from jinlin.ground.places.actions import pin
from jinlin.ground.places.points import kilometres, on_the_map, point_of

HERE = "25.4900,118.2400"


@pytest.fixture
def pinned(county):
    pin(county.places.neighbourhood, "25.4901,118.2401", actor=SYSTEM)
    pin(county.places.second_neighbourhood, "25.4950,118.2450", actor=SYSTEM)
    pin(county.places.far_neighbourhood, "25.9000,118.2400", actor=SYSTEM)
    return county


def test_the_nearest_stand_first_and_the_far_not_at_all(pinned, client):
    page = client.get("/places/", {"at": HERE, "of": "map"})
    assert [place.name for place in page.context["places"]] == ["凤池新村", "瓷都花园"]
    far = client.get("/places/", {"at": "39.9,116.4", "of": "map"}).content.decode()
    assert "附近还没有标注位置的小区" in far


@pytest.mark.one_engine
@pytest.mark.parametrize("at", ["", "a,b", "91,0", "1", "1,2,3", "nan,nan", "inf,1"])
def test_what_is_no_point_is_no_question(pinned, client, at):
    page = client.get("/places/", {"at": at})
    assert (page.status_code, page.context["places"]) == (200, [])


@pytest.mark.one_engine
def test_a_browsers_point_is_moved_onto_the_chinese_map():
    point = point_of("39.908722,116.397499")
    moved = on_the_map(point)
    assert moved == pytest.approx((39.910126, 116.403743), abs=0.0002)
    assert 0.4 < kilometres(point, moved) < 0.7


@pytest.mark.one_engine
def test_wechats_script_is_let_in_only_inside_wechat_and_only_with_an_account(wechat, county):
    inside, outside = Client().get("/me/", **WECHAT), Client().get("/me/")
    assert "https://res.wx.qq.com" in inside["Content-Security-Policy"]
    assert "res.wx.qq.com" not in outside["Content-Security-Policy"]
    assert "data-scan" in inside.content.decode()
    assert "data-scan" not in outside.content.decode()
    assert 'data-signature="/wechat/wechat/signature/"' in inside.content.decode()
    Provider.objects.update(is_open=False)
    closed = Client().get("/me/", **WECHAT)
    assert "res.wx.qq.com" not in closed["Content-Security-Policy"] + closed.content.decode()


@pytest.mark.one_engine
def test_the_place_is_asked_for_by_the_browser_elsewhere(county, client):
    page = client.get("/places/").content.decode()
    assert "data-locate" in page
    assert "res.wx.qq.com" not in page


def test_a_key_of_ours_that_wechat_forgot_is_fetched_anew_for_its_pages(wechat, house):
    token(wechat)
    house.lies.add("forgets")
    house.tokens += 1  # another system of the county has fetched one
    assert signature(wechat, "https://example.cn/me/")["appId"] == wechat.client_id
