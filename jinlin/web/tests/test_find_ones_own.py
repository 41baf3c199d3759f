"""Does a resident find what is theirs, and the way in when a link led them to a shut door?"""

import pytest
from django.test import Client

from jinlin.domains.appeals.tests.cast import at_phone, cast_of_dehua, in_hand

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_a_link_opened_signed_out_offers_the_two_ways_in():
    appeal = in_hand(cast_of_dehua())
    page = Client().get(f"/appeals/{appeal.pk}/")
    text = page.content.decode()
    assert page.status_code == 404
    assert (f"next=%2Fappeals%2F{appeal.pk}%2F" in text, "/track/" in text) == (True, True)
    assert (appeal.number in text, appeal.title in text) == (False, False)


def test_what_is_nobodys_says_the_same_and_whoever_is_signed_in_is_offered_nothing():
    cast = cast_of_dehua()
    nowhere = "/appeals/0190a5a0-0000-7000-8000-000000000000/"
    assert "/track/" in Client().get(nowhere).content.decode()
    assert "sign-in" not in at_phone(cast.users.neighbour).get(nowhere).content.decode()


def test_the_page_of_oneself_leads_to_ones_own(client):
    cast = cast_of_dehua()
    browser = at_phone(cast.users.resident)
    browser.cookies["place"] = cast.places.neighbourhood.code
    browser.get("/")
    page = browser.get("/me/").content.decode()
    for address in ("/mine/", "/notices/", "/notices/choices/", "/points/me/", "/volunteers/me/"):
        assert f'href="{address}"' in page
    assert cast.places.neighbourhood.name in page
    assert cast.units.community.name in page
    assert "/points/me/" not in client.get("/me/").content.decode()


def test_ones_matters_stand_by_whose_turn_it_is():
    cast = cast_of_dehua()
    in_hand(cast)
    page = at_phone(cast.users.resident).get("/mine/")
    assert [str(heading) for heading, _lines in page.context["sections"]] == ["正在办"]
