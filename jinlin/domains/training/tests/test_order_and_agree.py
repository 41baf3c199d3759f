"""Who orders what, when is it enough, and who must agree that a class is held?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Invitation, Offered, Reply, Terms, Wanted
from jinlin.domains.training.models import (
    Course,
    Order,
    TrainingRule,
)
from jinlin.domains.training.queries.pool import pool
from jinlin.domains.training.tests.cast import (
    COUNTY,
    MONDAY,
    asked_party,
    at,
    course,
    now_of,
    people,
)

pytestmark = pytest.mark.django_db


def wants(cast, who, **more):
    told = {"place": cast.places.neighbourhood, "module": cast.module, **more}
    with at(9):
        return actions.order(who, Wanted(**told), actor=SYSTEM)


def test_orders_pool_in_the_community_without_doubles_and_by_times(cast):
    one = wants(cast, cast.resident, times={"evening"})
    again = wants(cast, cast.resident, times={"weekend"})
    wants(cast, cast.neighbour, times={"evening", "weekend"})
    assert one.pk == again.pk
    with at(10):
        (row,) = pool(cast.actors.lead)
    assert (row.people, row.place_code, row.missing) == (2, "350526100001", 13)
    assert row.times == {"daytime": 0, "evening": 1, "weekend": 2, "any_time": 0}


def test_words_of_ones_own_count_when_staff_have_found_the_module(cast):
    row = wants(cast, cast.resident, module=None, text="想学 直播卖瓷器")
    same = wants(cast, cast.resident, module=None, text="想学直播卖瓷器")
    assert (row.pk, Order.objects.count()) == (same.pk, 1)
    with at(10):
        assert pool(cast.actors.lead) == []
        actions.sort_order(row, cast.module, actor=cast.actors.clerk)
        assert [each.people for each in pool(cast.actors.lead)] == [1]
        with pytest.raises(NotNow):
            actions.sort_order(row, cast.module, actor=cast.actors.clerk)


def test_enough_orders_propose_one_class_and_the_unit_in_charge_hears_of_it(cast):
    TrainingRule.objects.create(county=COUNTY, valid_from=MONDAY, threshold=3)
    for who in people(cast, 5):
        wants(cast, who)
    row = Course.objects.get()
    assert (row.state, row.opened_by_orders, row.seats) == ("proposed", True, 3)
    assert row.organiser == cast.units.community


def test_an_order_by_somebody_else_is_refused_and_one_withdrawn_counts_no_longer(cast):
    with at(9), pytest.raises(NotAllowed):
        wanted = Wanted(cast.places.neighbourhood, cast.module)
        actions.order(cast.neighbour, wanted, actor=cast.actors.resident)
    row = wants(cast, cast.resident)
    with at(10):
        actions.withdraw_order(row, actor=cast.actors.resident)
        assert pool(cast.actors.lead) == []
    assert wants(cast, cast.resident).pk != row.pk


def test_each_party_answers_for_itself_on_its_own_day_and_all_must_agree(cast):
    row = course(cast)
    party = asked_party(cast, row)
    with at(11):
        bureau = actions.ask(
            row, Invitation("department", cast.units.bureau, "补贴"), actor=cast.actors.organiser
        )
        with pytest.raises(NotNow):
            actions.agree(now_of(row), actor=cast.actors.organiser)
        actions.meet(row, held_on=MONDAY, minutes="三方同意。", actor=cast.actors.organiser)
        actions.answer(
            bureau, Reply("yes", MONDAY - timedelta(days=2), "writing"), actor=cast.actors.organiser
        )
        with pytest.raises(NotNow):
            actions.agree(now_of(row), actor=cast.actors.organiser)
        with pytest.raises(NotAllowed):
            actions.answer(party, Reply("yes", MONDAY), actor=cast.actors.employer)
        with pytest.raises(Unusable):
            actions.answer(party, Reply("yes", MONDAY), actor=cast.actors.organiser)
        actions.answer(party, Reply("yes", MONDAY), actor=cast.actors.school_partner)
        assert actions.agree(now_of(row), actor=cast.actors.organiser).state == "agreed"
        with pytest.raises(NotNow):
            actions.answer(party, Reply("no", MONDAY), actor=cast.actors.school_partner)
    days = dict(row.parties.values_list("organisation__name", "answered_on"))
    assert days == {
        "德化县城市管理局": MONDAY - timedelta(days=2),
        "德化职业技术学校": MONDAY,
    }


def test_the_supply_list_takes_a_provider_s_own_course_and_not_another_s(cast):
    offered = Offered(cast.module, "直播运营", cost=200)
    with at(9):
        row = actions.supply(cast.units.school, offered, actor=cast.actors.school_partner)
        with pytest.raises(NotAllowed):
            actions.supply(cast.units.school, offered, actor=cast.actors.employer)
        with pytest.raises(Unusable) as refused:
            actions.supply(cast.units.school, offered, actor=cast.actors.school_partner)
        assert refused.value.field == "title"
        assert actions.end_supply(row, actor=cast.actors.school_partner).valid_until == MONDAY


def test_exam_preparation_says_for_which_exam(cast):
    terms = Terms("考前培训", kind="preparation")
    with at(9), pytest.raises(Unusable):
        actions.plan(cast.places.county, cast.units.bureau, terms, actor=cast.actors.registrar)
    with at(9):
        terms = Terms("考前培训", kind="preparation", exam_year=2025, exam_level=1)
        made = actions.plan(
            cast.places.county, cast.units.bureau, terms, actor=cast.actors.registrar
        )
        assert made.minimum_percent == 80
        with pytest.raises(NotAllowed):
            skill = Terms("插花", kind="skill")
            actions.plan(cast.places.county, cast.units.bureau, skill, actor=cast.actors.registrar)
