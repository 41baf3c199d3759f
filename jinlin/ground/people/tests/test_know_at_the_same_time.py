"""Is somebody who turns up in several places at once still one person?"""

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.databases import together
from jinlin.ground.people.actions import Listed, know, know_listed
from jinlin.ground.people.models import Person
from jinlin.ground.people.tests.conftest import CITIZEN_ID, DEHUA, PHONE
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.mark.parametrize(
    "numbers",
    [{"phone": PHONE}, {"citizen_id": CITIZEN_ID}, {"phone": PHONE, "citizen_id": CITIZEN_ID}],
)
def test_eight_at_once_are_one_person(shared_house, numbers):
    people = together(
        *(lambda: know(DEHUA, name="王秀英", **numbers, actor=SYSTEM) for _time in range(8))
    )
    assert len({person.pk for person in people}) == 1
    assert Person.objects.count() == 1


def test_phone_here_and_citizen_id_there_never_break(shared_house):
    """Three incomplete claims may end as one or two rows, but each number finds exactly one of
    them.
    """
    claims = [
        {"phone": PHONE},
        {"citizen_id": CITIZEN_ID},
        {"phone": PHONE, "citizen_id": CITIZEN_ID},
    ] * 3
    people = together(
        *(lambda told=told: know(DEHUA, name="王秀英", **told, actor=SYSTEM) for told in claims)
    )
    assert [person for person in people if not isinstance(person, Person)] == []
    assert (
        Person.objects.exclude(phone_key="").count(),
        Person.objects.exclude(citizen_key="").count(),
    ) == (1, 1)


def test_whoever_is_entered_while_a_list_comes_in_is_one_person(shared_house):
    """The list waits for whoever was faster with the same number, and goes on with that row."""
    listed = Listed("王秀英", CITIZEN_ID, PHONE)
    outcomes = together(
        *(lambda: know_listed(DEHUA, [listed], actor=SYSTEM) for _time in range(3)),
        *(lambda: know(DEHUA, name="王秀英", citizen_id=CITIZEN_ID, actor=SYSTEM) for _t in "ab"),
    )
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    assert Person.objects.count() == 1
