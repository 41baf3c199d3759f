"""Beside what people need stands what they ordered to learn, as numbers of the project's place."""

import pytest

from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.projects import actions as projects
from jinlin.domains.projects.actions import Asking
from jinlin.domains.projects.tests import cast as play
from jinlin.domains.training import actions as training
from jinlin.domains.training.actions import Wanted
from jinlin.domains.training.models import Module, Order
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.ground.people import actions as people

standing_cast, cast = once_a_file(play.cast_of_projects)

pytestmark = pytest.mark.one_engine


def ordered(cast, name, place="community", **more):
    person = people.know(COUNTY, name=name, actor=cast.actors.lead)
    wanted = Wanted(place=getattr(cast.places, place), **more)
    return training.order(person, wanted, actor=cast.actors.lead)


def test_what_residents_of_the_place_ordered_in_a_year_stands_beside_their_needs(cast):
    module = Module.objects.create(county=COUNTY, name="电商直播", is_core=True, order=1)
    for name in ("甲", "乙"):
        ordered(cast, name, module=module)
    ordered(cast, "丙", text="学修水电")
    ordered(cast, "丁", "other_community", module=module)
    old = ordered(cast, "戊", module=module)
    long_ago = months_later(clock.today(), -13)
    Order.objects.filter(pk=old.pk).update(ordered_on=long_ago)
    address = f"/desk/projects/{play.drafted(cast).pk}/needs/"
    shown = at_desk(cast.users.worker).get(address).text
    part = shown.split('id="ordered"')[1].split("</section>")[0]
    assert ("电商直播" in part, " 2</dd>" in part, " 1</dd>" in part) == (True,) * 3
    assert "学修水电" not in part


def test_whoever_judges_finds_what_people_answered_meanwhile(cast):
    project = play.working(cast)
    today = clock.today()
    asking = Asking(
        "服务有没有帮助", [{"text": "有帮助吗", "options": ["有", "没有"]}], today, today
    )
    survey = projects.ask_needs(project, asking, actor=cast.actors.worker)
    judge = at_desk(cast.users.approver)
    address = f"/desk/projects/{project.pk}/judge_midway/"
    assert "服务有没有帮助" not in judge.get(address).text
    projects.reply(survey, ["有"], actor=cast.actors.worker)
    assert "服务有没有帮助" in judge.get(address).text
