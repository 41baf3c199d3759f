"""Every move in every state by everybody, against a table written by hand."""

import pytest
from django.db import transaction

from jinlin.core.tests.walking import answer_of, buttons
from jinlin.domains.pacts.forms.moves import FORMS
from jinlin.domains.pacts.lifecycle import LIFECYCLE, State
from jinlin.domains.pacts.permissions import MAY, RULES
from jinlin.domains.pacts.tests.cast import IN_STATE, cast_of_pacts, now_of

OPEN = {
    "drafting": {"publish", "drop"},
    "commenting": {"consolidate", "drop"},
    "consolidating": {"ask_again", "put_to_vote", "drop"},
    "voting": {"adopt", "turn_down", "drop"},
    "in_force": {"amend", "review", "repeal"},
    "repealed": {"draft_anew"},
    "dropped": {"draft_anew"},
}
LEADS = {"adopt", "turn_down", "repeal"}
KEEPERS = {"clerk", "second_clerk", "lead", "community_lead"}
NOBODY = {
    *("handler", "supervisor", "other_clerk", "town_outsider", "county_outsider"),
    *("system_admin", "security_admin", "audit_admin", "resident", "neighbour"),
}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The cast with a pact in the state that is asked for: each is told once and rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast_of_pacts()
        transaction.set_rollback(True)


@pytest.fixture
def pact(house, request, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield IN_STATE[request.param](house)
        transaction.set_rollback(True)


@pytest.mark.parametrize("pact", IN_STATE, indirect=True)
def test_whoever_may_finds_the_moves_of_its_state_and_nobody_else_any(house, pact):
    found = buttons(RULES, pact, vars(house.actors))
    keepers = OPEN[pact.state]
    leads = {"lead", "community_lead"}
    expected = {name: keepers if name in leads else keepers - LEADS for name in KEEPERS}
    assert found == {**{name: set() for name in NOBODY}, **expected}


@pytest.mark.parametrize("pact", IN_STATE, indirect=True)
def test_each_verb_refuses_what_is_not_open_and_whoever_may_not(house, pact):
    answers = {}
    for name, (_form, verb) in FORMS.items():
        for who in ("community_lead", "other_clerk"):
            actor = getattr(house.actors, who)
            answers[name, who] = answer_of(verb, now_of(pact), actor=actor, **_arguments(name))
    expected = {
        (name, who): 403 if who == "other_clerk" else 200 if name in OPEN[pact.state] else 409
        for name in FORMS
        for who in ("community_lead", "other_clerk")
    }
    assert answers == expected


def test_the_table_names_every_move_and_state():
    assert set(OPEN) == {str(state) for state in State}
    assert set(MAY) == set(LIFECYCLE.moves) == set(FORMS)


def _arguments(name):
    from datetime import timedelta

    from jinlin.core.time import clock
    from jinlin.domains.pacts.tests.cast import CARRIED, LOST

    later = clock.today() + timedelta(days=10)
    return {
        "publish": {"until": later},
        "ask_again": {"until": later},
        "put_to_vote": {"meets_on": later, "where": "活动室"},
        "adopt": {"tally": CARRIED, "since": later},
        "turn_down": {"tally": LOST},
        "repeal": {"tally": CARRIED, "since": later},
        "review": {"note": "都好"},
        "drop": {"reason": "不定了"},
        "keep_old": {"reason": "不改了"},
    }.get(name, {})
