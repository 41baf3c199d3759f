"""Does the demo county show who lacks whom, and who took over?"""

import pytest

from jinlin.core import timeline
from jinlin.demo import county as demo_county
from jinlin.demo.caring import Caring
from jinlin.ground.people.models import CareLink, CareRole, Household, LinkEnd
from jinlin.ground.people.queries.care import homes
from jinlin.ground.places.init import build_county

pytestmark = pytest.mark.one_engine


@pytest.fixture
def told(db) -> None:
    Caring(demo_county.build(build_county(demo_county.COUNTY).county)).tell()


def test_most_households_have_all_three_and_some_lack_one(told: None) -> None:
    missing = {role: Household.objects.lacking(role).count() for role in CareRole.values}
    assert (Household.objects.in_need().count(), missing) == (
        120,
        {"member": 0, "worker": 3, "volunteer": 12},
    )
    assert CareLink.objects.filter(ended=LinkEnd.HANDED_OVER).count() == 9
    assert [home for home in homes(Household.objects.all()) if not home.agrees] == []
    assert list(timeline.verify()) == []
