"""Is the higher subsidy paid and never the sum, in whatever order levels are asked for?"""

from datetime import date, timedelta

import pytest
from django.db.models import Sum

from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.models import Award, Policy
from jinlin.domains.workforce.tests.cast import OTHER, policy, registered
from jinlin.domains.workforce.tests.test_pay_once import (
    ACCOUNT,
    applied,
    approved,
    awarded,
    on_notice,
)


def test_a_lower_level_is_paid_nothing_beside_the_higher_one(cast):
    one = registered(cast, levels=(1, 2))
    assert awarded(cast, applied(cast, one, level=2)).amount == 2000
    lower = actions.check(applied(cast, one), actor=cast.actors.registrar)
    with pytest.raises(NotNow):
        actions.review(lower, actor=cast.actors.second_registrar)
    assert Award.objects.aggregate(total=Sum("amount"))["total"] == 2000


def test_two_levels_asked_for_at_once_are_never_a_sum(cast):
    one = registered(cast, levels=(1, 2))
    lower, higher = applied(cast, one), applied(cast, one, level=2)
    lower = on_notice(cast, lower)
    higher = actions.check(higher, actor=cast.actors.registrar)
    with pytest.raises(NotNow) as refused:
        actions.review(higher, actor=cast.actors.second_registrar)
    assert lower.number in str(refused.value)
    with clock.set_to(clock.at(lower.notice_to + timedelta(days=1), 9)):
        actions.award(lower)
        higher = actions.review(higher, actor=cast.actors.second_registrar)
    assert higher.amount == 1000


def test_who_was_refused_the_one_is_paid_the_other_in_full(cast):
    one = registered(cast, levels=(1, 2))
    lower, higher = approved(cast, applied(cast, one)), applied(cast, one, level=2)
    actions.refuse(lower, reason="材料不实", actor=cast.actors.lead)
    assert approved(cast, higher).amount == 2000


def test_a_lower_monthly_award_is_not_paid_beside_a_higher_one(cast):
    one = registered(cast, levels=(1, 2))
    low = policy(1, kind=Policy.Kind.MONTHLY, amount=100, months=24)
    high = policy(2, kind=Policy.Kind.MONTHLY, amount=200, months=3)
    given_ = awarded(cast, applied(cast, one, level=2, rule=high))
    lower = actions.check(applied(cast, one, rule=low), actor=cast.actors.registrar)
    with pytest.raises(NotNow):
        actions.review(lower, actor=cast.actors.second_registrar)
    over = months_later(date.fromisoformat(f"{given_.first_month}-01"), 3)
    with clock.set_to(clock.at(over, 9)):
        assert actions.review(lower, actor=cast.actors.second_registrar).amount == 100


def test_the_prefectures_purse_pays_the_difference_also_to_who_moved(cast):
    """The same person in another county of the prefecture, with a later certificate."""
    low, high = policy(1, place_code="1405"), policy(2, place_code="1405")
    awarded(cast, applied(cast, registered(cast), rule=low))
    moved = registered(cast, county=OTHER, levels=(2,))
    application = actions.apply(
        moved.qualifications.get(), policy=high, account=ACCOUNT, actor=cast.actors.other_registrar
    )
    application = actions.check(application, actor=cast.actors.other_registrar)
    assert actions.review(application, actor=cast.actors.prefecture).amount == 1000
