"""Is the sheet for the station's door one page that can be checked, and whose text holds?"""

import re
from datetime import timedelta

import pytest

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.tests.cast import CARRIED, CLAUSES, drafted, in_force
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.services.documents import printing
from jinlin.services.documents.models import Document

pytestmark = pytest.mark.one_engine

LONG = (
    "遛狗牵绳，随手清理粪便，不让宠物进电梯时惊扰老人和小孩；车辆按划线停放，不占盲道和消防通道。",
) * 30


def adopted(cast, clauses):
    clerk, lead, today = cast.actors.clerk, cast.actors.community_lead, clock.today()
    pact = drafted(cast, clauses=clauses)
    pact = actions.publish(pact, until=today + timedelta(days=7), actor=clerk)
    pact = actions.consolidate(pact, actor=clerk)
    pact = actions.put_to_vote(pact, meets_on=today, where="活动室", actor=clerk)
    return actions.adopt(pact, tally=CARRIED, since=today, actor=lead)


@pytest.mark.parametrize("clauses", [CLAUSES, LONG], ids=["few", "thirty"])
def test_it_is_one_page_also_with_thirty_clauses(cast, clauses):
    pact = adopted(cast, clauses)
    paper = Document.objects.get(about_id=pact.pk)
    assert len(re.findall(rb"/Type\s*/Page\b", printing.pdf(paper))) == 1
    assert [each["text"] for each in paper.data["clauses"]] == list(clauses)


def test_whoever_keeps_the_pact_opens_it_and_a_repeal_ends_it(cast):
    pact = in_force(cast)
    paper = Document.objects.get(about_id=pact.pk)
    page = at_desk(cast.users.clerk).get(f"/desk/pacts/{pact.pk}/").content.decode()
    assert paper.number in page
    day = clock.today() + timedelta(days=1)
    actions.repeal(pact, tally=CARRIED, since=day, actor=cast.actors.community_lead)
    paper.refresh_from_db()
    assert paper.revoked_at is not None
