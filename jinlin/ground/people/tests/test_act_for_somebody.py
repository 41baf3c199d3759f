"""Is acting for a resident always consented to, reasoned, short and easy to end?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.ground.people.actions import (
    act_for,
    consent,
    is_under_consent_age,
    know,
    stop_acting_for,
    withdraw_consent,
)
from jinlin.ground.people.models import Mandate
from jinlin.ground.people.permissions import is_visible
from jinlin.ground.people.queries import has_mandate, mandates_of
from jinlin.ground.people.tests.conftest import DEHUA, PHONE, resident, staff, user

CHILD_ID = "350526201506010030"


@pytest.fixture
def given(dehua, wang):
    return consent(
        wang, given_by="", relation="self", purpose="acting", version="1", actor=dehua.clerk
    )


@pytest.fixture
def mandate(dehua, wang, given):
    return act_for(wang, reason="没有手机", consent=given, actor=dehua.clerk)


def test_a_mandate_holds_for_thirty_days_and_for_this_clerk_alone(dehua, wang, mandate):
    assert (mandate.ends_at - mandate.starts_at, mandate.consent.given_by) == (
        timedelta(days=30),
        "王秀英",
    )
    assert (has_mandate(dehua.clerk, wang.pk), has_mandate(dehua.other_clerk, wang.pk)) == (
        True,
        False,
    )
    with clock.set_to(mandate.ends_at - timedelta(seconds=1)):
        assert has_mandate(dehua.clerk, wang.pk)
    with clock.set_to(mandate.ends_at):
        assert not has_mandate(dehua.clerk, wang.pk)
    assert [(entry.verb, entry.audience, entry.internal) for entry in timeline.trail(wang)][-1] == (
        "acted_for",
        "staff",
        "没有手机",
    )


@pytest.mark.parametrize("days", [0, -1, 31, 365])
def test_longer_or_no_mandates_are_refused(dehua, wang, given, days):
    with pytest.raises(Unusable):
        act_for(wang, reason="没有手机", consent=given, days=days, actor=dehua.clerk)


def test_the_database_itself_refuses_a_long_mandate(dehua, wang, given):
    now = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            county=DEHUA,
            person=wang,
            user=dehua.users["clerk"],
            reason="x",
            consent=given,
            starts_at=now,
            ends_at=now + timedelta(days=31),
            days=31,
        )


@pytest.mark.parametrize("reason", ["", " \n ", "字" * 201])
def test_a_reason_is_needed(dehua, wang, given, reason):
    with pytest.raises(Unusable):
        act_for(wang, reason=reason, consent=given, actor=dehua.clerk)


def test_a_consent_to_something_else_of_somebody_else_or_withdrawn_does_not_do(dehua, wang, given):
    other = know(DEHUA, name="李明", phone=PHONE, actor=dehua.clerk)
    to_contact = consent(
        wang, given_by="", relation="self", purpose="contact", version="1", actor=dehua.clerk
    )
    with pytest.raises(Unusable):
        act_for(wang, reason="没有手机", consent=to_contact, actor=dehua.clerk)
    with pytest.raises(Unusable):
        act_for(other, reason="没有手机", consent=given, actor=dehua.clerk)
    withdraw_consent(given, actor=dehua.clerk)
    with pytest.raises(Unusable):
        act_for(wang, reason="没有手机", consent=given, actor=dehua.clerk)


def test_withdrawing_the_consent_ends_the_acting(dehua, wang, given, mandate):
    withdraw_consent(given, actor=dehua.lead)
    assert not has_mandate(dehua.clerk, wang.pk)
    with pytest.raises(NotNow):
        withdraw_consent(given, actor=dehua.lead)


@pytest.mark.parametrize(("role", "code"), [("handler", DEHUA), ("clerk", "621121")])
def test_whoever_took_up_other_work_acts_for_nobody_any_more(dehua, wang, mandate, role, code):
    """The mandate lasts for weeks, the role that it was taken in does not."""
    now = staff(dehua.users["clerk"], role, code)
    narrow = staff(dehua.users["clerk"], role, "621121101")
    assert [has_mandate(each, wang.pk) for each in (now, narrow)] == [False, False]
    assert [list(mandates_of(each)) for each in (now, narrow)] == [[], []]
    assert [is_visible(each, wang) for each in (now, narrow)] == [False, False]
    assert has_mandate(dehua.clerk, wang.pk)


def test_a_new_mandate_replaces_the_one_before(dehua, wang, given, mandate):
    act_for(wang, reason="还没有手机", consent=given, days=7, actor=dehua.clerk)
    assert [row.reason for row in mandates_of(dehua.clerk)] == ["还没有手机"]


def test_stopping_ends_it_now_and_once(dehua, wang, mandate):
    stop_acting_for(mandate, actor=dehua.clerk)
    assert not has_mandate(dehua.clerk, wang.pk)
    with pytest.raises(NotNow):
        stop_acting_for(mandate, actor=dehua.clerk)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("lead", True),
        ("other_clerk", False),
        ("supervisor", False),
        ("handler", False),
        ("system_admin", False),
    ],
)
def test_who_else_may_stop_it(dehua, mandate, who, may):
    if may:
        stop_acting_for(mandate, actor=getattr(dehua, who))
    else:
        with pytest.raises(NotAllowed):
            stop_acting_for(mandate, actor=getattr(dehua, who))


@pytest.mark.parametrize(
    "who", ["supervisor", "handler", "system_admin", "far_clerk", "town_clerk"]
)
def test_others_do_not_act_for_anybody(dehua, wang, given, who):
    with pytest.raises(NotAllowed):
        act_for(wang, reason="没有手机", consent=given, actor=getattr(dehua, who))


def test_nobody_acts_for_themselves(dehua, given):
    clerk = dehua.users["clerk"]
    clerk.phone, clerk.phone_key = PHONE, "k"
    clerk.save()
    mine = know(DEHUA, name="职员", user=clerk, actor=dehua.clerk)
    own = consent(
        mine, given_by="", relation="self", purpose="acting", version="1", actor=dehua.clerk
    )
    with pytest.raises(NotAllowed):
        act_for(mine, reason="自己", consent=own, actor=dehua.clerk)


def test_a_child_needs_a_guardians_consent(dehua):
    with clock.set_to(clock.at(date(2026, 1, 5))):
        child = know(DEHUA, name="小明", citizen_id=CHILD_ID, actor=dehua.clerk)
        assert is_under_consent_age(child)
        with pytest.raises(Unusable):
            consent(
                child,
                given_by="小明",
                relation="self",
                purpose="acting",
                version="1",
                actor=dehua.clerk,
            )
        assert consent(
            child,
            given_by="妈妈",
            relation="guardian",
            purpose="acting",
            version="1",
            actor=dehua.clerk,
        ).holds


def test_a_resident_gives_and_withdraws_their_own_consent(dehua):
    signed_in = user("李明", PHONE)
    me = resident(signed_in)
    mine = know(DEHUA, name="李明", phone=PHONE, user=signed_in, actor=me)
    given = consent(mine, given_by="", relation="self", purpose="sharing", version="1", actor=me)
    assert not withdraw_consent(given, actor=me).holds


@pytest.mark.parametrize(
    ("relation", "purpose", "given_by"),
    [("x", "acting", "a"), ("self", "x", "a"), ("family", "acting", " ")],
)
def test_a_consent_says_who_and_what_for(dehua, wang, relation, purpose, given_by):
    with pytest.raises(Unusable):
        consent(
            wang,
            given_by=given_by,
            relation=relation,
            purpose=purpose,
            version="1",
            actor=dehua.clerk,
        )
