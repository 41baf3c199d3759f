"""Is another phone of a known person kept and asked about, and never lost in silence?"""

import pytest

from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.timeline import Entry
from jinlin.ground.accounts.tests import county as small
from jinlin.ground.people.actions import know, settle_phone
from jinlin.ground.people.models import OtherPhone, Person

COUNTY = small.COUNTY
OLD, NEW, CARD = "13800000001", "13900000002", "35052619500101234X"


@pytest.fixture
def county(db):
    return small.county()


def told_twice(county) -> Person:
    """The same citizen id, first with one phone and then with another."""
    clerk = county.actors.clerk
    first = know(COUNTY, name="王秀英", phone=OLD, citizen_id=CARD, actor=clerk)
    for _time in range(2):
        assert know(COUNTY, name="王秀英", phone=NEW, citizen_id=CARD, actor=clerk) == first
    return first


def test_what_stands_stays_and_the_other_one_waits_once(county):
    person = told_twice(county)
    other = OtherPhone.objects.get()
    assert (Person.objects.get().phone, other.phone, other.person) == (OLD, NEW, person)


def test_the_page_asks_and_the_answer_holds(county):
    person = told_twice(county)
    desk = small.at_desk(county.users.clerk)
    page = desk.get(f"/desk/people/{person.pk}/").content.decode()
    other = OtherPhone.objects.get()
    assert (other.shown() in page, NEW in page) == (True, False)
    address = f"/desk/people/phones/{other.pk}/"
    assert desk.post(address, {"taken": "yes"}).status_code == 302
    person.refresh_from_db()
    assert person.phone == NEW
    assert know(COUNTY, name="", phone=NEW, actor=county.actors.clerk) == person
    assert desk.post(address, {"taken": "yes"}).status_code == 409
    other.refresh_from_db()
    assert (other.phone, other.is_taken) == ("", True)
    verbs = Entry.objects.filter(subject_id=person.pk).values_list("verb", flat=True)
    assert "phone_taken" in verbs


def test_the_one_that_stood_stays_when_it_is_dropped(county):
    person = told_twice(county)
    settle_phone(OtherPhone.objects.get(), is_taken=False, actor=county.actors.clerk)
    person.refresh_from_db()
    assert (person.phone, OtherPhone.objects.get().phone) == (OLD, "")
    with pytest.raises(NotNow):
        settle_phone(OtherPhone.objects.get(), is_taken=True, actor=county.actors.clerk)


def test_a_number_that_is_anothers_is_kept_but_finds_nobody_else(county):
    clerk = county.actors.clerk
    neighbour = know(COUNTY, name="李明", phone=NEW, actor=clerk)
    person = know(COUNTY, name="王秀英", phone=OLD, citizen_id=CARD, actor=clerk)
    know(COUNTY, name="王秀英", phone=NEW, citizen_id=CARD, actor=clerk)
    for other in OtherPhone.objects.filter(person=person):
        settle_phone(other, is_taken=True, actor=clerk)
    assert know(COUNTY, name="", phone=NEW, actor=clerk) == neighbour


@pytest.mark.parametrize("name", ["handler", "system_admin", "county_outsider"])
def test_nobody_else_decides(county, name):
    told_twice(county)
    with pytest.raises(NotAllowed):
        settle_phone(OtherPhone.objects.get(), is_taken=True, actor=getattr(county.actors, name))


def test_a_residents_own_word_is_believed_only_for_a_phone_that_they_proved(county):
    resident = county.users.resident
    told = {"user": resident, "actor": county.actors.resident}
    person = know(COUNTY, name="王小梅", phone=resident.phone, **told)
    know(COUNTY, name="王小梅", phone=NEW, **told)
    assert OtherPhone.objects.filter(person=person).count() == 0
