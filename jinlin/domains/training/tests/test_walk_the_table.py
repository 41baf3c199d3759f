"""Every move of a class and of an introduction, in every state, by everybody, against a table
written by hand.
"""

import pytest
from django.db import transaction

from jinlin.core.tests.walking import answer_of, buttons
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Reply
from jinlin.domains.training.forms.moves import FORMS, INTRODUCTION_FORMS
from jinlin.domains.training.lifecycle import (
    INTRODUCTION_LIFECYCLE,
    LIFECYCLE,
    IntroductionState,
    State,
)
from jinlin.domains.training.permissions import (
    INTRODUCTION_MAY,
    INTRODUCTION_RULES,
    MAY,
    RULES,
)
from jinlin.domains.training.tests.cast import (
    AFTER,
    FRIDAY,
    MONDAY,
    agreed,
    announced,
    asked_party,
    at,
    cast_of_dehua,
    course,
    finished,
    introduced,
    now_of,
    running,
    slot,
)

pytestmark = pytest.mark.django_db
EVERYBODY = {
    *("clerk", "second_clerk", "lead", "organiser", "teacher", "registrar", "supervisor"),
    *("school_partner", "school_clerk", "employer", "handler", "town_outsider", "county_outsider"),
    *("system_admin", "security_admin", "audit_admin", "resident", "neighbour"),
}
HOSTS = {"clerk", "second_clerk", "lead", "organiser"}
OF_TEACHER = {"begin", "finish"}
# state and what it lacks -> when it is looked at, and which moves are open to those who run it
TABLE = {
    "proposed, one has not answered": ((12, MONDAY), {"cancel"}),
    "proposed, all agree": ((12, MONDAY), {"agree", "cancel"}),
    "agreed, no timetable": ((12, MONDAY), {"cancel"}),
    "agreed, with a timetable": ((14, MONDAY), {"announce", "cancel"}),
    "agreed, the first lesson is over": ((12, FRIDAY), {"cancel"}),
    "announced, days ahead": ((14, MONDAY), {"cancel"}),
    "announced, on its morning": ((8, FRIDAY), {"begin", "cancel"}),
    "running, no lesson closed": ((12, FRIDAY), {"cancel"}),
    "running, all lessons closed": ((9, AFTER), {"finish", "cancel"}),
    "finished": ((9, AFTER), set()),
    "cancelled": ((12, MONDAY), set()),
}
# state -> what is open to the person, to staff of the place, to the enterprise
INTRODUCTIONS = {
    "proposed": ({"agree", "decline", "withdraw"}, {"withdraw"}, set()),
    "sent": ({"hire", "withdraw"}, {"hire", "turn_down", "withdraw"}, {"hire", "turn_down"}),
    "hired": (set(), {"take_back"}, {"take_back"}),  # not the person: the employer confirmed it
    "turned_down": (set(), set(), set()),
    "declined": (set(), set(), set()),
    "withdrawn": (set(), set(), set()),
}


def all_answered(cast, row):
    party = asked_party(cast, row)
    with at(11):
        actions.answer(party, Reply("yes", MONDAY), actor=cast.actors.school_partner)
    return now_of(row)


def timetabled(cast, row):
    with at(13):
        actions.add_lesson(row, slot(cast), actor=cast.actors.organiser)
    return now_of(row)


def closed(cast, row):
    for lesson in row.lessons.order_by("starts_at"):
        with at(12, day=lesson.on):
            actions.close_lesson(lesson, actor=cast.actors.teacher)
    return now_of(row)


def proposed(cast, **more):
    row = course(cast, **more)
    asked_party(cast, row)
    return now_of(row)


def cancelled(cast, **more):
    with at(11):
        return actions.cancel(course(cast, **more), reason="停电", actor=cast.actors.organiser)


MADE = {
    "proposed, one has not answered": proposed,
    "proposed, all agree": lambda cast, **more: all_answered(cast, course(cast, **more)),
    "agreed, no timetable": agreed,
    "agreed, with a timetable": lambda cast, **more: timetabled(cast, agreed(cast, **more)),
    "agreed, the first lesson is over": lambda cast, **more: timetabled(cast, agreed(cast, **more)),
    "announced, days ahead": announced,
    "announced, on its morning": announced,
    "running, no lesson closed": running,
    "running, all lessons closed": lambda cast, **more: closed(cast, running(cast, **more)),
    "finished": finished,
    "cancelled": cancelled,
}
PREPARING = {"kind": "preparation", "exam_year": 2025, "exam_level": 1}


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield cast_of_dehua()
        transaction.set_rollback(True)


@pytest.fixture
def standing(house, django_db_blocker):
    """What a test makes is gone after it; the cast stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield house
        transaction.set_rollback(True)


def open_to(house, rules, row):
    return buttons(rules, row, vars(house.actors))


@pytest.mark.parametrize("state", TABLE)
def test_whoever_may_finds_the_moves_of_a_class_and_nobody_else_any(standing, state):
    (hour, day), moves = TABLE[state]
    row = MADE[state](standing)
    has_lessons = row.lessons.exists()
    with at(hour, day=day):
        found = open_to(standing, RULES, now_of(row))
    expected = {name: set() for name in EVERYBODY} | dict.fromkeys(HOSTS, moves)
    expected["teacher"] = moves & OF_TEACHER if has_lessons else set()
    assert found == expected


@pytest.mark.parametrize("state", ["proposed, all agree", "announced, on its morning"])
def test_the_registrar_runs_the_classes_of_social_workers_and_no_others(standing, state):
    (hour, day), moves = TABLE[state]
    row = MADE[state](standing, **PREPARING)
    with at(hour, day=day):
        found = open_to(standing, RULES, now_of(row))
    assert {name for name, names in found.items() if names == moves} >= {*HOSTS, "registrar"}


@pytest.mark.parametrize("state", TABLE)
def test_each_verb_of_a_class_refuses_what_is_not_open_and_whoever_may_not(standing, state):
    (hour, day), moves = TABLE[state]
    row, answers = MADE[state](standing), {}
    with at(hour, day=day):
        for name, (_form, verb) in FORMS.items():
            told = {"reason": "停电"} if name == "cancel" else {}
            for who in ("organiser", "town_outsider"):
                actor = getattr(standing.actors, who)
                answers[name, who] = answer_of(verb, now_of(row), actor=actor, **told)
    assert answers == {
        (name, who): 403 if who == "town_outsider" else 200 if name in moves else 409
        for name in FORMS
        for who in ("organiser", "town_outsider")
    }


def moved(cast, state):
    row, actors = introduced(cast), cast.actors
    with at(11, day=AFTER):
        if state == "declined":
            return actions.decline_introduction(row, actor=actors.resident)
        if state == "withdrawn":
            return actions.withdraw_introduction(row, reason="不去了", actor=actors.lead)
        if state != "proposed":
            row = actions.agree_to_introduction(row, actor=actors.resident)
        if state == "hired":
            return actions.hire(row, since=AFTER, actor=actors.employer)
        if state == "turned_down":
            return actions.turn_down(row, reason="已招满", actor=actors.employer)
    return row


@pytest.mark.parametrize("state", INTRODUCTIONS)
def test_whoever_may_finds_the_moves_of_an_introduction_and_nobody_else_any(standing, state):
    row = moved(standing, state)
    person, staff, enterprise = INTRODUCTIONS[state]
    with at(12, day=AFTER):
        found = open_to(standing, INTRODUCTION_RULES, now_of(row))
    expected = {name: set() for name in EVERYBODY} | dict.fromkeys(HOSTS, staff)
    assert found == {**expected, "resident": person, "employer": enterprise}


@pytest.mark.parametrize("state", INTRODUCTIONS)
def test_each_verb_of_an_introduction_refuses_what_is_not_open(standing, state):
    row, answers = moved(standing, state), {}
    person, staff, enterprise = INTRODUCTIONS[state]
    told = {"hire": {"since": AFTER}, "turn_down": {"reason": "满"}, "withdraw": {"reason": "不去"}}
    told["take_back"] = {"reason": "记错了"}
    callers = {"resident": person, "lead": staff, "employer": enterprise, "neighbour": set()}
    with at(12, day=AFTER):
        for name, (_form, verb) in INTRODUCTION_FORMS.items():
            for who in callers:
                actor = getattr(standing.actors, who)
                answers[name, who] = answer_of(verb, now_of(row), actor=actor, **told.get(name, {}))
    expected = {
        (name, who): 200 if name in callers[who] else MAY_NOT[name].get(who, 409)
        for name in INTRODUCTION_FORMS
        for who in callers
    }
    if state == "hired":  # confirmed by the employer: no longer the person's own word
        expected["take_back", "resident"] = 403
    assert answers == expected


NOBODY_ELSE = {"neighbour": 403}
MAY_NOT = {
    "agree": {**NOBODY_ELSE, "lead": 403, "employer": 403},
    "decline": {**NOBODY_ELSE, "lead": 403, "employer": 403},
    "hire": NOBODY_ELSE,
    "take_back": NOBODY_ELSE,
    "turn_down": {**NOBODY_ELSE, "resident": 403},
    "withdraw": {**NOBODY_ELSE, "employer": 403},
}


def test_the_tables_name_every_move_and_state():
    assert {state.partition(",")[0] for state in TABLE} == {str(state) for state in State}
    assert set(INTRODUCTIONS) == {str(state) for state in IntroductionState}
    assert set(MAY) == set(LIFECYCLE.moves) == set(FORMS)
    assert set(INTRODUCTION_MAY) == set(INTRODUCTION_LIFECYCLE.moves) == set(INTRODUCTION_FORMS)
