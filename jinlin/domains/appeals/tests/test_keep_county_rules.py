"""Does a county set its own numbers for appeals, from a later day on,
and never anew for the past?
"""

import pytest
from django.test import Client

from jinlin.domains.appeals.models import CountyRule
from jinlin.domains.appeals.tests.cast import ABROAD, COUNTY, Cast, at_desk, days_on

ADD = "/desk/admin/appeals/countyrule/add/"


def sent(client: Client, day: int, **more: int):
    numbers = {
        "judge_days": 7,
        "call_back_percent": 50,
        "call_tries": 2,
        "call_days": 5,
        "returns_limit": 3,
    }
    hours = {"first_escalation_hours": 0, "second_escalation_hours": 24}
    return client.post(ADD, {"valid_from": str(days_on(day)), **numbers, **hours, **more})


def test_the_next_rule_begins_on_a_later_day_in_the_administrator_s_own_county(cast: Cast) -> None:
    client = at_desk(cast.users.system_admin)
    assert sent(client, 1).status_code == 302
    rule = CountyRule.objects.get()
    assert (
        rule.county,
        rule.call_tries,
        CountyRule.of(COUNTY, days_on(0)).call_tries,
        CountyRule.of(COUNTY, days_on(1)).call_tries,
    ) == (
        COUNTY,
        2,
        3,
        2,
    )
    CountyRule.objects.create(county=ABROAD, valid_from=days_on(3))
    assert client.get("/desk/admin/appeals/countyrule/").context["cl"].result_count == 1
    assert (
        client.post(
            f"/desk/admin/appeals/countyrule/{rule.pk}/change/", {"judge_days": 1}
        ).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("day", "more", "field"),
    [
        (0, {}, "valid_from"),
        (-3, {}, "valid_from"),
        (2, {}, "valid_from"),
        (3, {"judge_days": -1}, "judge_days"),
    ],
)
def test_no_rule_reaches_back_or_begins_on_the_day_of_another(
    cast: Cast, day: int, more: dict[str, int], field: str
) -> None:
    CountyRule.objects.create(county=COUNTY, valid_from=days_on(2))
    page = sent(at_desk(cast.users.system_admin), day, **more)
    assert (
        page.status_code,
        list(page.context["adminform"].form.errors),
        CountyRule.objects.count(),
    ) == (200, [field], 1)


@pytest.mark.parametrize("wrong", [{"call_tries": 0}, {"call_back_percent": 101}])
def test_numbers_that_mean_nothing_are_refused_with_words(
    cast: Cast, wrong: dict[str, int]
) -> None:
    page = sent(at_desk(cast.users.system_admin), 1, **wrong)
    assert (page.status_code, CountyRule.objects.count()) == (200, 0)
