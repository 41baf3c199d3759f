"""What happened at a project's place is offered, stands among its activities once, and names
nobody.
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotHere
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.projects.models import Activity
from jinlin.domains.projects.tests import cast as play
from jinlin.ground.accounts.tests.county import at_desk
from jinlin.ground.people import actions as people
from jinlin.ground.places import actions as places
from jinlin.journeys.project_links import link, offers
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.actions import Helper, Plan, TeamTerms
from jinlin.services.volunteers.models import TeamKind


@pytest.fixture(autouse=True)
def _in_the_afternoon():
    """Whatever the hour: what began this morning was today."""
    with clock.set_to(clock.at(clock.today(), 15)):
        yield


standing_cast, cast = once_a_file(play.cast_of_projects)


@pytest.fixture
def project(cast):
    return play.working(cast)


def outing(cast, place="community"):
    """An activity of a team, recorded this morning."""
    where, lead = getattr(cast.places, place), cast.actors.lead
    now = clock.now()
    team = volunteers.found(where, TeamTerms(f"好厝边{place}", TeamKind.COMMUNITY), actor=lead)
    told = Plan(
        "为老人理发", "上门", now - timedelta(hours=3), now - timedelta(hours=1), "队", team=team
    )
    with clock.set_to(now - timedelta(hours=4)):
        activity = volunteers.plan(where, told, actor=lead)
    person = people.know(where.county, name="吴志愿", actor=lead)
    helper = volunteers.register(person, where, actor=lead)
    volunteers.confirm_sheet(activity, [Helper(helper)], actor=lead)
    return activity


def test_what_happened_at_its_place_is_offered_and_linked_once(cast, project):
    activity = outing(cast)
    outing(cast, "other_community")
    (offer,) = offers(project, actor=cast.actors.worker)
    assert (offer.kind, offer.key, offer.title) == ("volunteering", activity.pk, "为老人理发")
    told = {"kind": "volunteering", "key": activity.pk}
    made = link(project, **told, actor=cast.actors.worker)
    assert (made.subject_id, made.on) == (activity.pk, clock.today())
    assert offers(project, actor=cast.actors.worker) == []
    with pytest.raises(NotHere):
        link(project, **told, actor=cast.actors.worker)
    assert Activity.objects.count() == 1


def test_what_is_not_offered_and_what_is_not_theirs_is_refused(cast, project):
    with pytest.raises(NotHere):
        link(project, kind="visit", key=uuid4(), actor=cast.actors.worker)
    activity = outing(cast)
    with pytest.raises(NotAllowed):
        link(project, kind="volunteering", key=activity.pk, actor=cast.actors.supervisor)


def test_it_is_linked_from_a_page(cast, project):
    activity = outing(cast)
    address = f"/desk/projects/{project.pk}/links/"
    browser = at_desk(cast.users.worker)
    assert "为老人理发" in browser.get(address).content.decode()
    sent = {"kind": "volunteering", "key": activity.pk}
    assert browser.post(address, sent).status_code == 302
    assert Activity.objects.get().subject_id == activity.pk
    assert browser.post(address, {"kind": "nonsense"}).status_code == 422


def test_a_finished_round_of_visits_is_offered_by_place_and_day_alone(cast, project):
    from jinlin.domains.projects.models import ActivityKind
    from jinlin.domains.visits.models import Checklist, ChecklistVersion, Round

    clerk, today = cast.actors.clerk, clock.today()
    checklist = Checklist.objects.create(county=cast.places.community.county_code, title="走访")
    version = ChecklistVersion.objects.create(
        county=checklist.county, checklist=checklist, number=1, questions=[], published_on=today
    )
    Round.objects.create(
        county=checklist.county,
        title="走访刑满释放人员",
        state="closed",
        place=cast.places.community,
        place_code=cast.places.community.code,
        unit=cast.units.community,
        checklist=version,
        starts_on=today,
        ends_on=today,
        closed_on=today,
        due_at=clock.now(),
        planned_at=clock.now(),
        planned_on=today,
    )
    found = [each for each in offers(project, actor=clerk) if each.kind == ActivityKind.VISIT]
    assert [each.title for each in found] == [f"{cast.places.community.name}入户走访"]


def test_what_happened_in_a_place_merged_since_is_offered_too(cast, project):
    activity = outing(cast, "other_community")
    pair = [cast.places.community, cast.places.other_community]
    places.merge(pair, code=pair[0].code, name="合家社区", actor=SYSTEM)
    assert [each.key for each in offers(project, actor=cast.actors.worker)] == [activity.pk]
