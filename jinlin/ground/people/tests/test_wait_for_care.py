"""Do households that lack somebody wait, as one line, for whoever gives them into care?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.ground.people.actions import Carer, link
from jinlin.ground.people.tests.conftest import community, in_need, user
from jinlin.ground.people.tests.test_work_at_the_desk import SIGN_IN, at_desk
from jinlin.ground.places.actions import found_organisation

LINE = "people/care/waiting.html"


def lines(client) -> list[int]:
    """How many households each line about care names."""
    rows = client.get("/desk/").context["page"].rows
    return [line.row.households for line in rows if line.template == LINE]


def given(dehua, household, number: int) -> None:
    for role in ("member", "worker", "volunteer"):
        link(household, role=role, carer=Carer(user(f"{role}{number}")), actor=dehua.clerk)


def test_it_is_one_line_with_the_number_until_each_has_all_three(dehua, household):
    clerk = at_desk(dehua, "clerk", place=community(dehua))
    second = in_need(dehua, 1, name="陈阿公")
    assert lines(clerk) == [2]
    page = clerk.get("/desk/").text
    assert ("还有2户关爱户缺少联系人" in page, 'href="/desk/care/"' in page) == (True, True)
    given(dehua, household, 0)
    assert lines(clerk) == [1]
    given(dehua, second, 1)
    assert lines(clerk) == []


def test_it_presses_on_nobody_and_stands_behind_what_has_a_day_this_week(dehua, household):
    at_desk(dehua, "clerk", place=community(dehua))
    for days in range(8):
        with clock.set_to(clock.now() + timedelta(days=days)):
            clerk = Client()  # nobody's session lasts that long
            clerk.force_login(dehua.users["clerk"], backend=SIGN_IN)
            tally = clerk.get("/desk/").context["tally"]
            assert (tally.waiting, tally.late, tally.due_today) == (1, 0, 0)


def test_it_waits_with_the_nearest_unit_that_governs_the_place_and_nowhere_else(dehua, household):
    desks = {
        "clerk": at_desk(dehua, "clerk", place=community(dehua)),
        "town_clerk": at_desk(dehua, "town_clerk", role="clerk", place=dehua.town),
        "other_clerk": at_desk(dehua, "other_clerk", role="clerk", place=dehua.other_town),
        "lead": at_desk(dehua, "lead"),
        "supervisor": at_desk(dehua, "supervisor", place=community(dehua)),
    }

    def found() -> set[str]:
        return {name for name, desk in desks.items() if lines(desk)}

    town, committee = "town_government", "community_committee"
    assert found() == {"clerk", "town_clerk", "lead"}
    found_organisation(dehua.county, name="德化县委", kind="party_committee", actor=SYSTEM)
    found_organisation(dehua.town, name="浔中镇政府", kind=town, actor=SYSTEM)
    assert found() == {"clerk", "town_clerk"}
    found_organisation(community(dehua), name="社区居委会", kind=committee, actor=SYSTEM)
    found_organisation(community(dehua), name="物业公司", kind="property_company", actor=SYSTEM)
    assert found() == {"clerk"}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_once_for_it_however_many_they_are(dehua, count):
    clerk = at_desk(dehua, "clerk", place=community(dehua))
    clerk.get("/desk/")
    with CaptureQueriesContext(connection) as empty:
        clerk.get("/desk/")
    for number in range(count):
        in_need(dehua, number, name=f"老人{number}")
    with CaptureQueriesContext(connection) as full:
        assert lines(clerk) == [count]
    assert len(full) == len(empty) + 1
