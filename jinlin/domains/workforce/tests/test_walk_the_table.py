"""Every move of an application in every state by everybody, against a table written by hand from
the README.
"""

from datetime import timedelta

import pytest

from jinlin.core.actor import ANONYMOUS, SYSTEM
from jinlin.core.tests.tables import (
    ends,
    expected_buttons,
    expected_ends,
    shape,
    shape_by_hand,
)
from jinlin.core.tests.walking import may_make
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.lifecycle import LIFECYCLE, State
from jinlin.domains.workforce.models import Application, Policy
from jinlin.domains.workforce.permissions import RULES
from jinlin.domains.workforce.tests.cast import policy, registered
from jinlin.domains.workforce.tests.conftest import NOON

REGISTRARS = {"registrar", "second_registrar", "prefecture", "house"}
EVERYBODY = {
    *("registrar", "second_registrar", "prefecture", "lead", "officer", "hospital", "school"),
    *("clerk", "other_registrar", "abroad_registrar", "system_admin", "security_admin"),
    *("audit_admin", "worker", "stranger", "anonymous", "house"),
}
S = State
FIRST, SECOND = {"registrar"}, {"lead"}  # who reviewed first and second in this cast


def moves(state, *, above=frozenset({"lead"}), applicant="worker"):
    """`above`: who makes the second review by the policy. Who reviewed does not review again, nor
    say that an objection to it is not justified.
    """
    passed = {S.REVIEWED, S.APPROVED, S.ON_NOTICE, S.OBJECTED, S.AWARDED, S.REVOKED}
    reviewed = FIRST if state in passed else set()
    twice = reviewed | SECOND if state in passed - {S.REVIEWED} else reviewed
    second = (above | {"house"}) - reviewed
    told_by = REGISTRARS | {applicant}
    return {  # open in, becomes, who may
        "check": ({S.APPLIED}, S.CHECKED, REGISTRARS),
        "ask_back": ({S.APPLIED}, S.ASKED, REGISTRARS),
        "answer_back": ({S.ASKED}, S.APPLIED, told_by),
        "review": ({S.CHECKED}, S.REVIEWED, REGISTRARS | {"lead"}),
        "approve": ({S.REVIEWED}, S.APPROVED, second),
        "publish": ({S.APPROVED}, S.ON_NOTICE, REGISTRARS),
        "object_to": ({S.ON_NOTICE}, S.OBJECTED, REGISTRARS),
        "overrule": ({S.OBJECTED}, S.ON_NOTICE, REGISTRARS - twice),
        "uphold": ({S.OBJECTED}, S.REFUSED, REGISTRARS),
        "award": ({S.ON_NOTICE}, S.AWARDED, {"house"}),
        "refuse": (
            {S.APPLIED, S.CHECKED, S.REVIEWED, S.APPROVED},
            S.REFUSED,
            REGISTRARS | {"lead"},
        ),
        "withdraw": (
            {S.APPLIED, S.ASKED, S.CHECKED, S.REVIEWED, S.APPROVED},
            S.WITHDRAWN,
            told_by,
        ),
        "revoke": ({S.AWARDED}, S.REVOKED, (REGISTRARS | {"lead"}) - twice),
    }


def applied(cast, **terms):
    given = policy(1, **terms)
    one = registered(cast, user=cast.users.worker)
    return actions.apply(
        one.qualifications.get(),
        policy=given,
        account="622202123456789012",
        actor=cast.actors.worker,
    )


def asked_back(cast):
    return actions.ask_back(applied(cast), question="哪一年", actor=cast.actors.registrar)


def checked(cast, **terms):
    return actions.check(applied(cast, **terms), actor=cast.actors.registrar)


def reviewed(cast, **terms):
    return actions.review(checked(cast, **terms), actor=cast.actors.registrar)


def approved(cast):
    return actions.approve(reviewed(cast), actor=cast.actors.lead)


def on_notice(cast):
    return actions.publish(approved(cast), actor=cast.actors.second_registrar)


def objected(cast):
    return actions.object_to(
        on_notice(cast), objection="已在外县领过", actor=cast.actors.second_registrar
    )


def awarded(cast):
    row = on_notice(cast)
    with clock.set_to(NOON + timedelta(days=20)):
        actions.award(row)
    return now_of(row)


def refused(cast):
    return actions.refuse(applied(cast), reason="不符合", actor=cast.actors.registrar)


def withdrawn(cast):
    return actions.withdraw(applied(cast), actor=cast.actors.worker)


def revoked(cast):
    return actions.revoke(awarded(cast), reason="证书不实", actor=cast.actors.second_registrar)


STAGES = {
    S.APPLIED: applied,
    S.ASKED: asked_back,
    S.CHECKED: checked,
    S.REVIEWED: reviewed,
    S.APPROVED: approved,
    S.ON_NOTICE: on_notice,
    S.OBJECTED: objected,
    S.AWARDED: awarded,
    S.REFUSED: refused,
    S.WITHDRAWN: withdrawn,
    S.REVOKED: revoked,
}
VERBS = {
    "check": lambda row, actor: actions.check(row, actor=actor),
    "ask_back": lambda row, actor: actions.ask_back(row, question="哪一年", actor=actor),
    "answer_back": lambda row, actor: actions.answer_back(row, note="二〇二二年", actor=actor),
    "review": lambda row, actor: actions.review(row, actor=actor),
    "approve": lambda row, actor: actions.approve(row, actor=actor),
    "publish": lambda row, actor: actions.publish(row, actor=actor),
    "object_to": lambda row, actor: actions.object_to(row, objection="领过", actor=actor),
    "overrule": lambda row, actor: actions.overrule(row, reason="查无此事", actor=actor),
    "uphold": lambda row, actor: actions.uphold(row, reason="属实", actor=actor),
    "refuse": lambda row, actor: actions.refuse(row, reason="不符合", actor=actor),
    "withdraw": lambda row, actor: actions.withdraw(row, actor=actor),
    "revoke": lambda row, actor: actions.revoke(row, reason="证书不实", actor=actor),
}


def now_of(row):
    return Application.objects.get(pk=row.pk)


def everybody(cast):
    named = {**vars(cast.actors), "anonymous": ANONYMOUS, "house": SYSTEM}
    assert set(named) == EVERYBODY
    return named


def walk(row, table, callers):
    """What everybody finds, and what comes of it, for this row."""
    assert may_make(RULES, row, callers) == expected_buttons(table, row.state, callers)
    assert ends(row, VERBS, callers) == expected_ends(table, row.state, VERBS, callers)


def test_the_table_has_exactly_these_moves_and_states():
    assert shape(LIFECYCLE) == shape_by_hand(moves(S.APPLIED))
    assert set(STAGES) == set(S)


@pytest.mark.parametrize("state", S)
def test_an_application_moves_for_whoever_may_and_for_nobody_else(cast, state):
    row = now_of(STAGES[state](cast))
    walk(row, moves(state), everybody(cast))


def test_by_a_policy_of_the_prefecture_only_its_registrar_reviews_a_second_time(cast):
    row = now_of(reviewed(cast, second_level=Policy.Second.PREFECTURE))
    walk(row, moves(S.REVIEWED, above=frozenset({"prefecture"})), everybody(cast))


@pytest.mark.parametrize("state", S)
def test_a_registrar_decides_nothing_about_their_own(cast, state):
    """The second registrar is the applicant: what is left is what every applicant may."""
    row = STAGES[state](cast)
    person = row.professional.person
    person.user = cast.users.second_registrar
    person.save(update_fields=["user"])
    own = {"answer_back", "withdraw"}
    table = {
        move: (sources, to, who if move in own else who - {"second_registrar"})
        for move, (sources, to, who) in moves(state, applicant="second_registrar").items()
    }
    walk(now_of(row), table, everybody(cast))


def test_the_house_awards_once_the_notice_is_over(cast):
    row, verb = on_notice(cast), {"award": lambda each, _house: actions.award(each)}
    assert ends(row, verb, {"house": SYSTEM}) == {("award", "house"): 409}
    with clock.set_to(NOON + timedelta(days=20)):
        assert ends(row, verb, {"house": SYSTEM}) == {("award", "house"): S.AWARDED}
