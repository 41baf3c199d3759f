"""Two people write at one plan, one after the other: nothing is lost."""

import pytest

from jinlin.core.errors import NotNow
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Change
from jinlin.domains.projects.models import Line, Project, Stage
from jinlin.domains.projects.tests.cast import drafted, reviewing


def stage_change(stage, **wanted):
    seen = {name: getattr(stage, name) for name in ("title", "goal", "starts_on", "ends_on")}
    return Change("stage", {**seen, **wanted}, row=stage.pk, seen=seen)


def test_two_who_change_different_fields_of_one_row_both_stand(cast):
    project = drafted(cast)
    stage = Stage.objects.filter(project=project).first()
    mine, theirs = stage_change(stage, title="摸排"), stage_change(stage, goal="找30位")
    assert actions.write(project, [mine], actor=cast.actors.worker) == []
    assert actions.write(project, [theirs], actor=cast.actors.clerk) == []
    stage.refresh_from_db()
    assert (stage.title, stage.goal) == ("摸排", "找30位")


def test_two_who_change_one_field_the_second_is_kept_beside_and_can_be_taken(cast):
    project = drafted(cast)
    stage = Stage.objects.filter(project=project).first()
    mine, theirs = stage_change(stage, goal="找25位"), stage_change(stage, goal="找30位")
    actions.write(project, [mine], actor=cast.actors.worker)
    (aside,) = actions.write(project, [theirs], actor=cast.actors.clerk)
    stage.refresh_from_db()
    assert (stage.goal, aside.stands, aside.wanted) == ("找25位", "找25位", "找30位")
    aside = actions.settle(aside, is_taken=True, actor=cast.actors.worker)
    stage.refresh_from_db()
    assert (stage.goal, aside.stands) == ("找30位", "找25位")
    with pytest.raises(NotNow):
        actions.settle(aside, is_taken=False, actor=cast.actors.clerk)


def test_the_same_words_twice_are_no_crossing(cast):
    project = drafted(cast)
    stage = Stage.objects.filter(project=project).first()
    change = stage_change(stage, goal="找25位")
    actions.write(project, [change], actor=cast.actors.worker)
    assert actions.write(project, [change], actor=cast.actors.clerk) == []


def test_a_row_taken_out_meanwhile_keeps_what_the_other_wrote_on_it(cast):
    project = drafted(cast)
    stage = Stage.objects.filter(project=project).first()
    seen = stage_change(stage)
    gone = Change("stage", seen.values, row=stage.pk, seen=seen.seen, gone=True)
    late = stage_change(stage, goal="找30位")
    actions.write(project, [gone], actor=cast.actors.worker)
    kept = actions.write(project, [late], actor=cast.actors.clerk)
    assert [(each.field, each.wanted) for each in kept] == [("goal", "找30位")]


def test_a_row_somebody_works_on_is_not_taken_out_from_under_them(cast):
    project = drafted(cast)
    line = Line.objects.filter(project=project).first()
    seen = {"title": line.title, "amount": line.amount}
    more = Change("line", {**seen, "amount": 1500}, row=line.pk, seen=seen)
    gone = Change("line", seen, row=line.pk, seen=seen, gone=True)
    actions.write(project, [more], actor=cast.actors.worker)
    kept = actions.write(project, [gone], actor=cast.actors.clerk)
    line.refresh_from_db()
    assert (line.amount, [each.field for each in kept]) == (1500, ["gone"])


def test_a_plan_that_was_handed_in_is_fixed(cast):
    project = reviewing(cast)
    stage = Stage.objects.filter(project=project).first()
    with pytest.raises(NotNow):
        actions.write(project, [stage_change(stage, goal="改")], actor=cast.actors.worker)
    assert Project.objects.get().state == "reviewing"
