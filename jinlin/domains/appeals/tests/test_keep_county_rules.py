"""Does a county set its own numbers for appeals, from a later day on,
and never anew for the past?
"""

from datetime import timedelta

import pytest
from django.test import Client

from jinlin.core.time import clock
from jinlin.domains.appeals.models import CountyRule, ScriptQuestion
from jinlin.domains.appeals.permissions import can_reopen
from jinlin.domains.appeals.tests.cast import ABROAD, COUNTY, Cast, at_desk, closed, days_on

ADD = "/desk/admin/appeals/countyrule/add/"


def sent(client: Client, day: int, **more: int):
    numbers = {
        "judge_days": 7,
        "call_back_percent": 50,
        "call_tries": 2,
        "call_days": 5,
        "returns_limit": 3,
        "reopen_days": 15,
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


def test_a_resident_reopens_within_the_countys_days(cast: Cast) -> None:
    appeal = closed(cast)
    CountyRule.objects.create(county=COUNTY, valid_from=appeal.ended_on, reopen_days=3)
    resident = cast.actors.resident
    with clock.set_to(clock.now() + timedelta(days=3)):
        assert can_reopen(resident, appeal)
    with clock.set_to(clock.now() + timedelta(days=4)):
        assert not can_reopen(resident, appeal)


def test_the_administrator_keeps_what_is_asked_when_somebody_is_called_back(cast: Cast) -> None:
    client, add = at_desk(cast.users.system_admin), "/desk/admin/appeals/scriptquestion/add/"
    told = {"text": "师傅是否佩戴工牌？", "category_code": "", "order": 1}
    assert client.post(add, {**told, "is_yes_or_no": "on", "is_asked": "on"}).status_code == 302
    row = ScriptQuestion.objects.get()
    assert (row.county, row.text, row.is_asked) == (COUNTY, told["text"], True)
    ScriptQuestion.objects.create(county=ABROAD, text="别的县才问")
    page = client.get("/desk/admin/appeals/scriptquestion/")
    assert page.context["cl"].result_count == 1
