"""A false award in one county: does its true holder get theirs in another, and never both?"""

from datetime import date, timedelta
from functools import partial

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.workforce import actions, jobs
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import Application, Award, Line, Payment, Policy
from jinlin.domains.workforce.queries.contests import contest_of
from jinlin.domains.workforce.queries.keeping import budgets
from jinlin.domains.workforce.tests.cast import (
    COUNTY,
    OTHER,
    at_phone,
    cast_of_yangcheng,
    policy,
    registered,
)
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.notices.models import Message

__all__ = ["shared_house"]
ACCOUNT = "6222021234567890123"
AFTER = timedelta(days=40)
NUMBER = "20223504001"


def holder(cast, name, number, county):
    """Somebody whose certificate has this number by the register of the county."""
    one = registered(cast, name, citizen_id=id_of(number), county=county)
    one.qualifications.all().delete()
    keeper = cast.actors.registrar if county == COUNTY else cast.actors.other_registrar
    facts = {"level": "1", "number": NUMBER, "issued_on": "2022-06-01"}
    told = actions.tell(one, kind="qualification", facts=facts, actor=keeper)
    actions.verify(told, actor=keeper)
    return one


def applied(cast, one, **terms):
    keeper = cast.actors.registrar if one.county == COUNTY else cast.actors.other_registrar
    place = one.county if one.county == COUNTY else "1405"
    rule = policy(1, place_code=place, needs_registration=False, **terms)
    held = one.qualifications.get()
    return actions.apply(held, policy=rule, account=ACCOUNT, actor=keeper)


def on_notice(cast, row):
    keeper = cast.actors.registrar if row.county == COUNTY else cast.actors.other_registrar
    row = actions.check(row, actor=keeper)
    row = actions.review(row, actor=keeper)
    row = actions.approve(row, actor=_second(cast, row))
    return actions.publish(row, actor=keeper)


def _second(cast, row):
    is_above = row.policy.second_level == Policy.Second.PREFECTURE
    return cast.actors.prefecture if is_above else cast.actors.lead


def awarded(cast, row):
    row = on_notice(cast, row)
    with clock.set_to(clock.now() + AFTER):
        return actions.award(row)


def now_of(row):
    return Application.objects.get(pk=row.pk)


def taken_back(cast, given, reason="发证机关查无此证"):
    return actions.revoke(
        now_of(given.application), reason=reason, actor=cast.actors.second_registrar
    )


@pytest.fixture
def false(cast):
    """What somebody in one county was awarded for a certificate that is not theirs."""
    return awarded(cast, applied(cast, holder(cast, "假社工", 21, COUNTY)))


@pytest.fixture
def true(cast, false):
    """The application of the true holder, in the other county."""
    one = holder(cast, "真社工", 31, OTHER)
    return applied(cast, one, second_level=Policy.Second.PREFECTURE)


def test_the_true_holder_is_taken_in_and_the_other_county_hears_it_without_a_name(
    cast, false, true
):
    assert true.state == State.APPLIED
    heard = Message.objects.filter(event="workforce.contested")
    keepers = (cast.users.registrar, cast.users.second_registrar, cast.users.prefecture)
    assert {each.user_id for each in heard} == {each.pk for each in keepers}
    assert all(true.number in each.body and "真社工" not in each.body for each in heard)
    assert Entry.objects.filter(subject_id=false.pk, verb="contested").count() == 1
    said = contest_of(now_of(false.application))
    assert len(said) == 1
    assert true.number in said[0]
    assert "真社工" not in said[0]


def test_the_true_holder_reads_that_it_waits_and_nothing_of_the_other_one(cast, false, true):
    person = true.professional.person
    person.user = cast.users.worker
    person.save()
    page = at_phone(cast.users.worker).get("/workforce/").content.decode()
    assert "已有他人取得补贴资格" in page
    assert "不会作废" in page
    assert not any(each in page for each in (false.application.number, "假社工"))
    taken_back(cast, false)
    page = at_phone(cast.users.worker).get("/workforce/").content.decode()
    assert "已有他人取得补贴资格" not in page


def test_both_pages_say_that_a_number_may_have_been_written_down_wrong(cast, false, true):
    said = [*contest_of(now_of(false.application)), *contest_of(now_of(true))]
    assert len(said) == 2
    assert all("编号登记有误" in each for each in said)


def test_it_waits_at_its_first_review_until_the_award_was_taken_back(cast, false, true):
    row = actions.check(true, actor=cast.actors.other_registrar)
    with pytest.raises(NotNow, match=false.application.number):
        actions.review(row, actor=cast.actors.other_registrar)
    taken_back(cast, false)
    row = actions.review(now_of(row), actor=cast.actors.other_registrar)
    assert (row.state, contest_of(now_of(false.application))) == (State.REVIEWED, [])


def test_taken_back_it_keeps_its_row_and_the_true_one_is_awarded(cast, false, true):
    row = taken_back(cast, false)
    given = awarded(cast, true)
    false.refresh_from_db()
    assert (row.state, false.revoked_on) == (State.REVOKED, clock.today())
    assert [each.pk for each in Award.objects.standing()] == [given.pk]
    assert given.certificate_key == false.certificate_key
    told = Entry.objects.filter(subject_id=row.pk).order_by("seq").last()
    assert (told.verb, told.data["reason"]) == ("revoke", "发证机关查无此证")


def test_who_comes_onto_notice_beside_an_award_is_awarded_by_the_house_after_it_is_gone(cast):
    first = on_notice(cast, applied(cast, holder(cast, "假社工", 21, COUNTY)))
    one = holder(cast, "真社工", 31, OTHER)
    second = on_notice(cast, applied(cast, one, second_level=Policy.Second.PREFECTURE))
    with clock.set_to(clock.now() + AFTER):
        given = actions.award(first)
        assert jobs.award_after_notice() == 0
        assert given.application.number in contest_of(now_of(second))[0]
        taken_back(cast, given)
        assert jobs.award_after_notice() == 1
    assert now_of(second).state == State.AWARDED


def test_nothing_of_it_is_owed_or_paid_any_more(cast):
    rule = {"kind": Policy.Kind.MONTHLY, "amount": 200, "months": 6}
    given = awarded(cast, applied(cast, holder(cast, "假社工", 21, COUNTY), **rule))
    with clock.set_to(clock.now() + AFTER):
        taken_back(cast, given)
        given.refresh_from_db()
        assert actions.fall_due(given, date(2026, 1, 1)) == 0
        with pytest.raises(NotNow):
            actions.freeze(COUNTY, actor=cast.actors.officer)
        with pytest.raises(NotNow):
            actions.change_account(given, account=ACCOUNT, actor=cast.actors.registrar)
        assert [each.owed for each in budgets(COUNTY, clock.today().year)] == [0]
    assert Payment.objects.count() == 1  # it stands as what was owed until then


def test_the_same_person_is_awarded_once_whatever_county_asks(cast, false):
    again = holder(cast, "假社工", 21, OTHER)
    with pytest.raises(NotNow):
        applied(cast, again)
    taken_back(cast, false)
    assert applied(cast, again).state == State.APPLIED


def test_who_let_it_through_does_not_take_it_back_and_nobody_does_without_a_reason(cast, false):
    row = now_of(false.application)
    for name in ("registrar", "lead", "other_registrar", "officer"):
        with pytest.raises(NotAllowed):
            actions.revoke(row, reason="不实", actor=getattr(cast.actors, name))
    with pytest.raises(Unusable):
        actions.revoke(row, reason=" ", actor=cast.actors.second_registrar)
    assert Award.objects.standing().count() == 1


def test_of_a_batch_and_a_taking_back_at_once_the_money_goes_or_stays_as_one_of_them_came_first(
    shared_house,
):
    cast = cast_of_yangcheng()
    with clock.set_to(clock.now() - 2 * AFTER):
        given = awarded(cast, applied(cast, holder(cast, "假社工", 21, COUNTY)))
    outcomes = together(
        partial(actions.freeze, COUNTY, actor=cast.actors.officer),
        partial(taken_back, cast, given),
    )
    frozen, row = outcomes
    assert row.state == State.REVOKED
    assert Line.objects.count() == (0 if isinstance(frozen, NotNow) else 1)
    with pytest.raises(NotNow):
        actions.freeze(COUNTY, actor=cast.actors.officer)


def test_of_two_counties_that_award_one_certificate_at_once_one_award_stands(shared_house):
    cast = cast_of_yangcheng()
    with clock.set_to(clock.now() - 2 * AFTER):
        first = on_notice(cast, applied(cast, holder(cast, "假社工", 21, COUNTY)))
        one = holder(cast, "真社工", 31, OTHER)
        second = on_notice(cast, applied(cast, one, second_level=Policy.Second.PREFECTURE))
    outcomes = together(partial(actions.award, first), partial(actions.award, second))
    assert sorted(type(each).__name__ for each in outcomes) == ["Award", "NotNow"]
    assert Award.objects.standing().count() == 1
