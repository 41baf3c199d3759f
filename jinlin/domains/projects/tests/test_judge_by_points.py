"""Points for each thing that the county looks at give the grade; nobody chooses it."""

import pytest

from jinlin.core.errors import Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Verdict
from jinlin.domains.projects.deadlines import grade_of
from jinlin.domains.projects.models import Aspect, EvaluationPoint, ProjectRule
from jinlin.domains.projects.models.reference import USUAL_POINTS
from jinlin.domains.projects.tests import cast as play
from jinlin.ground.accounts.tests.county import COUNTY, at_desk

WORDS = {"carried_out": "按计划开展。", "reached": "基本达到。", "money": "专款专用。"}
FULL = {code: most for code, _aspect, _name, most in USUAL_POINTS}


standing_cast, cast = once_a_file(play.cast_of_projects)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("given", "most", "grade"),
    [
        (90, 100, "excellent"),
        (89, 100, "good"),
        (80, 100, "good"),
        (79, 100, "passed"),
        (60, 100, "passed"),
        (59, 100, "failed"),
        (0, 100, "failed"),
        (45, 50, "excellent"),
        (44, 50, "good"),
    ],
)
def test_worked_cases(given, most, grade):
    assert grade_of(given, most, excellent=90, good=80, passed=60) == grade


@pytest.mark.one_engine
def test_the_usual_points_look_at_every_aspect_and_come_to_a_hundred():
    assert sum(FULL.values()) == 100
    assert {aspect for _code, aspect, _name, _most in USUAL_POINTS} == set(Aspect)


def test_the_grade_is_that_of_the_points_and_each_is_kept(cast):
    points = {**FULL, "goals": 5, "content": 5}  # 85 of 100
    verdict = Verdict(grade="excellent", **WORDS, points=points)
    project = actions.judge_midway(play.working(cast), verdict=verdict, actor=cast.actors.approver)
    found = project.evaluations.get()
    assert (found.grade, found.points_given, found.points_most) == ("good", 85, 100)
    assert {each["code"]: each["given"] for each in found.points} == points


@pytest.mark.parametrize("wrong", [{"goals": 16}, {"goals": -1}, {"goals": None}])
def test_points_beyond_what_the_form_allows_are_refused(cast, wrong):
    points = {**FULL, **wrong}
    if points["goals"] is None:
        del points["goals"]
    with pytest.raises(Unusable):
        actions.judge_midway(
            play.working(cast),
            verdict=Verdict("", **WORDS, points=points),
            actor=cast.actors.approver,
        )


def test_the_county_s_own_form_and_percents_hold_from_their_day_on(cast):
    EvaluationPoint.objects.create(county=COUNTY, code="own", aspect="effect", name="成效", most=50)
    ProjectRule.objects.create(county=COUNTY, valid_from=clock.today(), excellent_from=95)
    verdict = Verdict("", **WORDS, points={"own": 46})
    project = actions.judge_midway(play.working(cast), verdict=verdict, actor=cast.actors.approver)
    assert project.evaluations.get().grade == "good"  # 92 percent


@pytest.mark.one_engine
def test_the_page_asks_for_each_point_and_the_project_shows_them(cast):
    project, client = play.working(cast), at_desk(cast.users.approver)
    address = f"/desk/projects/{project.pk}/judge_midway/"
    fields = client.get(address).context["attempt"].form.fields
    assert [name for name in fields if name.startswith("point-")] == [f"point-{c}" for c in FULL]
    said = {f"point-{code}": str(most) for code, most in FULL.items()}
    form = client.get(address).context["attempt"].form
    sent = {name: form[name].value() for name in ("key", "version")} | {**WORDS, **said}
    assert client.post(address, {**sent, "point-goals": "16"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    page = client.get(f"/desk/projects/{project.pk}/").content.decode()
    assert "指标达到目标" in page
    assert project.evaluations.get().grade == "excellent"
