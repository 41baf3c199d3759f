"""Does 'How do I get there?' lead a phone's map app to the right point, or at least to a search?"""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import Context, Template

from jinlin.core.errors import NotAllowed, Unusable
from jinlin.ground.accounts.tests import county as small
from jinlin.ground.places import actions
from jinlin.shell.ways_there import is_point, ways_there

pytestmark = pytest.mark.one_engine

POINT = "25.4893,118.2421"


def asked(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def test_a_point_is_given_to_each_app_in_its_own_order():
    phone, amap, tencent = (way.url for way in ways_there("凤池新村 议事厅", point=POINT))
    assert phone.startswith(f"geo:{POINT}?q={POINT}(")
    assert asked(amap)["position"] == "118.2421,25.4893"
    assert asked(tencent)["marker"].startswith(f"coord:{POINT};title:凤池新村 议事厅")


def test_without_a_point_the_words_are_searched_for_in_the_county():
    phone, amap, tencent = (
        way.url for way in ways_there("凤池", words="凤池新村 8 号", county="350526")
    )
    assert phone == "geo:0,0?q=%E5%87%A4%E6%B1%A0%E6%96%B0%E6%9D%91%208%20%E5%8F%B7"
    assert (asked(amap)["keyword"], asked(amap)["city"]) == ("凤池新村 8 号", "350526")
    assert asked(tencent)["keyword"] == "凤池新村 8 号"


def test_a_name_cannot_add_parts_to_the_marker():
    *_others, tencent = (way.url for way in ways_there("a;coord:1,1|b", point=POINT))
    assert asked(tencent)["marker"] == f"coord:{POINT};title:a coord 1,1 b;addr:a coord 1,1 b"


@pytest.mark.parametrize("text", ["", "25.4", "91,118", "25,181", "a,b", "25.4,118.2)", "<b>,1"])
def test_what_is_no_point_is_none(text):
    assert not is_point(text)


def test_a_place_is_pinned_by_its_administrator_and_keeps_it_under_a_new_name(db):
    county = small.county()
    place = county.places.neighbourhood
    with pytest.raises(NotAllowed):
        actions.pin(place, POINT, actor=county.actors.lead)
    with pytest.raises(Unusable):
        actions.pin(place, "somewhere", actor=county.actors.system_admin)
    place = actions.pin(place, " 25.4893, 118.2421 ", actor=county.actors.system_admin)
    assert place.lies_at == POINT
    renamed = actions.rename(place, "凤池花园", actor=county.actors.system_admin)
    assert renamed.lies_at == POINT


def test_a_page_links_there_and_loads_nothing(db):
    place = small.county().places.neighbourhood
    shown = Template('{% way_there place "议事厅" "凤池路 8 号" %}').render(
        Context({"place": place})
    )
    assert shown.count("<a ") == 3
    assert [tag for tag in ("<script", "<img", "<iframe", "<link") if tag in shown] == []
    assert "%E5%87%A4%E6%B1%A0%E8%B7%AF" in shown


def test_the_pin_is_entered_under_reference_data(db):
    county = small.county()
    browser = small.at_desk(county.users.system_admin)
    place = county.places.neighbourhood
    address = f"/desk/admin/places/place/{place.pk}/change/"
    wrong = browser.post(address, {"name": place.name, "lies_at": "here"})
    assert list(wrong.context["adminform"].form.errors) == ["lies_at"]
    assert browser.post(address, {"name": place.name, "lies_at": POINT}).status_code == 302
    place.refresh_from_db()
    assert place.lies_at == POINT
