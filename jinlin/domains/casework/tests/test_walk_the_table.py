"""Every move in every state by everybody, against a table written by hand."""

from datetime import timedelta

import pytest

from jinlin.core.tests.walking import answer_of
from jinlin.core.time import clock
from jinlin.domains.casework.actions import Closing
from jinlin.domains.casework.forms.moves import FORMS
from jinlin.domains.casework.lifecycle import LIFECYCLE, State
from jinlin.domains.casework.permissions import MAY, RULES
from jinlin.domains.casework.tests.cast import IN_STATE, now_of

# What is open when the row is as its cast made it: who has the button.
BUTTONS = {
    "intake": {"worker": {"decline"}, "watcher": {"decline", "seal"}},
    "working": {"worker": {"move_on"}, "watcher": {"seal"}},
    "reviewing": {"worker": set(), "watcher": {"close", "send_back", "seal"}},
    "closed": {"worker": {"follow_up"}, "watcher": {"reopen", "seal"}},
    "declined": {"worker": set(), "watcher": {"seal"}},
    "destroyed": {"worker": set(), "watcher": set()},
}
NOBODY = {
    *("clerk", "second_clerk", "lead", "handler", "supervisor", "town_outsider"),
    *("county_outsider", "system_admin", "security_admin", "audit_admin"),
    *("resident", "neighbour", "colleague", "other_worker", "other_watcher"),
}


@pytest.fixture
def case(cast, request):
    return IN_STATE[request.param](cast)


@pytest.mark.parametrize("case", IN_STATE, indirect=True)
def test_only_the_team_finds_the_moves_of_its_state(cast, case):
    case = now_of(case)
    found = {
        name: {move.name for move in RULES.open_to(actor, case)}
        for name, actor in vars(cast.actors).items()
    }
    assert found == {**{name: set() for name in NOBODY}, **BUTTONS[case.state]}


@pytest.mark.parametrize("case", IN_STATE, indirect=True)
def test_each_verb_refuses_what_is_not_open_and_whoever_may_not(cast, case):
    answers = {
        (name, who): answer_of(
            verb, now_of(case), actor=getattr(cast.actors, who), **_arguments(name)
        )
        for name, (_form, verb) in FORMS.items()
        for who in ("worker", "watcher", "other_watcher", "lead", "system_admin")
    }
    team = {
        (name, who): _expected(case.state, name, who)
        for name in FORMS
        for who in ("worker", "watcher")
    }
    others = {
        (name, who): 403 for name in FORMS for who in ("other_watcher", "lead", "system_admin")
    }
    assert answers == {**team, **others}


def test_the_table_names_every_move_and_state():
    assert set(BUTTONS) == {str(state) for state in State}
    assert set(MAY) == set(LIFECYCLE.moves) == set(FORMS)


WORKERS = {"take_on", "decline", "move_on", "step_back", "ask_to_close", "follow_up"}
WATCHERS = {"decline", "close", "send_back", "reopen", "seal", "destroy"}


def _expected(state, name, who):
    if name not in (WORKERS if who == "worker" else WATCHERS):
        return 403
    return 200 if name in BUTTONS[state][who] else 409


def _arguments(name):
    why = {"reason": "说明"}
    return {
        "decline": why,
        "step_back": {"phase": 0, **why},
        "ask_to_close": {"closing": Closing("reached", "好多了")},
        "send_back": why,
        "reopen": why,
        "follow_up": {"how": "都好", "next_on": clock.today() + timedelta(days=30)},
    }.get(name, {})
