"""Can a day that comes back end, and pass to somebody else when whoever was in charge left?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.models import Series, Session
from jinlin.domains.servicedays.queries import board
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    MONDAY,
    asked,
    at,
    at_desk,
    now_of,
    planned,
    shift,
)
from jinlin.services.notices.models import Message
from jinlin.services.seats.models import Seat

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
TERMS = {
    "name": "18号志愿服务日",
    "rule": "month_day",
    "day": 18,
    "nth": 2,
    "weekday": 5,
    "lunar_month": 8,
    "before": 1,
    "from_time": "09:00",
    "to_time": "11:30",
}


def sent(client, name, told, pk):
    with at(11, day=MONDAY):
        return client.post(reverse(f"servicedays:{name}", args=[pk]), {"key": uuid4(), **told})


def test_a_series_ends_and_whoever_signed_up_for_a_later_day_is_told(cast):
    row = shift(cast)
    with at(10, day=MONDAY):
        actions.sign_up(row, cast.one, actor=cast.actors.resident)
    client = at_desk(cast.users.organiser)
    early = sent(
        client, "end_series", {"on": MONDAY - timedelta(days=1), "reason": "拆迁"}, cast.series.pk
    )
    assert early.status_code == 422
    end = {"on": MONDAY, "reason": "小区拆迁"}
    assert sent(client, "end_series", end, cast.series.pk).status_code == 302
    assert now_of(cast.series).valid_until == MONDAY
    assert now_of(row.session).state == "cancelled"
    assert Seat.objects.get(unit=row.unit).state == "closed"
    assert Message.objects.filter(person=cast.one.person).exists()
    with at(9, day=FRIDAY):
        assert actions.lay_out(now_of(cast.series), until=FRIDAY + timedelta(days=62)) == []
        assert not Series.objects.current(FRIDAY).exists()
    assert sent(at_desk(cast.users.clerk), "end_series", end, cast.series.pk).status_code == 403


def test_a_series_that_is_over_offers_no_days_ahead(cast):
    client, way = (
        at_desk(cast.users.organiser),
        reverse("servicedays:lay_out", args=[cast.series.pk]),
    )
    page = reverse("servicedays:series_one", args=[cast.series.pk])
    with at(11, day=MONDAY):
        assert way in client.get(page).text
        actions.end_series(cast.series, on=MONDAY, reason="拆迁", actor=cast.actors.organiser)
        assert way in client.get(page).text  # its last day is today
    with at(11, day=MONDAY + timedelta(days=1)):
        assert way not in client.get(page).text


def test_who_left_is_nobody_in_charge_and_the_days_pass_to_another(cast):
    session = planned(cast)
    with at(11, day=MONDAY):
        (row,) = board.rows_of(list(board.series_of(cast.actors.lead)))
        assert row.settled["people"]
        type(cast.users.organiser).objects.filter(pk=cast.users.organiser.pk).update(
            is_active=False
        )
        (row,) = board.rows_of(list(board.series_of(cast.actors.lead)))
        assert not row.settled["people"]
        assert board.lacking(board.series_of(cast.actors.lead)).count() == 1
    client = at_desk(cast.users.lead)
    wrong = sent(client, "series_one", {**TERMS, "in_charge": ""}, cast.series.pk)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["in_charge"])
    told = {**TERMS, "team": cast.team.pk, "in_charge": cast.users.clerk.pk}
    assert sent(client, "series_one", told, cast.series.pk).status_code == 302
    assert now_of(cast.series).in_charge_id == cast.users.clerk.pk
    activity = Session.objects.select_related("activity").get(pk=session.pk).activity
    assert activity.in_charge_id == cast.users.clerk.pk


def test_staff_free_a_small_help_whose_volunteer_does_not_come(cast):
    ask = asked(cast)
    with at(10, day=MONDAY):
        ask = actions.release(ask, text="换灯管", actor=cast.actors.organiser)
        ask = actions.take(ask, actor=cast.actors.neighbour)
        ask = actions.give_back(ask, reason="联系不上", actor=cast.actors.organiser)
    assert (ask.state, ask.volunteer) == ("offered", None)
