"""Is a wrong transfer put right by two, once, and do points end only after they were told?"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.services.notices.models import Message
from jinlin.services.points import actions, jobs
from jinlin.services.points.actions import Wanted
from jinlin.services.points.models import Announcement, PointsRule, Reversal, Transfer
from jinlin.services.points.queries.endings import ending
from jinlin.services.points.queries.statements import explained, next_ending, statement
from jinlin.services.points.queries.verifying import verify
from jinlin.services.points.tests.cast import COUNTY, DAY, at, fresh, rich, rule, served

END = date(2026, 12, 31)


def proposed(cast, transfer):
    return actions.propose(transfer, reason="重复记录", actor=cast.actors.keeper)


def test_a_second_person_reverses_once_and_nobody_again(cast):
    with at(10):
        wrong = served(cast, cast.one)
        asked = proposed(cast, wrong)
        with pytest.raises(NotNow):
            proposed(cast, wrong)
        done = actions.approve(asked, actor=cast.actors.lead)
        with pytest.raises(NotNow):
            actions.approve(done, actor=cast.actors.lead)
        with pytest.raises(NotNow):
            proposed(cast, wrong)
        with pytest.raises(NotNow):
            proposed(cast, Transfer.objects.get(reverses=wrong))
    assert fresh(cast.one).balance == 0
    assert explained(wrong, account=cast.one).reversal.amount == wrong.amount
    assert list(verify(COUNTY)) == []


def test_whoever_asked_does_not_decide_and_nobody_about_themselves(cast):
    with at(10):
        by_lead = actions.propose(served(cast, cast.one), reason="错", actor=cast.actors.lead)
        for name in ("lead", "keeper", "clerk", "system_admin", "resident"):
            with pytest.raises(NotAllowed):
                actions.approve(by_lead, actor=getattr(cast.actors, name))
        person = cast.one.person
        person.user = cast.users.second_lead
        person.save()
        with pytest.raises(NotAllowed):
            actions.approve(Reversal.objects.get(), actor=cast.actors.second_lead)


def test_past_the_verbs_the_database_refuses_a_second_reversal(cast):
    with at(10):
        wrong = served(cast, cast.one)
        actions.approve(proposed(cast, wrong), actor=cast.actors.lead)
    back = Transfer.objects.get(reverses=wrong)
    names = [f.attname for f in Transfer._meta.concrete_fields if f.attname != "id"]
    twin = Transfer(**{name: getattr(back, name) for name in names})
    twin.seq += 1
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_refused_it_stays_and_may_be_asked_again(cast):
    with at(10):
        asked = proposed(cast, served(cast, cast.one))
        with pytest.raises(Unusable):
            actions.refuse(asked, reason=" ", actor=cast.actors.lead)
        actions.refuse(asked, reason="记录没有错", actor=cast.actors.lead)
        proposed(cast, asked.transfer)
    assert fresh(cast.one).balance == 20


def test_spent_points_cannot_be_taken_back_and_what_was_bought_comes_back(cast):
    with at(10):
        earned = served(cast, cast.one)
        order = actions.order(cast.one, Wanted(cast.item), actor=cast.actors.resident)
        done = actions.hand_out(order, actor=cast.actors.keeper)
        asked = proposed(cast, earned)
        with pytest.raises(NotNow):
            actions.approve(asked, actor=cast.actors.lead)
        back = proposed(cast, done.transfer)
        actions.approve(back, actor=cast.actors.lead)
        assert (fresh(cast.one).balance, fresh(cast.item).stock) == (20, 5)
        assert cast.item.batches.get().left == 5
        actions.approve(asked, actor=cast.actors.lead)
    assert fresh(cast.one).balance == 0
    assert list(verify(COUNTY)) == []


def in_part(cast, transfer, amount):
    reason = {"reason": "时长记多了", "actor": cast.actors.keeper}
    return actions.propose(transfer, amount=amount, **reason)


def test_a_part_goes_back_and_what_stays_can_be_reversed_in_its_turn(cast):
    with at(10):
        wrong = served(cast, cast.one)
        actions.approve(in_part(cast, wrong, 5), actor=cast.actors.lead)
        rest = Transfer.objects.get(kind="rest")
        assert (fresh(cast.one).balance, rest.amount, rest.minutes) == (15, 15, 90)
        assert (rest.source_id, rest.expires_on) == (wrong.source_id, wrong.expires_on)
        assert explained(rest, account=cast.one).line.title == "庠柄十八号志愿服务日"
        for again in (wrong, Transfer.objects.get(reverses=wrong)):
            with pytest.raises(NotNow):
                in_part(cast, again, 1)
        asked = proposed(cast, rest)
        assert Reversal.objects.get(pk=asked.pk).points == 15
        actions.approve(asked, actor=cast.actors.lead)
    assert fresh(cast.one).balance == 0
    assert list(verify(COUNTY)) == []


def test_the_caps_and_the_ending_count_what_stays(cast):
    with at(10):
        wrong = served(cast, cast.one)
        actions.approve(in_part(cast, wrong, 5), actor=cast.actors.lead)
        rule(cast, cap_month=20)
        assert served(cast, cast.one).amount == 5
    with at(8, day=END + timedelta(days=1)):
        assert ending(fresh(cast.one), END) == 20


@pytest.mark.parametrize("amount", [-1, 0, 21])
def test_no_more_goes_back_than_came(cast, amount):
    with at(10), pytest.raises(Unusable):
        in_part(cast, served(cast, cast.one), amount)


def test_what_was_bought_goes_back_by_the_piece(cast):
    with at(10):
        rich(cast, cast.one, 60)
        order = actions.order(cast.one, Wanted(cast.item, 3), actor=cast.actors.resident)
        done = actions.hand_out(order, actor=cast.actors.keeper)
        price = done.points // 3
        with pytest.raises(Unusable):
            in_part(cast, done.transfer, price + 1)
        stock = fresh(cast.item).stock
        actions.approve(in_part(cast, done.transfer, price), actor=cast.actors.lead)
        assert (fresh(cast.one).balance, fresh(cast.item).stock) == (60 - 2 * price, stock + 1)
        rest = Transfer.objects.get(kind="rest")
        actions.approve(proposed(cast, rest), actor=cast.actors.lead)
        assert (fresh(cast.one).balance, fresh(cast.item).stock) == (60, stock + 3)
    assert cast.item.batches.get().left == stock + 3
    assert list(verify(COUNTY)) == []


def test_points_end_after_their_day_told_a_month_before_and_once(cast):
    with at(10):
        served(cast, cast.one)
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)):
        with at(8, day=day):
            assert jobs.announce_ends() == (day == date(2026, 12, 1))
            assert jobs.expire() == 0
    with at(8, day=END):
        assert jobs.expire() == 0
        assert next_ending(fresh(cast.one)).points == 20
    with at(8, day=END + timedelta(days=1)):
        assert (jobs.expire(), jobs.expire()) == (1, 0)
    assert fresh(cast.one).balance == 0
    assert Transfer.objects.filter(kind="expire").get().amount == 20
    events = Message.objects.filter(user=cast.users.resident).values_list("event", flat=True)
    assert sorted(events) == ["points.ended", "points.ending", "points.open_account"]
    assert list(verify(COUNTY)) == []


def test_a_house_that_slept_tells_first_and_takes_a_month_later(cast):
    with at(10):
        served(cast, cast.one)
    late = date(2027, 2, 1)
    with at(8, day=late):
        assert (jobs.expire(), jobs.announce_ends(), jobs.expire()) == (0, 1, 0)
    with at(8, day=late + timedelta(days=29)):
        assert jobs.expire() == 0
    with at(8, day=late + timedelta(days=30)):
        assert jobs.expire() == 1


def test_what_is_spent_is_spent_from_what_ends_first(cast):
    with at(10):
        rich(cast, cast.one, 30)
        rule(cast, valid_from=date(2026, 1, 1), points=10)
    with at(10, day=date(2026, 1, 2)):
        rich(cast, cast.one, 15)
        actions.serve(cast.one, Wanted(cast.item), actor=cast.actors.keeper)
    with at(8, day=date(2026, 12, 5)):
        jobs.announce_ends()
        assert Announcement.objects.get().amount == 10
    with at(8, day=date(2027, 1, 4)):
        assert jobs.expire() == 1
    assert fresh(cast.one).balance == 15


def test_what_an_open_order_holds_does_not_end_under_it(cast):
    with at(10):
        served(cast, cast.one)
    with at(8, day=date(2026, 12, 1)):
        jobs.announce_ends()
    with at(8, day=date(2026, 12, 30)):
        actions.order(cast.one, Wanted(cast.item), actor=cast.actors.resident)
    with at(8, day=date(2027, 1, 1)):
        assert jobs.expire() == 0
    with at(8, day=date(2027, 1, 20)):
        assert (jobs.give_back(), jobs.expire()) == (1, 1)
    assert fresh(cast.one).balance == 0


def test_points_that_last_for_ever_never_end(cast):
    with at(8):
        PointsRule.objects.create(county=COUNTY, valid_from=DAY, lasting_months=0)
        served(cast, cast.one)
    with at(8, day=date(2040, 1, 1)):
        assert (jobs.announce_ends(), jobs.expire()) == (0, 0)


def test_the_statement_of_a_month_adds_up(cast):
    with at(10, day=date(2025, 3, 5)):
        served(cast, cast.one, 60)
    with at(10):
        served(cast, cast.one, 120)
        actions.serve(cast.one, Wanted(cast.item), actor=cast.actors.keeper)
        april, march = (statement(cast.one, day) for day in (DAY, date(2025, 3, 9)))
    assert (march.opening, march.came, march.went, march.closing) == (0, 10, 0, 10)
    assert (april.opening, april.came, april.went, april.closing) == (10, 20, 20, 10)
    assert [line.points for line in april.lines] == [-20, 20]
    assert april.lines[0].title == "大米 × 1"
