"""Can a lead set up a neighbourhood's reception days and say who sits there, and a sitter put them
into their own calendar?
"""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jinlin.core.actor import SYSTEM
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Terms
from jinlin.domains.receptions.models import FeedLink, Series
from jinlin.domains.receptions.tests.cast import FRIDAY, MONDAY, Cast, at, at_desk, now_of, planned

pytestmark = pytest.mark.one_engine

LIST, NEW, MINE, FEED = (
    reverse(f"receptions:{name}") for name in ("series", "new_series", "mine", "feed")
)
TOLD = {
    "name": "业主接待日",
    "room": "红色会客厅",
    "weekday": "4",
    "from_time": "15:00",
    "to_time": "17:30",
    "minutes_each": "15",
    "seats": "6",
    "valid_from": "2025-04-14",
}
STATEMENTS = 5  # session, user, grants, the bell, the series with what is counted


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


def page_of(series: Series) -> str:
    return reverse("receptions:one_series", args=[series.pk])


def told(cast: Cast, **words: Any) -> dict[str, Any]:
    return {**TOLD, "place": cast.places.second_neighbourhood.code, "key": str(uuid4()), **words}


def test_a_series_is_set_up_once_and_its_roster_is_the_next_page(cast: Cast) -> None:
    browser, words = at_desk(cast.users.lead), told(cast)
    answers = {browser.post(NEW, words).url for _twice in range(2)}
    made = Series.objects.get(place=cast.places.second_neighbourhood)
    assert (answers, made.organiser, made.valid_from) == (
        {page_of(made)},
        cast.units.committee,
        MONDAY,
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"to_time": "14:00"}, "to_time"),
        ({"seats": "40"}, "seats"),
        ({"room": ""}, "room"),
        ({"place": "1"}, "place"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field_and_the_rest_is_kept(
    cast: Cast, wrong: dict[str, str], field: str
) -> None:
    page = at_desk(cast.users.lead).post(NEW, told(cast, address="凤池路8号三楼", **wrong))
    assert (page.status_code, list(page.context["form"].errors), "凤池路8号三楼" in page.text) == (
        422,
        [field],
        True,
    )
    assert Series.objects.filter(place=cast.places.second_neighbourhood).count() == 0


def test_a_seat_comes_and_goes(cast: Cast) -> None:
    browser, series = at_desk(cast.users.lead), cast.series
    browser.post(
        reverse("receptions:seat", args=[series.pk]), {"part": "expert", "title": "消防专家"}
    )
    seat = series.roster.get(title="消防专家")
    assert "消防专家" in browser.get(page_of(series)).text
    browser.post(reverse("receptions:unseat", args=[series.pk, seat.pk]))
    assert series.roster.filter(pk=seat.pk).count() == 0


def test_a_seat_for_nobody_is_refused(cast: Cast) -> None:
    page = at_desk(cast.users.lead).post(
        reverse("receptions:seat", args=[cast.series.pk]), {"part": "expert"}
    )
    assert (page.status_code, "请" in str(page.context["seat_form"].errors)) == (422, True)


def test_the_weeks_ahead_are_laid_out_at_once(cast: Cast) -> None:
    at_desk(cast.users.lead).post(reverse("receptions:lay_out", args=[cast.series.pk]))
    assert cast.series.sessions.count() > 4


def test_the_terms_change_for_what_is_laid_out_from_now_on(cast: Cast) -> None:
    session, browser = planned(cast), at_desk(cast.users.lead)
    browser.post(page_of(cast.series), told(cast, room="二楼会议室", from_time="16:00"))
    assert (now_of(cast.series).room, now_of(session).starts_at) == (
        "二楼会议室",
        session.starts_at,
    )


def test_a_series_ends_on_a_day(cast: Cast) -> None:
    browser, way = at_desk(cast.users.lead), reverse("receptions:end_series", args=[cast.series.pk])
    assert browser.post(way, {"on": "2020-01-01"}).status_code == 422
    browser.post(way, {"on": "2025-06-30"})
    assert now_of(cast.series).valid_until == date(2025, 6, 30)


def test_only_the_lead_of_the_place_finds_it(cast: Cast) -> None:
    seen = {
        name: at_desk(getattr(cast.users, name)).get(page_of(cast.series)).status_code
        for name in ("lead", "clerk", "supervisor", "sitter")
    }
    assert seen == {"lead": 200, "clerk": 403, "supervisor": 403, "sitter": 403}
    elsewhere = actions.set_up(
        cast.places.far_neighbourhood, terms=Terms(name="接待日", room="会客厅"), actor=SYSTEM
    )
    assert at_desk(cast.users.lead).get(page_of(elsewhere)).status_code == 404


def test_a_sitter_finds_their_days_and_a_calendar_that_opens_them(cast: Cast) -> None:
    session, browser = planned(cast), at_desk(cast.users.sitter)
    page = browser.get(MINE).text
    assert reverse("receptions:session", args=[session.pk]) in page
    address = browser.post(FEED).context["address"]
    assert (
        FRIDAY.strftime("%Y%m%d")
        in Client().get(address.partition("testserver")[2]).content.decode()
    )
    assert address not in browser.get(MINE).text
    browser.post(FEED, {"revoke": "1"})
    assert (
        Client().get(address.partition("testserver")[2]).status_code,
        FeedLink.objects.filter(revoked_at=None).count(),
    ) == (404, 0)


def test_whoever_sits_nowhere_is_told_so(cast: Cast) -> None:
    assert "您近期不用参加接待日" in at_desk(cast.users.supervisor).get(MINE).text


@pytest.mark.parametrize("further", [0, 2])
def test_the_list_costs_the_same_for_one_series_and_for_three(
    cast: Cast, django_assert_num_queries, further: int
) -> None:
    for place in (cast.places.second_neighbourhood, cast.places.community)[:further]:
        actions.set_up(place, terms=Terms(name="接待日", room="会客厅"), actor=SYSTEM)
    browser = at_desk(cast.users.lead)
    browser.get(LIST)
    with django_assert_num_queries(STATEMENTS):
        assert len(browser.get(LIST).context["page"].rows) == 1 + further
