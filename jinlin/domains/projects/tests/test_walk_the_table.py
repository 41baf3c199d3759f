"""Every move in every state by everybody, against tables written by hand."""

import pytest
from django.db import transaction

from jinlin.core.tests.walking import answer_of, buttons
from jinlin.domains.projects.forms.moves import FORMS, TASK_FORMS
from jinlin.domains.projects.lifecycle import LIFECYCLE, TASK_LIFECYCLE, State, TaskState
from jinlin.domains.projects.permissions import MAY, RULES, TASK_MAY, TASK_RULES
from jinlin.domains.projects.tests.cast import (
    IN_STATE,
    TASK_IN_STATE,
    VERDICT,
    cast_of_projects,
    in_days,
    now_of,
)

OPEN = {
    "drafting": {"apply"},
    "reviewing": {"recommend", "send_back", "turn_down"},
    "deciding": {"send_back", "approve", "turn_down"},
    "approved": {"begin", "stop"},
    "working": {"judge_midway", "stop"},
    "midway": {"finish", "stop"},
    "finished": {"evaluate", "ask_more"},
    "evaluated": {"release"},
    "turned_down": set(),
    "stopped": set(),
}
OWN = {"apply", "begin", "finish"}
ABOVE = {"recommend", "send_back"}
# who may what, whatever the state. The lead recommended what waits for approval, so the approver
# decides; the lead looks after the place and could write it too.
MOVES = {
    "worker": OWN,
    "clerk": OWN,
    "second_clerk": OWN,
    "lead": OWN | ABOVE | {"release", "withhold"},
    "approver": set(MAY) - OWN,
    "second_approver": set(MAY) - OWN,
}
TASK_OPEN = {
    "open": {"take_on", "press", "postpone", "hand_over", "drop"},
    "working": {"report_done", "press", "postpone", "hand_over", "drop"},
    "judging": {"judge_done", "judge_open"},
    "done": set(),
    "dropped": set(),
}
JUDGES = {"judge_done", "judge_open", "press", "postpone", "hand_over", "drop"}
TASK_MOVES = {
    "handler": {"take_on", "report_done", "answer"},
    "lead": JUDGES,
    "approver": JUDGES,
    "second_approver": JUDGES,
    "supervisor": {"press"},
}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The cast; each test tells a row in the state that it asks for, and undoes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast_of_projects()
        transaction.set_rollback(True)


@pytest.fixture
def row(house, request, db):
    table, state = request.param
    return table[state](house)


@pytest.mark.parametrize("row", [(IN_STATE, state) for state in IN_STATE], indirect=True)
def test_whoever_may_finds_the_moves_of_a_projects_state_and_nobody_else_any(house, row):
    found = buttons(RULES, row, vars(house.actors))
    assert found == {name: OPEN[row.state] & MOVES.get(name, set()) for name in found}


@pytest.mark.parametrize("row", [(TASK_IN_STATE, state) for state in TASK_IN_STATE], indirect=True)
def test_whoever_may_finds_the_moves_of_a_tasks_state_and_nobody_else_any(house, row):
    found = buttons(TASK_RULES, row, vars(house.actors))
    assert found == {name: TASK_OPEN[row.state] & TASK_MOVES.get(name, set()) for name in found}


@pytest.mark.parametrize("row", [(IN_STATE, state) for state in IN_STATE], indirect=True)
def test_each_verb_of_a_project_refuses_what_is_not_open_and_whoever_may_not(house, row):
    who = {name: "worker" if name in OWN else "second_approver" for name in FORMS}
    assert _walked(house, row, FORMS, who) == _expected(FORMS, who, OPEN[row.state])


@pytest.mark.parametrize("row", [(TASK_IN_STATE, state) for state in TASK_IN_STATE], indirect=True)
def test_each_verb_of_a_task_refuses_what_is_not_open_and_whoever_may_not(house, row):
    who = {name: "handler" if name in TASK_MOVES["handler"] else "lead" for name in TASK_FORMS}
    assert _walked(house, row, TASK_FORMS, who) == _expected(TASK_FORMS, who, TASK_OPEN[row.state])


def test_the_tables_name_every_move_and_state():
    assert set(OPEN) == {str(state) for state in State}
    assert set(TASK_OPEN) == {str(state) for state in TaskState}
    assert set(MAY) == set(LIFECYCLE.moves) == set(FORMS)
    assert set(TASK_MAY) == set(TASK_LIFECYCLE.moves) == set(TASK_FORMS)


def _walked(house, row, forms, who):
    answers = {}
    for name, (_form, verb) in forms.items():
        for actor in (who[name], "other_clerk"):
            by = getattr(house.actors, actor)
            answers[name, actor] = answer_of(verb, now_of(row), actor=by, **_arguments(name, house))
    return answers


def _expected(forms, who, is_open):
    return {
        (name, actor): 403 if actor == "other_clerk" else 200 if name in is_open else 409
        for name in forms
        for actor in (who[name], "other_clerk")
    }


def _arguments(name, house):
    reason = {"reason": "再想想"}
    return {
        **dict.fromkeys(("send_back", "turn_down", "ask_more", "withhold", "stop"), reason),
        **dict.fromkeys(("judge_open", "drop"), reason),
        **{name: {"verdict": VERDICT} for name in ("judge_midway", "evaluate")},
        "finish": {"results": "都做完了"},
        "report_done": {"evidence": "总结已报"},
        "press": {"question": "进展如何？"},
        "answer": {"answer": "正在办"},
        "postpone": {"due_on": in_days(90), **reason},
        "hand_over": {"unit": house.units.agency, **reason},
    }.get(name, {})
