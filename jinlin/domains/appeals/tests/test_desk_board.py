"""Does the board show what its address says, at the same cost whatever stands on it?"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import Cast, accepted, at_desk, closed, in_hand, reported

# session, user, grants, the bell, places to choose, units, classes, one page, the saved views
STATEMENTS = 10
BOARD = "/desk/appeals/"


def found(browser, **asked) -> list:
    return [row.appeal.pk for row in browser.get(BOARD, {"state": "all", **asked}).context["rows"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_costs_the_same_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries, rows: int
) -> None:
    for number in range(rows):
        reported(cast, text=f"第{number}盏灯坏了")
    browser = at_desk(cast.users.lead)
    browser.get(BOARD, {"state": "open"})
    with django_assert_num_queries(STATEMENTS):
        page = browser.get(BOARD, {"state": "open"})
    assert len(page.context["rows"]) == rows


def test_the_long_text_of_an_appeal_is_not_read_for_the_board(cast: Cast) -> None:
    reported(cast, text="很长" * 6000)
    browser = at_desk(cast.users.lead)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = browser.get(BOARD, {"state": "open"})
    assert page.context["rows"][0].appeal.get_deferred_fields() == {"text", "track_key"}
    assert [
        each["sql"]
        for each in asked
        if '"appeals_appeal"."text"' in each["sql"].partition(" FROM ")[0]
    ] == []


def test_each_filter_keeps_what_it_says(cast: Cast) -> None:
    waiting, taken = (
        reported(cast, text="路灯不亮"),
        accepted(cast, text="井盖松动", place=cast.places.second_neighbourhood),
    )
    handed, done = in_hand(cast, text="绿化没人管"), closed(cast, text="垃圾清走了")
    Appeal.objects.filter(pk=handed.pk).update(
        is_escalated=True, due_at=clock.now() - timedelta(hours=1)
    )
    browser = at_desk(cast.users.lead)
    assert set(found(browser)) == {waiting.pk, taken.pk, handed.pk, done.pk}
    assert found(browser, state="reported") == [waiting.pk]
    assert found(browser, state="late") == [handed.pk]
    assert found(browser, place=cast.places.second_neighbourhood.code) == [taken.pk]
    assert found(browser, unit=str(cast.units.bureau.pk), state="open") == [handed.pk]
    assert found(browser, escalated="on") == [handed.pk]
    assert found(browser, q="井盖") == [taken.pk]
    assert found(browser, q=waiting.number) == [waiting.pk]
    assert found(browser, until="2020-01-01") == []
    assert found(browser, category=cast.categories.repair.pk, state="accepted") == [taken.pk]


def test_a_search_without_a_state_looks_in_all_states(cast: Cast) -> None:
    done = closed(cast, text="垃圾清走了")
    page = at_desk(cast.users.lead).get(BOARD, {"q": "垃圾"})
    assert [row.appeal.pk for row in page.context["rows"]] == [done.pk]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "bad",
    [
        {"state": "x"},
        {"place": "<b>"},
        {"unit": "1"},
        {"since": "2025-02-30"},
        {"category": "zz"},
        {"order": "x"},
        {"q": "长" * 200},
    ],
)
def test_a_filter_that_cannot_be_used_is_named_and_the_others_hold(
    cast: Cast, bad: dict[str, str]
) -> None:
    appeal = reported(cast)
    page = at_desk(cast.users.lead).get(BOARD, {"state": "reported", **bad})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == list(bad)
    assert [row.appeal.pk for row in page.context["rows"]] == [appeal.pk]


@pytest.mark.one_engine
def test_a_forged_page_token_is_refused_kindly(cast: Cast) -> None:
    assert at_desk(cast.users.lead).get(BOARD, {"state": "open", "after": "x"}).status_code == 422


@pytest.mark.one_engine
def test_each_chip_takes_one_filter_away(cast: Cast) -> None:
    reported(cast)
    page = at_desk(cast.users.lead).get(
        BOARD, {"state": "open", "grade": "ordinary", "place": cast.places.neighbourhood.code}
    )
    assert [(str(chip.label), chip.words, chip.href) for chip in page.context["chips"]] == [
        ("地点", "凤池新村", "?state=open&grade=ordinary"),
        ("紧急程度", "一般", f"?state=open&place={cast.places.neighbourhood.code}"),
    ]


@pytest.mark.one_engine
def test_the_board_is_as_it_was_left(cast: Cast) -> None:
    browser = at_desk(cast.users.lead)
    browser.get(BOARD, {"state": "late", "grade": "urgent", "q": "灯"})
    assert browser.get(BOARD)["Location"] == f"{BOARD}?state=late&grade=urgent"


def test_pages_follow_one_another_without_a_gap(cast: Cast) -> None:
    first = reported(cast)
    copies = [
        Appeal(
            **{
                f.attname: getattr(first, f.attname)
                for f in Appeal._meta.fields
                if f.attname != "id"
            }
        )
        for _ in range(60)
    ]
    for number, copy in enumerate(copies):
        copy.number = f"250101-{number:05d}"
    Appeal.objects.bulk_create(copies)
    browser = at_desk(cast.users.lead)
    page = browser.get(BOARD, {"state": "open"})
    rest = browser.get(BOARD, {"state": "open", "after": page.context["page"].next})
    seen = [row.appeal.pk for each in (page, rest) for row in each.context["rows"]]
    assert (len(seen), len(set(seen))) == (61, 61)


def test_nobody_sees_a_row_of_another_place(cast: Cast) -> None:
    reported(cast)
    assert (
        found(at_desk(cast.users.town_outsider))
        == found(at_desk(cast.users.county_outsider))
        == found(at_desk(cast.users.handler))
        == []
    )
    assert at_desk(cast.users.system_admin).get(BOARD).status_code == 403


def test_the_tree_offers_the_way_down_and_what_lies_inside(cast: Cast) -> None:
    page = at_desk(cast.users.lead).get(
        BOARD, {"state": "open", "place": cast.places.community.code}
    )
    options = re.findall(
        r'<option value="(\d+)"',
        page.content.decode().partition('name="place"')[2].partition("</select>")[0],
    )
    assert options == [
        cast.places.town.code,
        cast.places.community.code,
        cast.places.neighbourhood.code,
        cast.places.second_neighbourhood.code,
    ]
