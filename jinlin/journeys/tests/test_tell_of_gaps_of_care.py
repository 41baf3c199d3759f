"""Does whoever looks after a place hear of households in need whom nobody looks after?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.domains.receptions.tests.cast import Cast
from jinlin.ground.accounts.actions import add_staff
from jinlin.ground.people.actions import Carer, NewMember, link, register_household
from jinlin.ground.people.models import CareRole, GroupInNeed, Household
from jinlin.journeys.gaps_of_care import EVENT, tell_of_gaps
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine


@pytest.fixture
def household(cast: Cast) -> Household:
    group, _made = GroupInNeed.objects.get_or_create(
        code="elderly_alone", defaults={"name": "独居老人"}
    )
    return register_household(
        cast.places.neighbourhood,
        NewMember(name="王秀英", groups=[group]),
        address="3幢201室",
        actor=cast.actors.clerk,
    )


def heard() -> list[tuple[object, str]]:
    rows = Message.objects.filter(event=EVENT).order_by("created_at", "pk")
    return [(row.user_id, row.body) for row in rows]


def test_the_committee_of_the_place_hears_of_it_once_a_week(cast: Cast, household) -> None:
    assert (tell_of_gaps(), tell_of_gaps()) == (1, 0)
    assert {who for who, _body in heard()} >= {cast.users.clerk.pk}
    assert {body for _who, body in heard()} == {
        "还有1户关爱户缺少包户党员、驻点社工或结对志愿者，请尽快安排结对。"
    }
    with clock.set_to(clock.now() + timedelta(days=7, minutes=1)):
        assert tell_of_gaps() == 1


def test_of_a_household_with_all_three_nobody_hears(cast: Cast, household) -> None:
    for number, role in enumerate(CareRole.values):
        user, _none = add_staff(
            COUNTY, username=f"carer{number}", name="联系人", password=None, actor=SYSTEM
        )
        link(household, role=role, carer=Carer(user), actor=cast.actors.clerk)
    assert (tell_of_gaps(), heard()) == (0, [])
