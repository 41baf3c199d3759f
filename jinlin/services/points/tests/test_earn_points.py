"""Does service earn what the published rule of its day says, within the caps, once?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.time import clock
from jinlin.services.points import actions, deadlines
from jinlin.services.points.actions import Wording
from jinlin.services.points.deadlines import Terms
from jinlin.services.points.models import Account, EarningRule, Transfer
from jinlin.services.points.queries import statements
from jinlin.services.points.queries.verifying import verify
from jinlin.services.points.tests.cast import (
    COUNTY,
    DAY,
    at,
    fresh,
    rule,
    served,
    service_of,
)


@pytest.mark.parametrize(
    ("minutes", "before", "amount"),
    [(60, (0, 0), 10), (59, (0, 0), 9), (5, (0, 0), 0), (600, (0, 0), 30), (60, (25, 0), 5),
     (60, (0, 95), 5), (60, (30, 0), 0), (60, (0, 120), 0)],
)  # fmt: skip
def test_minutes_come_to_points_and_caps_hold(minutes, before, amount):
    terms = Terms(points=10, per_minutes=60, cap_activity=30, cap_month=100)
    told = deadlines.worth(terms, minutes, in_activity=before[0], in_month=before[1])
    assert told.amount == amount


@pytest.mark.parametrize(
    ("months", "at_year_end", "day"),
    [(0, True, None), (12, True, date(2026, 12, 31)), (12, False, date(2026, 4, 18)),
     (36, False, date(2028, 4, 18)), (1, False, date(2025, 5, 18))],
)  # fmt: skip
def test_points_last_as_the_county_says(months, at_year_end, day):
    assert deadlines.expires_on(DAY, months=months, at_year_end=at_year_end) == day


def test_the_last_of_a_short_month_is_kept():
    assert deadlines.expires_on(date(2025, 1, 31), months=1, at_year_end=False) == date(2025, 2, 28)


def test_two_hours_are_twenty_points_and_the_line_says_how(cast):
    with at(12):
        made = served(cast, cast.one, 120)
        told = statements.explained(made, account=cast.one)
    assert fresh(cast.one).balance == 20
    assert (told.line.title, told.line.points, told.rule.points) == ("庠柄十八号志愿服务日", 20, 10)
    assert len(told.steps) == 1
    assert Account.objects.get(county=COUNTY, kind="issued").balance == -20
    assert list(verify(COUNTY)) == []


def test_one_service_earns_once_whatever_asks(cast):
    with at(12):
        service = service_of(cast.one, 120)
        actions.earn(COUNTY, [service, service], actor=SYSTEM)
        assert actions.earn(COUNTY, [service], actor=SYSTEM) == []
    assert fresh(cast.one).balance == 20


def test_past_the_verb_the_database_refuses_a_second_earning(cast):
    with at(12):
        made = served(cast, cast.one)
    names = [f.attname for f in Transfer._meta.concrete_fields if f.attname != "id"]
    twin = Transfer(**{name: getattr(made, name) for name in names})
    twin.seq += 1
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_caps_hold_over_several_services_of_an_activity_and_a_month(cast):
    with at(8):
        rule(cast, cap_activity=25, cap_month=60)
    activity = uuid4()
    with at(12):
        amounts = [
            sum(t.amount for t in actions.earn(COUNTY, [one], actor=SYSTEM))
            for one in (
                service_of(cast.one, 90, activity_id=activity),
                service_of(cast.one, 90, activity_id=activity),
                service_of(cast.one, 90, activity_id=activity),
                service_of(cast.one, 240, activity_id=uuid4()),
                service_of(cast.one, 240, activity_id=uuid4()),
                service_of(cast.two, 60, activity_id=activity),
            )
        ]
    assert amounts == [15, 10, 0, 25, 10, 10]
    with at(12, day=date(2025, 5, 2)):
        assert served(cast, cast.one, 60).amount == 10


def test_a_rule_holds_from_its_day_on_and_for_what_it_names(cast):
    with at(8):
        rule(cast, what="day", points=20)
        rule(cast, valid_from=DAY + timedelta(days=3), points=1)
        days = {
            "before": service_of(cast.one, 60, on=DAY - timedelta(days=1)),
            "day": service_of(cast.one, 60, what="day"),
            "help": service_of(cast.one, 60, what="help"),
            "later": service_of(cast.one, 60, on=DAY + timedelta(days=3)),
            "too_early": service_of(cast.one, 60, on=date(2024, 1, 1)),
        }
        earned = {
            name: [t.amount for t in actions.earn(COUNTY, [each], actor=SYSTEM)]
            for name, each in days.items()
        }
    assert earned == {"before": [10], "day": [20], "help": [10], "later": [1], "too_early": []}


def test_a_rule_is_not_made_for_days_that_are_over_nor_twice_for_one_day(cast):
    with at(9):
        with pytest.raises(Unusable):
            rule(cast, valid_from=DAY - timedelta(days=1))
        rule(cast)
        with pytest.raises(Unusable):
            rule(cast)
        with pytest.raises(NotAllowed):
            actions.publish_rule(COUNTY, Wording(DAY, 1, 1, what="help"), actor=cast.actors.lead)
    assert EarningRule.objects.count() == 2


def test_nobody_gives_points_by_hand(cast):
    for name in ("keeper", "county_lead", "system_admin"):
        with at(9), pytest.raises(NotAllowed):
            actions.earn(COUNTY, [service_of(cast.one, 60)], actor=getattr(cast.actors, name))


def test_somebody_without_an_account_has_one_by_earning(cast):
    person = cast.three.person
    Account.objects.filter(pk=cast.three.pk).delete()
    with at(9):
        actions.earn(COUNTY, [service_of(cast.three, 60)], actor=SYSTEM)
    assert Account.objects.get(person=person).balance == 10
    assert clock.today()
