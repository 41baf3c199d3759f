"""Does staff find who is on duty, with a masked number, and does a lead plan it on the pages?"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from jinlin.core.secrets.fields import match_key
from jinlin.core.time import calendar, clock
from jinlin.core.timeline import Access
from jinlin.ground.accounts.actions import put_on_duty
from jinlin.ground.accounts.models import Shift

pytestmark = pytest.mark.one_engine

PHONE = "13800005678"


@pytest.fixture
def lead(hire, town):
    return hire("lead", "lead", town)


@pytest.fixture
def anna(hire, town):
    user = hire("anna", "clerk", town).user
    user.phone, user.phone_key = PHONE, match_key(PHONE, "phone")
    user.save()
    return user


def tonight(anna, lead, town):
    return put_on_duty(anna, at=town, kind="night", day=clock.today(), actor=lead.actor)


def test_tonight_stands_on_top_with_a_masked_number(lead, anna, town, at_desk, clerk):
    with clock.set_to(
        clock.at(clock.today(), 20)
    ):  # before eight in the morning last night goes on
        tonight(anna, lead, town)
        page = at_desk(lead).get(reverse("accounts:duty"))
    assert [(each["shift"].user, each["phone"]) for each in page.context["tonight"]] == [
        (anna, "138****5678")
    ]
    assert PHONE not in page.content.decode()


def test_the_number_is_shown_once_after_a_reason_and_the_look_is_kept(lead, anna, town, at_desk):
    shift = tonight(anna, lead, town)
    browser, address = at_desk(lead), reverse("accounts:duty-phone", args=[shift.pk])
    assert browser.post(address, {}).status_code == 422
    assert PHONE in browser.post(address, {"reason": "半夜水管爆了"}).content.decode()
    assert PHONE not in browser.get(reverse("accounts:duty-one", args=[shift.pk])).content.decode()
    assert list(Access.objects.values_list("subject_id", "what", "why")) == [
        (shift.pk, "phone", "半夜水管爆了")
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_week_costs_the_same_for_one_duty_and_for_three(
    lead, anna, town, at_desk, count, django_assert_num_queries
):
    monday = clock.today() - timedelta(days=clock.today().weekday()) + timedelta(days=7)
    for number in range(count):
        put_on_duty(
            anna, at=town, kind="night", day=monday + timedelta(days=number), actor=lead.actor
        )
    browser = at_desk(lead)
    with django_assert_num_queries(6):  # session, user, grants, the bell, the days, tonight
        page = browser.get(reverse("accounts:duty"), {"week": monday})
    assert [len(day["shifts"]) for day in page.context["days"]] == [1] * count + [0] * (7 - count)


def test_a_month_is_whole_weeks_and_nonsense_is_this_week(lead, at_desk, db):
    browser = at_desk(lead)
    span = browser.get(reverse("accounts:duty"), {"month": "2026-10"}).context["span"]
    assert (span.first, span.until, span.before, span.after) == (
        date(2026, 9, 28),
        date(2026, 11, 2),
        "2026-09",
        "2026-11",
    )
    for asked in (
        {"month": "2026-13"},
        {"week": "never"},
        {"week": "0001-01-01"},
        {"month": "9999-12"},
    ):
        assert browser.get(reverse("accounts:duty"), asked).status_code == 200


def test_a_plan_is_shown_first_and_stands_when_it_is_sent_as_seen(lead, anna, hire, town, at_desk):
    calendar.seed()
    bei = hire("bei", "clerk", town).user
    saturday = clock.today() + timedelta(days=(5 - clock.today().weekday()) % 7)
    sent = {"people": [anna.pk, bei.pk], "first": saturday, "last": saturday + timedelta(days=1)}
    browser, address = at_desk(lead), reverse("accounts:duty-plan")
    where = {"at": f"place-{town.pk}"}
    preview = browser.post(address, sent, query_params=where)
    assert (preview.status_code, Shift.objects.count()) == (200, 0)
    seen = preview.context["plan"].signature
    assert (
        browser.post(
            address, {**sent, "go": "1", "seen": "another"}, query_params=where
        ).status_code
        == 409
    )
    assert (
        browser.post(address, {**sent, "go": "1", "seen": seen}, query_params=where).status_code
        == 302
    )
    assert [shift.user for shift in Shift.objects.order_by("starts_at")] == [anna, bei]


def test_a_place_that_is_not_theirs_cannot_be_planned(lead, county, at_desk):
    assert (
        at_desk(lead).get(reverse("accounts:duty-plan"), {"at": f"place-{county.pk}"}).status_code
        == 404
    )


def test_a_swap_and_taking_off_on_the_page(lead, anna, hire, town, at_desk):
    bei = hire("bei", "clerk", town).user
    first = put_on_duty(
        anna, at=town, kind="night", day=clock.today() + timedelta(days=1), actor=lead.actor
    )
    second = put_on_duty(
        bei, at=town, kind="night", day=clock.today() + timedelta(days=2), actor=lead.actor
    )
    browser = at_desk(lead)
    assert (
        browser.post(
            reverse("accounts:duty-swap", args=[first.pk]), {"other": second.pk}
        ).status_code
        == 302
    )
    assert [Shift.objects.get(pk=shift.pk).user for shift in (first, second)] == [bei, anna]
    assert (
        browser.post(reverse("accounts:duty-off", args=[first.pk]), {"reason": "生病"}).status_code
        == 302
    )
    assert list(Shift.objects.standing()) == [second]
