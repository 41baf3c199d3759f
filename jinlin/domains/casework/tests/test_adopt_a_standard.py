"""Does an agency that works by another standard go through that one's phases, from its day on?"""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Closing
from jinlin.domains.casework.commands import casework
from jinlin.domains.casework.models import GANSU, STANDARDS, Profile
from jinlin.domains.casework.queries.lists import listed
from jinlin.domains.casework.tests.cast import (
    ANSWERS,
    GOALS,
    in_last_phase,
    now_of,
    session,
    working,
)
from jinlin.ground.accounts.tests.county import COUNTY

NAMES = ["接案", "预估", "计划", "介入", "结案", "评估"]


def test_cases_from_its_day_on_go_by_it_and_open_ones_keep_theirs(cast):
    before = working(cast)
    actions.adopt(COUNTY, GANSU, since=clock.today(), actor=SYSTEM)
    with clock.set_to(clock.now() + timedelta(days=1)):
        case = working(cast)
    assert [name for _step, name in case.phases] == NAMES
    assert [name for _step, name in now_of(before).phases] == [*NAMES[:4], "评估", "结案"]


def test_it_holds_from_the_day_on_which_the_standard_came_into_force(cast):
    row = actions.adopt(COUNTY, GANSU, actor=SYSTEM)
    assert row.valid_from == STANDARDS[GANSU].valid_from == date(2024, 12, 20)
    agency = cast.units.agency
    kept = [
        [each.name for each in Profile.of(agency, "individual", day)]
        for day in (date(2024, 12, 19), date(2024, 12, 20))
    ]
    assert kept == [[*NAMES[:4], "评估", "结案"], NAMES]


def test_of_one_agency_alone(cast):
    actions.adopt(COUNTY, GANSU, agency=cast.units.agency, actor=SYSTEM)
    today = clock.today()
    one = [each.name for each in Profile.of(cast.units.agency, "individual", today)]
    other = [each.name for each in Profile.of(cast.units.other_agency, "individual", today)]
    assert (one, other) == (NAMES, [*NAMES[:4], "评估", "结案"])


def test_worked_on_to_its_end_with_the_evaluation_last(cast):
    """The closure is asked for in the last phase, whatever it is called, and once it is done."""
    actions.adopt(COUNTY, GANSU, actor=SYSTEM)
    case, worker = working(cast), cast.actors.worker
    actions.assess(case, "daily", ANSWERS, actor=worker)
    plan = actions.write_plan(case, GOALS, based_on=0, actor=worker)
    actions.review_plan(plan, is_agreed=True, actor=cast.actors.watcher)
    actions.sign(case, session(), actor=worker)
    while not (case := now_of(case)).is_in_last_phase:
        case = actions.move_on(case, actor=worker)
    said = Closing("reached", "好多了。")
    with pytest.raises(NotNow, match="本阶段还没完成"):
        actions.ask_to_close(case, closing=said, actor=worker)
    actions.assess(case, "daily", ANSWERS, is_final=True, actor=worker)
    line = listed([now_of(case)], actor=worker)[0]
    assert (line.likely.name, str(line.what)) == ("ask_to_close", "再填一次量表，然后提交结案")
    case = actions.ask_to_close(now_of(case), closing=said, actor=worker)
    assert actions.close(case, actor=cast.actors.watcher).state == "closed"


def test_by_the_usual_phases_nothing_changes(cast):
    case = in_last_phase(cast)
    assert case.present_phase.name == "结案"
    assert listed([case], actor=cast.actors.worker)[0].likely.name == "ask_to_close"


def test_the_console_adopts_it_once_and_says_what_is_assumed(cast):
    told = ["adopt", "--county", COUNTY, "--standard", GANSU]
    first, again = (CliRunner().invoke(casework, told) for _time in range(2))
    assert (first.exit_code, again.exit_code) == (0, 1)
    assert "接案, 预估, 计划, 介入, 结案, 评估" in first.output
    assert "请对照标准原文核对" in first.output
    assert Profile.objects.count() == 1


def test_nobody_but_the_house_adopts_by_this_verb(cast):
    with pytest.raises(NotAllowed):
        actions.adopt(COUNTY, GANSU, actor=cast.actors.watcher)
