"""Who supports a topic: those who live in its community, and who else with a word of their own?"""

from uuid import uuid4

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.models import Support
from jinlin.domains.consultations.tests.cast import (
    now_of,
    person_of,
    raised,
    taken_up,
)
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.ground.people.actions import settle
from jinlin.ground.places import actions as places

pytestmark = pytest.mark.django_db


def moved(cast, where, name="neighbour"):
    """The neighbour, who did not raise it, lives there from today on."""
    person = person_of(cast, name)
    settle(person, getattr(cast.places, where), actor=SYSTEM)
    return person


def supported(cast, topic, person, **more):
    actor = cast.actors.neighbour
    return actions.support(now_of(topic), person=person, actor=actor, **more)


@pytest.mark.parametrize("where", ["neighbourhood", "second_neighbourhood", None])
def test_who_lives_in_the_community_or_whose_home_nobody_knows_supports(cast, where):
    topic = taken_up(cast)
    person = moved(cast, where) if where else person_of(cast, "neighbour")
    assert supported(cast, topic, person).tie == "home"


def test_who_lives_elsewhere_is_refused_with_the_reason_and_nothing_counts(cast):
    topic = taken_up(cast)
    person, before = moved(cast, "other_neighbourhood"), topic.supports.count()
    with pytest.raises(NotNow) as refused:
        supported(cast, topic, person)
    assert (refused.value.detail, topic.supports.count()) == ({"reason": "lives_elsewhere"}, before)
    with pytest.raises(Unusable):
        supported(cast, topic, person, tie="visits")


@pytest.mark.parametrize("tie", ["works", "owns"])
def test_who_works_or_owns_there_says_so_and_counts_once(cast, tie):
    topic = taken_up(cast)
    person = moved(cast, "other_neighbourhood")
    first, again = (supported(cast, topic, person, tie=tie) for _time in range(2))
    assert (first.pk, first.tie, supported(cast, topic, person).pk) == (again.pk, tie, first.pk)
    assert Support.objects.filter(topic=topic, person=person).count() == 1


def test_in_a_community_that_was_merged_with_ones_own_everybody_supports(cast):
    topic = taken_up(cast)
    person = moved(cast, "other_neighbourhood")
    both = [cast.places.community, cast.places.other_community]
    places.merge(both, code=f"{cast.places.town.code}900", name="凤东社区居委会", actor=SYSTEM)
    assert supported(cast, topic, person).tie == "home"


def test_who_raises_a_topic_elsewhere_is_heard_but_does_not_count(cast):
    person = moved(cast, "other_neighbourhood", "resident")
    topic = raised(cast, person=person)
    assert (topic.raised_by, topic.supports.count()) == (person, 0)


@pytest.mark.one_engine
def test_the_page_asks_who_lives_elsewhere_what_ties_them_to_the_place(cast):
    topic, phone = taken_up(cast), at_phone(cast.users.neighbour)
    page = f"/consultations/{topic.pk}/"
    assert 'name="tie"' not in phone.get(page).text
    person = moved(cast, "other_neighbourhood")
    assert phone.get(page).text.count('name="tie"') == 2
    refused = phone.post(f"{page}support/")
    assert (refused.status_code, "社区" in refused.text) == (409, True)
    assert phone.post(f"{page}support/", {"tie": "works"}).status_code == 302
    assert 'name="tie"' not in phone.get(page).text
    assert Support.objects.get(person=person).tie == "works"


@pytest.mark.one_engine
def test_the_station_writes_down_who_has_no_phone_and_each_household_counts_once(cast):
    topic, desk = taken_up(cast), at_desk(cast.users.clerk)
    page, before = f"/desk/consultations/{topic.pk}/supports/", topic.supports.count()
    for name, phone in (("许阿婆", ""), ("许阿婆", ""), ("赖伯", "13905950009")):
        key = desk.get(page).context["form"]["key"].value()
        told = {"key": key, "name": name, "phone": phone, "tie": "home"}
        assert desk.post(page, told).status_code == 302
    assert topic.supports.count() == before + 2
    assert at_desk(cast.users.other_clerk).get(page).status_code == 404
    refused = desk.post(page, {"key": uuid4(), "name": "", "tie": "home"})
    assert (refused.status_code, topic.supports.count()) == (422, before + 2)


def test_who_is_known_to_live_elsewhere_does_not_count_at_the_station_either(cast):
    topic, person = taken_up(cast), moved(cast, "other_neighbourhood")
    with pytest.raises(NotNow):
        actions.note_support(topic, person=person, actor=cast.actors.clerk)
    given = actions.note_support(topic, person=person, actor=cast.actors.clerk, tie="owns")
    assert given.tie == "owns"
    with pytest.raises(NotAllowed):
        actions.note_support(topic, person=person, actor=cast.actors.neighbour)
