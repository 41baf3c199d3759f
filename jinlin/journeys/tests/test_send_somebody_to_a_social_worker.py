"""Does a case begin where somebody behind an appeal needs help, and does the appeal never learn?"""

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.tests.cast import at_desk, cast_of_dehua, in_hand, now_of
from jinlin.domains.casework.models import Case
from jinlin.ground.places.actions import found_organisation
from jinlin.journeys.appeal_to_case import Helped, send

standing_cast, cast = once_a_file(cast_of_dehua)


@pytest.fixture
def agency(cast):
    return found_organisation(cast.places.county, name="暖阳社工", kind="agency", actor=SYSTEM)


def helped(agency, **told) -> Helped:
    words = {"name": "李阿婆", "phone": "13977770005", "field": "elderly", "problem": "独居"}
    return Helped(agency=agency, agreed=True, **{**words, **told})


def everything_of(appeal) -> tuple:
    row = type(appeal).objects.filter(pk=appeal.pk).values().get()
    return row, [entry.hash for entry in timeline.trail(appeal)]


def test_a_case_begins_and_the_appeal_is_as_it_was(cast, agency):
    appeal = in_hand(cast)
    before = everything_of(appeal)
    page = at_desk(cast.users.clerk).get(f"/desk/appeals/{appeal.pk}/").content
    case = send(appeal, helped(agency), actor=cast.actors.clerk)
    assert (case.came_from, case.source, case.name) == (appeal.pk, "appeal", "李阿婆")
    assert everything_of(appeal) == before
    after = at_desk(cast.users.clerk).get(f"/desk/appeals/{appeal.pk}/").content
    assert len(after) == len(page)
    assert case.number.encode() not in after
    assert Case.objects.for_desk(cast.actors.clerk).count() == 0


def test_only_whoever_looks_after_its_place_sends_somebody_who_wants_it(cast, agency):
    appeal = in_hand(cast)
    for who in ("handler", "town_outsider", "resident"):
        with pytest.raises(NotAllowed):
            send(now_of(appeal), helped(agency), actor=getattr(cast.actors, who))
    with pytest.raises(Unusable):
        words = {"name": "李阿婆", "phone": "", "field": "elderly", "problem": "独居"}
        send(appeal, Helped(agency=agency, agreed=False, **words), actor=cast.actors.clerk)


def test_sent_twice_there_is_one_case(cast, agency):
    appeal = in_hand(cast)
    browser = at_desk(cast.users.clerk)
    told = {
        "agency": agency.pk,
        "field": "elderly",
        "name": "李阿婆",
        "problem": "独居",
        "agreed": "on",
        "key": "0190a5a0-0000-7000-8000-000000000003",
    }
    for _time in range(2):
        answer = browser.post(f"/desk/appeals/{appeal.pk}/social-work/", told)
        assert answer.status_code == 302
    assert Case.objects.count() == 1
