"""Does the first administrator of an empty county find what is to be done?"""

import pytest

from jinlin.domains.appeals.models import DeadlinePolicy
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.accounts.tests import county as small

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def done(page) -> list[bool]:
    return [step.is_done for step in page.context["steps"]]


def test_an_empty_county_leads_its_administrators_to_the_steps():
    county = small.county()
    Grant.objects.filter(role__in=WORKERS).delete()
    for name in ("system_admin", "security_admin"):
        desk = small.at_desk(getattr(county.users, name))
        assert desk.get("/desk/")["Location"] == "/desk/start/"
        assert done(desk.get("/desk/start/"))[3:] == [False, False, False]
    DeadlinePolicy.objects.create(
        county=small.COUNTY,
        step="finish",
        grade="ordinary",
        amount=10,
        unit="workdays",
        valid_from="2020-01-01",
    )
    page = desk.get("/desk/start/")
    assert (done(page)[3], page.context["left"]) == (True, 2 + done(page)[:3].count(False))


def test_where_clerks_work_the_desk_begins_as_ever():
    county = small.county()
    desk = small.at_desk(county.users.system_admin)
    assert desk.get("/desk/")["Location"] != "/desk/start/"
    assert small.at_desk(county.users.clerk).get("/desk/start/").status_code == 403
