"""Is the board read in the order of an index, and is nothing lost by reading it in parts?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core import paging
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.models.indexes import INDEXES
from jinlin.domains.appeals.queries import Filters, board, board_page
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.queries.reading import BY_DAY, BY_DUE, RISING, parts_of
from jinlin.domains.appeals.queries.waiting import parts_waiting_for, waiting_for
from jinlin.domains.appeals.tests.cast import (
    COUNTY,
    Cast,
    accepted,
    cast_of_dehua,
    in_hand,
    joint,
    merged,
    reported,
)

WHO = ("lead", "supervisor", "handler", "county_outsider")
STATES = ("open", "late", "in_hand", "withdrawn", "all")


def with_appeals() -> Cast:
    """In several states, some of one moment, so that only the key tells them apart."""
    cast = cast_of_dehua()
    for make in (reported, accepted, in_hand, joint, merged):
        make(cast)
    with clock.set_to(clock.now() - timedelta(days=40)):
        old = [reported(cast) for _number in range(3)]
        in_hand(cast)
    for appeal in old[:2]:
        actions.withdraw(appeal, actor=cast.actors.resident, reason="修好了")
    return cast


standing_cast, cast = once_a_file(with_appeals)


def every_page(cast: Cast, who: str, filters: Filters) -> list[list[Appeal]]:
    actor = getattr(cast.actors, who)
    page = board_page(actor, filters, size=2)
    pages = [page.rows]
    while page.next:
        page = board_page(actor, filters, size=2, after=page.next)
        pages.append(page.rows)
    back = pages[:1] if len(pages) == 1 else [page.rows]
    while page.previous and len(back) < len(pages):
        page = board_page(actor, filters, size=2, after=page.previous)
        back.insert(0, page.rows)
    assert back == pages
    return pages


def around(cast: Cast) -> list[Filters]:
    code = Appeal.objects.earliest("pk").place_code
    unit = str(Appeal.objects.earliest("pk").unit_id)
    day = clock.today() - timedelta(days=20)
    return [
        Filters(),
        *(Filters(place=code[:digits]) for digits in (9, 12)),
        Filters(unit=unit, place=code[:9]),
        Filters(place=cast.places.far_neighbourhood.code),
        Filters(unit=str(cast.units.community.pk), place=COUNTY),
        Filters(since=day),
        Filters(mine=True),
        Filters(text="路灯"),
    ]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", WHO)
def test_page_by_page_nothing_is_lost_or_shown_twice(cast: Cast, who: str, state: str) -> None:
    for filters in around(cast):
        for order in ORDERS:
            wanted = replace(filters, state=state, order=order)
            rows = board(getattr(cast.actors, who), wanted).order_by(*ORDERS[order])
            read = [row for page in every_page(cast, who, wanted) for row in page]
            assert read == list(rows.distinct()), wanted


@pytest.mark.parametrize("who", WHO)
def test_a_page_is_one_statement_however_many_parts_it_has(cast: Cast, who: str) -> None:
    for state in STATES:
        with CaptureQueriesContext(connection) as sent:
            board_page(getattr(cast.actors, who), Filters(state=state))
        assert len(sent) <= 1


@pytest.mark.parametrize("who", ["lead", "supervisor", "handler"])
@pytest.mark.parametrize("state", ["open", "in_hand", "closed", "all"])
@pytest.mark.parametrize("order", ORDERS)
def test_no_part_of_a_place_or_unit_is_sorted(cast: Cast, order: str, state: str, who: str) -> None:
    for filters in (Filters(), Filters(place=cast.places.neighbourhood.code[:9])):
        wanted = replace(filters, state=state, order=order)
        parts = list(parts_of(Appeal.objects.all(), getattr(cast.actors, who), wanted))
        plans = [part.order_by(*ORDERS[order])[:51].explain() for part in parts]
        led = [plan for plan in plans if "sqlite_autoindex_appeals_appeal_1" not in plan]
        if connection.vendor != "sqlite":
            continue  # PostgreSQL's own choice
        assert led
        assert not [plan for plan in led if "TEMP B-TREE" in plan]


def test_what_lies_in_a_town_is_what_its_code_begins(cast: Cast) -> None:
    towns = {code[:9] for code in Appeal.objects.values_list("place_code", flat=True)}
    far = cast.places.far_neighbourhood.code[:9]
    for town in (*towns, far):
        wanted = Filters(place=town, state="all")
        rows = board(cast.actors.supervisor, wanted)
        whole = Appeal.objects.filter(place_code__startswith=town)
        assert set(rows) == set(whole)
        assert bool(rows) == (town in towns)


@pytest.mark.parametrize("of", ["town", "unit"])
def test_what_lies_elsewhere_in_a_town_or_of_a_unit_is_passed_over_by_its_entry(of: str) -> None:
    fields = {index.name: [*index.fields, *map(str, index.expressions)] for index in INDEXES}
    for name in (*BY_DUE[of].values(), BY_DAY[of]):
        assert {"place_code", "F(place_code)"} & set(fields[name]), name


def test_each_index_that_is_named_stands() -> None:
    named = {*BY_DAY.values(), *(name for names in BY_DUE.values() for name in names.values())}
    rising = {name for names in RISING.values() for name in names.values()}
    known = {index.name for index in INDEXES}
    assert {*named, *rising, "appeal_state_newest", "appeal_kept"} <= known


def test_a_page_of_one_order_is_not_gone_on_with_in_another(cast: Cast) -> None:
    first = board_page(cast.actors.lead, Filters(state="all"), size=2)
    with pytest.raises(paging.Unusable):
        board_page(cast.actors.lead, Filters(state="all", order="newest"), after=first.next)


@pytest.mark.parametrize("who", ["clerk", "lead"])
def test_of_what_has_finished_elsewhere_nothing_is_looked_at_for_calls(
    cast: Cast, who: str
) -> None:
    calls = parts_waiting_for(getattr(cast.actors, who))[-1].order_by("due_at", "id")[:51]
    assert list(calls) == []
    if connection.vendor == "sqlite":
        plan = calls.explain()
        assert "appeal_town_board (<expr>=? AND state=?)" in plan
        assert "USING INDEX round_drawn (appeal_id=?)" in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(("who", "of"), [("lead", "town"), ("supervisor", "county")])
@pytest.mark.parametrize("is_analyzed", [True, False])
def test_what_rises_is_read_in_order_from_an_index_that_has_nothing_else(
    cast: Cast, who: str, of: str, is_analyzed: bool
) -> None:
    Appeal.objects.filter(ended_at=None).update(is_escalated=True, is_extension_asked=True)
    Appeal.objects.filter(ended_at=None).update(lateness=1)
    parts = parts_waiting_for(getattr(cast.actors, who))
    if connection.vendor != "sqlite":
        return  # PostgreSQL's own choice
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if is_analyzed else "DROP TABLE IF EXISTS sqlite_stat1")
    plans = [part.order_by("due_at", "id")[:51].explain() for part in parts]
    kinds = RISING if who == "lead" else RISING.keys() - {"rising"}
    for name in (RISING[kind][of] for kind in kinds):
        [plan] = [each for each in plans if f"INDEX {name} (" in each]
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("who", WHO)
def test_the_parts_of_what_waits_are_all_of_it(cast: Cast, who: str) -> None:
    rising = Appeal.objects.filter(ended_at=None).order_by("pk")
    for number, changed in enumerate(
        [{"is_escalated": True}, {"is_extension_asked": True}, {"lateness": 1}, {"lateness": 2}]
    ):
        rising.filter(pk=rising[number].pk).update(**changed)
    actor = getattr(cast.actors, who)
    found = {row.pk for part in parts_waiting_for(actor) for row in part}
    assert found == set(waiting_for(actor).values_list("pk", flat=True))
    assert bool(found) == (who != "county_outsider")


def test_the_parts_of_a_unit_are_looked_for_among_its_own(cast: Cast) -> None:
    joint(cast)
    parts = parts_waiting_for(cast.actors.handler)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        plans = [part.order_by("due_at", "id")[:51].explain() for part in parts]
        assert [each for each in plans if "INDEX part_unit (unit_id=? AND state=?)" in each]
