"""Can anybody judge, close, call back or take out of the count what they worked on themselves?"""

from dataclasses import replace

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.permissions import RULES
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    finished,
    in_hand,
    now_of,
    reported,
)
from jinlin.ground.accounts.actions import grant_role
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Purpose, Relation
from jinlin.ground.people.permissions import can_act_for

pytestmark = pytest.mark.one_engine

VERDICTS = ("judge", "call_back", "close", "grant_exclusion", "refuse_exclusion")


def verdicts(actor, appeal) -> set[str]:
    return {move for move in VERDICTS if RULES.may[move](actor, appeal)}


@pytest.mark.parametrize("name", ["handler", "clerk"])
def test_a_worker_who_reported_it_for_themselves_does_not_judge_it(cast, name):
    """Signed in as staff or by phone: it is the same person."""
    user = getattr(cast.users, name)
    worker = getattr(cast.actors, name)
    own = people.know(COUNTY, name=str(user), user=user, actor=worker)
    if name == "handler":
        appeal = actions.finish(in_hand(cast, reporter=own), actor=worker, reply="已修好。")
    else:
        waiting = in_hand(cast, reporter=own)
        appeal = actions.finish(waiting, actor=cast.actors.handler, reply="已修好。")
    by_phone = without_grants(user)
    can = name == "clerk"  # who only passed it on may say whether it was solved
    assert [RULES.may["judge"](actor, appeal) for actor in (worker, by_phone)] == [can, can]


def test_who_holds_every_role_still_passes_no_verdict_on_their_own_answer(cast):
    user = cast.users.lead
    for role in (Role.SUPERVISOR, Role.CLERK):
        grant_role(user, role=role, at=cast.places.county, actor=SYSTEM)
    lead = actor_for(user)
    appeal = actions.answer_at_once(
        actions.accept(reported(cast), actor=lead), actor=lead, reply="已修好。"
    )
    assert verdicts(lead, appeal) == set()
    assert verdicts(cast.actors.supervisor, appeal) >= {"call_back", "close"}


def test_who_asked_to_take_it_out_of_the_count_does_not_grant_it(cast):
    user = cast.users.supervisor
    grant_role(user, role=Role.CLERK, at=cast.places.county, actor=SYSTEM)
    both = actor_for(user)
    appeal = actions.ask_exclusion(finished(cast), actor=both, reason="查无此事")
    assert verdicts(both, now_of(appeal)).isdisjoint({"grant_exclusion", "refuse_exclusion"})


def test_the_resident_and_those_who_look_on_still_judge(cast):
    appeal = finished(cast)
    assert RULES.may["judge"](cast.actors.resident, appeal)
    assert RULES.may["judge"](replace(cast.actors.neighbour, tracks=frozenset({appeal.pk})), appeal)
    assert verdicts(cast.actors.supervisor, appeal) >= {"call_back", "close"}


def test_nobody_acts_for_somebody_who_signs_in_by_phone(cast):
    user = cast.users.resident
    people.know(COUNTY, name="王小梅", phone=user.phone, actor=cast.actors.clerk)
    known = people.know(
        COUNTY, name="王小梅", phone=user.phone, user=user, actor=cast.actors.resident
    )
    consent = people.consent(
        known,
        given_by="",
        relation=Relation.SELF,
        purpose=Purpose.ACTING,
        version="1",
        actor=cast.actors.clerk,
    )
    assert not can_act_for(cast.actors.clerk, known)
    with pytest.raises(NotAllowed):
        people.act_for(known, reason="没有手机", consent=consent, actor=cast.actors.clerk)
