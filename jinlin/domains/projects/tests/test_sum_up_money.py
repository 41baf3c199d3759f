"""By line, source, stage and activity: every sum comes to the total, whatever happened."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Change, Doing
from jinlin.domains.projects.models import Funder, Spending, SpendingState
from jinlin.domains.projects.queries.money import left_of, sums_of
from jinlin.domains.projects.tests.cast import bought, drafted, now_of, spent, stages_of, working

WAYS = ("by_line", "by_source", "by_stage", "by_activity")
STEP = st.fixed_dictionaries(
    {
        "amount": st.integers(1, 900),
        "line": st.integers(0, 1),
        "shares": st.lists(st.integers(0, 900), max_size=2),
        "stage": st.sampled_from([None, 0, 1]),
        "activity": st.booleans(),
        "reason": st.sampled_from(["", "涨价"]),
        "then": st.sampled_from(["", "", "take_back", "approve", "refuse"]),
    }
)


def totals(project):
    sums = sums_of(project)
    return {way: sum(row.spent for row in getattr(sums, way)) for way in WAYS} | {
        "total": sums.total
    }


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=1, max_size=8))
def test_the_sums_of_every_way_are_the_total_under_random_histories(cast, steps):
    project = working(cast, title="随机")
    done = actions.hold(project, Doing("活动", clock.today()), actor=cast.actors.worker)
    booked = 0
    for step in steps:
        booked += _tell(cast, project, step, done)
    assert totals(project) == {**dict.fromkeys(WAYS, booked), "total": booked}


def _tell(cast, project, step, done):
    """How many yuan more are booked after it."""
    stage = None if step["stage"] is None else stages_of(project)[step["stage"]]
    activity = done if step["activity"] else None
    told = {name: step[name] for name in ("amount", "line", "shares", "reason")}
    try:
        row = spent(cast, project, stage=stage, activity=activity, **told)
    except Unusable:
        return 0
    if step["then"] == "take_back":
        actions.take_back(row, reason="记错了", actor=cast.actors.worker)
    elif step["then"] == "approve" and row.state == SpendingState.ASKED:
        actions.approve_beyond(row, actor=cast.actors.approver)
    elif step["then"] == "refuse" and row.state == SpendingState.ASKED:
        actions.refuse_beyond(row, reason="不行", actor=cast.actors.approver)
    return row.amount if now_of(row).state == SpendingState.BOOKED else 0


def test_what_has_no_source_stage_or_activity_stands_in_a_row_of_its_own(cast):
    project = working(cast)
    spent(cast, project, 100, shares=(60,))
    sums = sums_of(project)
    assert [(row.name, row.spent) for row in sums.by_source] == [
        ("县社工部", 60),
        ("白瓷厂", 0),
        ("来源未注明", 40),
    ]
    assert [(row.name, row.spent) for row in sums.by_stage][-1] == ("未归入阶段", 100)
    assert [(row.name, row.spent) for row in sums.by_activity] == [("未归入活动", 100)]


def test_several_funders_of_one_voucher_do_not_multiply_it(cast):
    project = working(cast)
    spent(cast, project, 100, shares=(70, 30))
    assert totals(project) == {**dict.fromkeys(WAYS, 100), "total": 100}


def test_sources_that_give_more_than_it_cost_are_refused(cast):
    with pytest.raises(Unusable, match="130元"):
        spent(cast, working(cast), 100, shares=(70, 60))


def test_spending_beyond_a_line_is_refused_and_what_is_left_is_said(cast):
    project = working(cast)
    spent(cast, project, 900)
    with pytest.raises(Unusable, match="还剩100元"):
        spent(cast, project, 101)
    assert spent(cast, project, 100).state == SpendingState.BOOKED


def test_spending_beyond_a_line_with_a_reason_waits_for_somebody_elses_name(cast):
    project = working(cast)
    row = spent(cast, project, 1300, reason="涨价")
    assert (row.state, row.beyond, sums_of(project).total) == ("asked", 300, 0)
    for who in ("worker", "clerk", "lead", "supervisor"):
        with pytest.raises(NotAllowed):
            actions.approve_beyond(row, actor=getattr(cast.actors, who))
    row = actions.approve_beyond(row, actor=cast.actors.approver)
    assert (row.state, row.decided_name, sums_of(project).total) == ("booked", "蒋审批", 1300)
    assert left_of(row.line) == -300
    with pytest.raises(NotNow):
        actions.refuse_beyond(row, reason="晚了", actor=cast.actors.second_approver)


def test_an_approver_in_the_team_approves_nothing_of_it(cast):
    from jinlin.domains.projects.actions import Joining

    project = working(cast)
    user = cast.users.approver
    actions.join(project, Joining("staff", user.name, user), actor=cast.actors.worker)
    row = spent(cast, project, 1300, reason="涨价")
    with pytest.raises(NotAllowed):
        actions.approve_beyond(row, actor=cast.actors.approver)


def test_a_voucher_or_the_reason_for_none_is_needed(cast):
    project = working(cast)
    with pytest.raises(Unusable, match="凭证"):
        actions.spend(project, bought(project, without_voucher=" "), actor=cast.actors.worker)


def test_nothing_is_spent_before_the_work_begins(cast):
    project = drafted(cast)
    with pytest.raises(NotNow):
        spent(cast, project)


def test_a_funder_that_gave_is_not_taken_out_of_a_plan(cast):
    project = working(cast)
    spent(cast, project, 100, shares=(60,))
    project.state = "drafting"
    project.save(update_fields=["state"])
    funder = Funder.objects.filter(project=project).first()
    seen = {"source": "fiscal", "name": "县社工部", "amount": 2000}
    with pytest.raises(NotNow, match="县社工部"):
        actions.write(
            project,
            [Change("funder", seen, row=funder.pk, seen=seen, gone=True)],
            actor=cast.actors.worker,
        )
    assert Spending.objects.count() == 1
