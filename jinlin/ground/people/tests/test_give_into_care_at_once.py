"""Two at the same desk, the same household, the same moment: does one of them win?"""

from functools import partial
from types import SimpleNamespace

import pytest
from django.db import IntegrityError

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.tests.databases import together
from jinlin.ground.people.actions import Carer, hand_over_link, link
from jinlin.ground.people.models import CareLink
from jinlin.ground.people.tests.conftest import DEHUA, in_need, user
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]


@pytest.fixture
def household(shared_house):
    build_county(DEHUA)
    return in_need(SimpleNamespace(town=Place.objects.present().get(name="浔中镇"), clerk=SYSTEM))


def test_of_eight_who_link_at_once_one_wins_and_seven_are_told(household):
    carers = [Carer(user(f"党员{n}", f"1370013700{n}")) for n in range(8)]
    outcomes = together(
        *(partial(link, household, role="member", carer=carer, actor=SYSTEM) for carer in carers)
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CareLink"] + ["NotNow"] * 7
    assert CareLink.objects.open().count() == 1


def test_of_eight_who_hand_over_at_once_one_wins_and_seven_are_told(household):
    first = link(household, role="member", carer=Carer(user("党员", "13600136000")), actor=SYSTEM)
    others = [Carer(user(f"党员{n}", f"1370013700{n}")) for n in range(8)]
    copies = [CareLink.objects.get(pk=first.pk) for _each in others]
    outcomes = together(
        *(
            partial(hand_over_link, copy, to=to, note="交接", actor=SYSTEM)
            for copy, to in zip(copies, others, strict=True)
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CareLink"] + ["Stale"] * 7
    assert (CareLink.objects.open().count(), CareLink.objects.count()) == (1, 2)
    assert [entry.verb for entry in timeline.trail(first)] == ["linked", "handed_over"]


def test_without_the_lock_only_the_constraint_would_stand_between_them(household):
    """The control:

    rows written past the action meet in the database, and all but one break there instead of being
    told.
    """

    def write(number: int) -> CareLink:
        person = user(f"党员{number}", f"1370013700{number}")
        return CareLink.objects.create(
            county=household.county,
            household=household,
            place_code=household.place_code,
            role="member",
            user=person,
            name=person.name,
            since=household.memberships.get().since,
        )

    outcomes = together(*(partial(write, number) for number in range(4)))
    assert sorted(type(outcome) is IntegrityError for outcome in outcomes) == [
        False,
        True,
        True,
        True,
    ]
