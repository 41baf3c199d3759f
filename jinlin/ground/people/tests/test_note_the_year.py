"""Can staff note the year of birth of whoever told it, and is a card's own year left alone?"""

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.ground.people.actions import fill_in_birth_year, know, note_birth_year
from jinlin.ground.people.tests.conftest import DEHUA, OTHER_PHONE
from jinlin.ground.people.tests.test_work_at_the_desk import at_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def chen(dehua):
    return know(DEHUA, name="陈阿公", phone=OTHER_PHONE, actor=dehua.clerk)


def test_it_is_noted_put_right_and_on_the_trail_without_the_year(dehua, chen):
    for year in (1950, 1950, 1951):
        note_birth_year(chen, year, actor=dehua.clerk)
    chen.refresh_from_db()
    noted = [each for each in timeline.trail(chen) if each.verb == "birth_year_noted"]
    assert (chen.birth_year, len(noted)) == (1951, 2)
    assert {each.data.get("year") for each in noted} == {None}
    assert list(timeline.verify()) == []


def test_what_a_card_says_stands(dehua, wang):
    with pytest.raises(NotNow):
        note_birth_year(wang, 1960, actor=dehua.clerk)
    fill_in_birth_year(wang, 1960, actor=dehua.clerk)
    wang.refresh_from_db()
    assert wang.birth_year == 1949


@pytest.mark.one_engine
def test_no_year_to_come_and_none_of_long_ago(dehua, chen):
    for year in (1899, 2199, 0):
        with pytest.raises(Unusable):
            note_birth_year(chen, year, actor=dehua.clerk)


@pytest.mark.one_engine
def test_only_clerks_and_leads_who_see_the_person_note_it(dehua, chen):
    for name in ("supervisor", "handler", "far_clerk", "town_clerk", "system_admin"):
        with pytest.raises(NotAllowed):
            note_birth_year(chen, 1950, actor=getattr(dehua, name))


def test_of_whoever_does_not_open_only_the_year_is_filled_in_and_only_once(dehua, chen):
    """A town's clerk has the number and the name as they stand, and gets no more by it."""
    for year in (1950, 1980):
        found = know(DEHUA, name="陈阿公", phone=OTHER_PHONE, actor=dehua.town_clerk)
        found = fill_in_birth_year(found, year, actor=dehua.town_clerk)
        assert (found.pk, found.birth_year) == (chen.pk, 1950)
    assert (
        at_desk(dehua, "town_clerk", role="clerk", place=dehua.town)
        .get(f"/desk/people/{chen.pk}/")
        .status_code
        == 404
    )


@pytest.mark.one_engine
def test_who_works_elsewhere_or_gives_roles_only_fills_nothing_in(dehua, chen):
    for name in ("far_clerk", "system_admin"):
        with pytest.raises(NotAllowed):
            fill_in_birth_year(chen, 1950, actor=getattr(dehua, name))


def test_on_the_page_it_is_asked_for_and_what_was_typed_stays(dehua, chen, wang):
    clerk, address = at_desk(dehua, "clerk"), f"/desk/people/{chen.pk}/"
    assert f"{address}born/" in clerk.get(address).text
    assert f"{wang.pk}/born/" not in clerk.get(f"/desk/people/{wang.pk}/").text
    wrong = clerk.post(f"{address}born/", {"birth_year": "2199"})
    assert (wrong.status_code, 'value="2199"' in wrong.text) == (422, True)
    card = clerk.post(f"/desk/people/{wang.pk}/born/", {"birth_year": "1960"})
    assert (card.status_code, "身份证" in card.text) == (409, True)
    done = clerk.post(f"{address}born/", {"birth_year": "1950"}, follow=True)
    assert (done.status_code, "1950" in done.text) == (200, True)
