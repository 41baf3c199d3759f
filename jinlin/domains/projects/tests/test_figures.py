"""What do the figures of projects and tasks count?"""

from datetime import timedelta

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.measures import MEASURES
from jinlin.domains.projects.tests.cast import (
    VERDICT,
    approved,
    done,
    drafted,
    finished,
    listed,
    released,
    spent,
    under_way,
    working,
)

FIGURES = {measure.key: measure for measure in MEASURES}


def value(key, day=None, place="350526"):
    figure = answer(FIGURES[f"projects.{key}"], Window(place, day or clock.today()))
    return figure.numerator, figure.denominator


def test_a_project_counts_from_the_day_it_was_approved(cast):
    drafted(cast, title="还在写")
    approved(cast)
    assert value("service_projects") == (1, 1)
    assert value("service_projects", clock.today() - timedelta(days=1)) == (0, 0)
    assert value("service_projects", place="350526101") == (0, 0)


def test_money_counts_once_it_is_booked_and_no_more_when_taken_back(cast):
    project = working(cast)
    spent(cast, project, 100, shares=(60, 40))
    row = spent(cast, project, 50)
    asked = spent(cast, project, 5000, reason="涨价")
    assert value("funds") == (150, 2)
    actions.take_back(row, reason="记错了", actor=cast.actors.worker)
    actions.approve_beyond(asked, actor=cast.actors.approver)
    assert value("funds") == (5100, 2)


def test_projects_judged_at_mid_term_and_at_the_end_count_once(cast):
    released(cast)
    failed = {**vars(VERDICT), "grade": "failed"}
    project = finished(cast, title="另一个")
    actions.evaluate(project, verdict=type(VERDICT)(**failed), actor=cast.actors.approver)
    assert value("passed_rate") == (1, 2)


def test_tasks_and_milestones_count_by_their_days(cast):
    task = done(cast)
    under_way(cast)
    day = task.due_on
    assert value("tasks_done_rate", day - timedelta(days=1)) == (0, 0)
    assert value("tasks_done_rate", day) == (1, 2)
    assert value("milestones_rate", day) == (1, 2)
    actions.drop(listed(cast), reason="合并", actor=cast.actors.lead)
    assert value("tasks_done_rate", day) == (1, 2)


def test_what_residents_say_counts_once_for_each(cast):
    project = released(cast)
    user, actor = cast.users.resident, cast.actors.resident
    for is_fine in (False, True):
        actions.say(project, is_fine=is_fine, user=user, actor=actor)
    assert value("fine_rate") == (1, 1)
