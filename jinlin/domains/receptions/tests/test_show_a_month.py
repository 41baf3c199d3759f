"""Does one sheet show every neighbourhood's reception days of a month, to whoever looks after them
or sits in them?
"""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from jinlin.core.actor import SYSTEM
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Terms
from jinlin.domains.receptions.lifecycle import State
from jinlin.domains.receptions.models import Session
from jinlin.domains.receptions.queries.month import Month, sheet
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    MONDAY,
    Cast,
    at,
    at_desk,
    booked,
    held,
    now_of,
    planned,
    roster_of,
    walked_in,
)
from jinlin.ground.places.models import Place

MONTH = reverse("receptions:month")
APRIL = Month(date(2025, 4, 1))
STATEMENTS = 6  # session, user, grants, the bell; the sessions with their numbers, the towns' names


def shown(actor: Any, **asked: str) -> list[tuple[str, str, list[list[tuple[str, int, int]]]]]:
    """Town, neighbourhood, and for each day what stands there."""
    towns = sheet(actor, APRIL, **asked).towns
    return [
        (
            town.name,
            row.series.place.name,
            [[(cell.tone, cell.booked, cell.talks) for cell in cells] for cells in row.days],
        )
        for town in towns
        for row in town.rows
    ]


def more_places(cast: Cast, *names: str) -> None:
    for name in names:
        with at(MONDAY):
            series = actions.set_up(
                getattr(cast.places, name),
                terms=Terms(name="接待日", room="红色会客厅"),
                actor=SYSTEM,
            )
            actions.seat(series, chair=roster_of(cast)[1], actor=SYSTEM)  # the bureau's
            actions.lay_out(series, until=FRIDAY, actor=SYSTEM)


def test_a_session_ahead_shows_its_appointments_and_one_that_was_held_its_conversations(
    cast: Cast,
) -> None:
    booked(cast)
    assert shown(cast.actors.clerk) == [("浔中镇", "凤池新村", [[("new", 1, 0)]])]
    turn = walked_in(cast)
    with at(FRIDAY, 15, 10):
        talk = actions.begin(turn, text="路灯坏了", actor=cast.actors.clerk)
        actions.answer(talk, answer="明天修", actor=cast.actors.clerk)
    held(cast)
    assert shown(cast.actors.clerk) == [("浔中镇", "凤池新村", [[("done", 1, 1)]])]


def test_a_cancelled_one_stays_on_the_sheet(cast: Cast) -> None:
    with at(MONDAY):
        actions.cancel(planned(cast), reason="台风", actor=cast.actors.lead)
    assert shown(cast.actors.clerk) == [("浔中镇", "凤池新村", [[("ended", 0, 0)]])]


def test_the_sheet_is_grouped_by_town_and_can_be_cut_down_to_one(cast: Cast) -> None:
    planned(cast)
    more_places(cast, "second_neighbourhood", "far_neighbourhood")
    everything = sheet(cast.actors.supervisor, APRIL)
    assert [
        (town.name, [row.series.place.name for row in town.rows]) for town in everything.towns
    ] == [
        ("浔中镇", ["凤池新村", "瓷都花园"]),
        ("龙浔镇", ["南门小区"]),
    ]
    assert everything.tally == {"planned": 3, "talks": 0, "all": 3}
    cut = sheet(cast.actors.supervisor, APRIL, town="350526101")
    assert ([town.name for town in cut.offered], [town.name for town in cut.towns]) == (
        ["浔中镇", "龙浔镇"],
        ["龙浔镇"],
    )


def test_everybody_sees_what_they_look_after_or_sit_in(cast: Cast) -> None:
    planned(cast)
    more_places(cast, "far_neighbourhood")
    seen = {
        name: [place for _town, place, _days in shown(getattr(cast.actors, name))]
        for name in vars(cast.actors)
    }
    both, near, far = ["凤池新村", "南门小区"], ["凤池新村"], ["南门小区"]
    assert seen == {
        "resident": [],
        "neighbour": [],
        "clerk": near,
        "lead": near,
        "sitter": both,
        "manager_of_property": near,
        "supervisor": both,
        "town_outsider": far,
        "county_outsider": [],
        "system_admin": [],
    }


def test_a_session_that_was_moved_stands_on_its_new_day(cast: Cast) -> None:
    with at(MONDAY):
        actions.reschedule(
            planned(cast), on=date(2025, 4, 23), reason="场地维修", actor=cast.actors.lead
        )
    assert sheet(cast.actors.clerk, APRIL).days == [date(2025, 4, 23)]


def test_the_page_leads_to_each_session_and_names_one_that_nobody_opened(cast: Cast) -> None:
    session = planned(cast)
    with at(date(2025, 4, 19)):
        page = at_desk(cast.users.clerk).get(MONTH)
    assert f'href="{reverse("receptions:session", args=[session.pk])}"' in page.text
    assert 'class="slot tone-late"' in page.text
    assert now_of(session).state == State.PLANNED


@pytest.mark.parametrize(
    ("asked", "first", "status"),
    [
        ("2025-02", date(2025, 2, 1), 200),
        ("x", date(2025, 4, 1), 422),
        ("9999-01", date(2025, 4, 1), 422),
    ],
)
def test_what_cannot_be_read_is_named_and_this_month_stands(
    cast: Cast, asked: str, first: date, status: int
) -> None:
    with at(FRIDAY):
        page = at_desk(cast.users.lead).get(MONTH, {"month": asked})
    assert (page.context["month"].first, page.status_code) == (first, status)


def test_an_empty_month_says_what_to_do_next(cast: Cast) -> None:
    with at(MONDAY):
        page = at_desk(cast.users.lead).get(MONTH, {"month": "2025-01"})
    assert reverse("receptions:series") in page.text
    assert page.context["sheet"].towns == []


@pytest.mark.parametrize("further", [(), ("second_neighbourhood", "far_neighbourhood")])
def test_the_sheet_costs_the_same_for_one_neighbourhood_and_for_three(
    cast: Cast, django_assert_num_queries, further
) -> None:
    planned(cast)
    more_places(cast, *further)
    browser = at_desk(cast.users.supervisor)
    with at(MONDAY):
        browser.get(MONTH)
        with django_assert_num_queries(STATEMENTS):
            assert browser.get(MONTH).context["sheet"].tally["all"] == 1 + len(further)
    assert Session.objects.count() == 1 + len(further)


def test_a_sheet_shows_nasty_names_as_they_are(cast):
    nasty = "\"><script>alert('&')</script>"
    session = planned(cast)
    Place.objects.filter(pk=session.series.place_id).update(name=nasty)
    page = at_desk(cast.users.lead).get(MONTH, {"month": f"{session.on:%Y-%m}"}).text
    assert nasty not in page
    assert escape(nasty) in page


@pytest.mark.one_engine
def test_a_month_leaves_as_a_file_with_what_came_of_its_conversations(cast: Cast) -> None:
    held(cast)
    client = at_desk(cast.users.lead)
    assert reverse("receptions:month_csv") in client.get(f"{MONTH}?month=2025-04").text
    answer = client.get(reverse("receptions:month_csv") + "?month=2025-04")
    head, *lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    (row,) = (line.split(",") for line in lines)
    counted = dict(zip(head.split(","), row, strict=True))
    talks = Session.objects.get().conversations.count()
    assert int(counted["面谈记录"]) == talks
    empty = client.get(reverse("receptions:month_csv") + "?month=2024-01")
    assert len(b"".join(empty.streaming_content).decode().splitlines()) == 1
