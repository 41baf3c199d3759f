"""Who is given which role, from when until when, and which roles stand apart?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.ground.accounts.actions import grant_role, revoke_role
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import ADMINISTRATORS, WORKERS, Role, clash

MONDAY = date(2025, 3, 3)


def on(day):
    return clock.set_to(clock.at(day, 9))


def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(hire, county):
    newcomer = hire("newcomer")
    with on(MONDAY):
        grant_role(
            newcomer.user,
            role="clerk",
            at=county,
            actor=SYSTEM,
            days=(MONDAY + timedelta(1), MONDAY + timedelta(3)),
        )
    held = {}
    for offset in range(5):
        with on(MONDAY + timedelta(offset)):
            held[offset] = actor_for(newcomer.user).holds("clerk", at="350526100")
    assert held == {0: False, 1: True, 2: True, 3: False, 4: False}


def test_a_revoked_role_is_over_at_once(clerk, security):
    revoke_role(clerk.user.grants.get(), actor=security.actor, reason="moved to another office")
    assert actor_for(clerk.user).grants == ()


def test_a_role_that_never_began_has_no_day(hire, county, security):
    newcomer = hire("newcomer")
    grant = grant_role(
        newcomer.user,
        role="clerk",
        at=county,
        actor=security.actor,
        days=(clock.today() + timedelta(5), None),
    )
    grant = revoke_role(grant, actor=security.actor)
    assert (grant.valid_to == grant.valid_from, grant.last_day, grant.is_ahead) == (
        True,
        None,
        True,
    )


def test_a_role_is_revoked_once(clerk, security):
    grant = clerk.user.grants.get()
    revoke_role(grant, actor=security.actor)
    with pytest.raises(NotNow):
        revoke_role(grant, actor=security.actor)


def test_the_same_role_is_not_granted_twice_for_the_same_days(clerk, county, security):
    with pytest.raises(NotNow):
        grant_role(clerk.user, role="clerk", at=county, actor=security.actor)


def test_a_last_day_before_the_first_is_refused(hire, county, security):
    with pytest.raises(Unusable):
        grant_role(
            hire("newcomer").user,
            role="clerk",
            at=county,
            actor=security.actor,
            days=(MONDAY, MONDAY),
        )


def test_a_role_for_a_department_is_held_for_its_own_matters_and_shows_its_name(
    hire, unit, security
):
    handler = hire("handler", "handler", unit)
    assert (handler.actor.face, handler.actor.organisations(), handler.actor.posts("handler")) == (
        "浔中镇城管中队",
        {unit.pk},
        (unit.place.code,),
    )
    assert handler.actor.codes("handler") == ()


def test_the_face_of_a_place_is_its_name_and_never_a_persons(clerk):
    assert clerk.actor.face == "德化县"


def test_building_the_actor_takes_one_statement_with_one_and_with_three_grants(
    hire, county, town, unit, django_assert_num_queries
):
    person = hire("busy", "clerk")
    with django_assert_num_queries(1):
        assert len(actor_for(person.user).grants) == 1
    grant_role(person.user, role="lead", at=town, actor=SYSTEM)
    grant_role(person.user, role="handler", at=unit, actor=SYSTEM)
    with django_assert_num_queries(1):
        assert len(actor_for(person.user).grants) == 3


@pytest.mark.one_engine
@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("other", sorted(set(Role)))
def test_an_administrator_role_goes_with_no_other(role, other):
    assert (clash(role, [other]), clash(other, [role])) == (
        (None, None) if role == other else (other, role)
    )


def test_working_roles_go_together():
    assert [clash(role, WORKERS) for role in sorted(WORKERS)] == [None] * 4


def test_a_second_administrator_role_is_refused_also_when_it_begins_later(
    system_admin, county, security
):
    later = (clock.today() + timedelta(30), None)
    with pytest.raises(NotNow) as refused:
        grant_role(
            system_admin.user, role="audit_admin", at=county, actor=security.actor, days=later
        )
    assert refused.value.detail == {"role": "audit_admin", "held": "system_admin"}


def test_another_administrator_role_may_follow_when_the_first_has_ended(
    system_admin, county, security
):
    revoke_role(system_admin.user.grants.get(), actor=security.actor)
    grant_role(system_admin.user, role="audit_admin", at=county, actor=security.actor)
    assert [grant.role for grant in actor_for(system_admin.user).grants] == ["audit_admin"]


def test_nobody_grants_a_role_to_himself(security, county):
    with pytest.raises(NotAllowed):
        grant_role(security.user, role="clerk", at=county, actor=security.actor)


def test_the_database_refuses_a_grant_to_oneself_too(security, county):
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            county="350526",
            user=security.user,
            role="clerk",
            place=county,
            valid_from=MONDAY,
            granted_by=security.user,
        )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "role", ["clerk", "lead", "handler", "supervisor", "system_admin", "audit_admin"]
)
def test_only_security_administrators_grant(hire, county, role):
    newcomer, other = hire("newcomer"), hire("other", role)
    with pytest.raises(NotAllowed):
        grant_role(newcomer.user, role="clerk", at=county, actor=other.actor)


def test_a_security_administrator_grants_at_home_only(hire, county, security):
    newcomer = hire("newcomer")
    province = county.parent.parent
    with pytest.raises(NotAllowed):
        grant_role(newcomer.user, role="clerk", at=province, actor=security.actor)


def test_every_change_is_on_record(hire, county, security):
    newcomer = hire("newcomer")
    grant = grant_role(
        newcomer.user, role="clerk", at=county, actor=security.actor, reason="on duty at the hall"
    )
    revoke_role(grant, actor=security.actor, reason="rotation")
    entries = timeline.trail(newcomer.user)
    assert [(entry.verb, entry.internal, entry.user_id) for entry in entries[1:]] == [
        ("role_granted", "on duty at the hall", security.user.pk),
        ("role_revoked", "rotation", security.user.pk),
    ]
