"""Are the days and months of training the county's own, from a day on?"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.deadlines import months_in
from jinlin.domains.training.models import Course, FollowUp, TrainingRule
from jinlin.domains.training.queries.outcomes import outcomes
from jinlin.domains.training.tests.cast import (
    AFTER,
    COUNTY,
    MONDAY,
    agreed,
    at,
    course,
    finished,
    introduced,
    now_of,
)

pytestmark = pytest.mark.django_db


def rule(day, **numbers):
    return TrainingRule.objects.create(county=COUNTY, valid_from=day, **numbers)


def asked(rows):
    return list(rows.order_by("months").values_list("months", flat=True))


def test_the_months_are_those_of_the_day_on_which_the_class_ended(cast):
    rule(MONDAY, follow_up_months="2, 5")
    rule(AFTER + timedelta(days=1), follow_up_months="9")
    finished(cast, cast.resident)
    assert asked(FollowUp.objects.all()) == [2, 5]
    with at(9, day=AFTER):
        assert [row.months for row in outcomes(cast.actors.lead)] == [2, 5]
    with at(9, day=AFTER + timedelta(days=100)):
        assert [row.months for row in outcomes(cast.actors.lead)] == [2, 9]


def test_the_months_are_those_of_the_day_on_which_somebody_was_hired(cast):
    rule(AFTER, follow_up_months="4")
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        actions.hire(row, since=AFTER, actor=cast.actors.employer)
    assert asked(FollowUp.objects.all()) == [4]


def test_what_waits_is_due_by_the_numbers_of_that_day(cast):
    rule(MONDAY, agree_days=3, prepare_days=5)
    rule(AFTER, introduced_days=2)
    assert course(cast, title="又一班").due_at == clock.by_end_of(MONDAY, 3)
    assert now_of(agreed(cast)).due_at == clock.by_end_of(MONDAY, 5)
    assert introduced(cast).due_at == clock.by_end_of(AFTER, 2)


def test_a_class_that_was_called_off_comes_again_after_the_countys_days(cast):
    rule(MONDAY, threshold=1, called_off_days=10)
    row = course(cast)
    with at(9, day=MONDAY + timedelta(days=1)):
        actions.cancel(row, reason="没有老师", actor=cast.actors.organiser)
        wanted = actions.Wanted(cast.places.community, cast.module)
    with at(9, day=MONDAY + timedelta(days=2)):
        actions.order(cast.resident, wanted, actor=cast.actors.resident)
        Course.objects.filter(opened_by_orders=True).delete()
        assert actions.propose_again(cast.places.community, cast.module) is None
    with at(9, day=MONDAY + timedelta(days=10)):
        assert actions.propose_again(cast.places.community, cast.module) is not None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1,3,6,12", (1, 3, 6, 12)),
        ("12、6，3, 3", (3, 6, 12)),
        ("", ()),
        ("0, 3", ()),
        ("3, 61", ()),
        ("三", ()),
        ("1.5", ()),
        ("١", ()),
    ],
)
def test_months_are_whole_and_in_order(text, months):
    assert months_in(text) == months


def test_what_is_no_month_is_refused_in_words(cast):
    row = TrainingRule(county=COUNTY, valid_from=MONDAY, follow_up_months="12，3")
    row.full_clean()
    assert row.follow_up_months == "3, 12"
    row.follow_up_months = "很快"
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.message_dict) == ["follow_up_months"]


def test_the_county_adds_numbers_on_a_page_and_rewrites_none_in_force(client, cast):
    client.force_login(cast.users.system_admin)
    page = reverse("admin:training_trainingrule_add")
    with at(9, day=AFTER):
        fields = client.get(page).context["adminform"].form
        sent = {name: fields[name].value() for name in fields.fields} | {"valid_from": str(AFTER)}
        refused = client.post(page, {**sent, "follow_up_months": "很快"})
        kept = client.post(page, {**sent, "follow_up_months": "2, 4", "agree_days": "5"})
    assert (refused.status_code, kept.status_code) == (200, 302)
    assert "很快" in refused.content.decode()
    made = TrainingRule.objects.get()
    assert (made.county, made.months, made.agree_days) == (COUNTY, (2, 4), 5)
    change = reverse("admin:training_trainingrule_change", args=[made.pk])
    with at(9, day=AFTER):
        assert client.post(change, {**sent, "follow_up_months": "9"}).status_code == 403
