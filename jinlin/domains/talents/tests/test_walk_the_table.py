"""Every move in every state by everybody, against a table written by hand."""

import pytest
from django.db import transaction

from jinlin.core.tests.walking import buttons, may_make
from jinlin.domains.talents import lifecycle, lifecycle_of_help
from jinlin.domains.talents.moves import KINDS
from jinlin.domains.talents.tests import cast as c

K = {"clerk", "second_clerk", "lead", "community_lead"}  # who keep the place
L = {"lead", "community_lead"}
ME = {"craftsman"}
# kind -> state -> move -> who finds it open, beside nobody else
OPEN = {
    "talent": {
        "nominated": {"take_in": K, "turn_down": K, "describe": K | ME, "leave": K | ME},
        "listed": {"describe": K | ME, "rest": K | ME, "leave": K | ME},
        "resting": {"describe": K | ME, "come_back": K | ME, "leave": K | ME},
        "declined": {},
        "left": {"come_back": K | ME},
    },
    "application": {
        "applied": {"ask_back": K, "convene": L, "refuse": K, "take_back": K | ME},
        "asked": {"answer_back": K | ME, "refuse": K, "take_back": K | ME},
        "on_panel": {"add_assessor": L, "publish": L, "take_back": K | ME},
        "on_notice": {},
        "certified": {},
        "refused": {},
        "withdrawn": {},
    },
    "certificate": {
        "held": {"review": K, "suspend": L, "withdraw": L},
        "suspended": {"reinstate": L, "withdraw": L},
        "expired": {},
        "withdrawn": {},
    },
    "pair": {
        "proposed": {"agree": K | ME, "end": K | ME | {"neighbour"}},
        "running": {
            "meet": K | ME | {"neighbour"},
            "plan": K | ME | {"neighbour"},
            "reach": K | ME | {"neighbour"},
            "complete": K | ME,
            "end": K | ME | {"neighbour"},
        },
        "completed": {},
        "ended": {},
    },
    "help": {
        "asked": {"accept": ME, "decline": ME, "call_off": K | {"resident"}},
        "accepted": {
            "give_up": ME,
            "finish": ME,
            "tell": K | {"resident"},
            "call_off": K | {"resident"},
        },
        "done": {"tell": K | {"resident"}},
        "told": {"record": K},
        "recorded": {},
        "declined": {},
        "withdrawn": {},
        "lapsed": {},
    },
}
STATES = {
    "talent": (lifecycle.TalentState, c.TALENT_IN_STATE),
    "application": (lifecycle.State, c.IN_STATE),
    "certificate": (lifecycle.CertificateState, c.CERTIFICATE_IN_STATE),
    "pair": (lifecycle_of_help.PairState, c.PAIR_IN_STATE),
    "help": (lifecycle_of_help.HelpState, c.HELP_IN_STATE),
}
CASES = [(kind, state) for kind, states in OPEN.items() for state in states]


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_whoever_may_finds_the_moves_of_a_state_and_nobody_else_any(cast, kind, state):
    rules, forms, _story = KINDS[kind]
    with transaction.atomic():
        row = STATES[kind][1][state](cast)
        found = buttons(rules, row, vars(cast.actors))
        answers = may_make(rules, row, vars(cast.actors), forms)
        transaction.set_rollback(True)
    table = OPEN[kind][state]
    expected = {
        name: {move for move, who in table.items() if name in who} for name in vars(cast.actors)
    }
    assert found == expected
    assert answers == {name: moves & set(forms) for name, moves in expected.items()}


def test_the_table_names_every_state_and_every_move_by_hand():
    assert {kind: set(OPEN[kind]) for kind in OPEN} == {
        kind: {str(state) for state in states} for kind, (states, _tell) in STATES.items()
    }
    by_hand = {
        kind: {name for name, move in rules.lifecycle.moves.items() if move.by_hand}
        for kind, (rules, _forms, _story) in KINDS.items()
    }
    assert {kind: set(forms) for kind, (_rules, forms, _story) in KINDS.items()} == by_hand
