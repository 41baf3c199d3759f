"""Do the lists that all domains share cost the same for one row and for three, and no more however
many domains there are?
"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import (
    Cast,
    at_desk,
    at_phone,
    cast_of_dehua,
    in_hand,
    reported,
)
from jinlin.web import domains

# where the rows of all sources stand, and the rows of the one that has some
LIST = 2
# session, user, grants, the bell, who is on duty; dangers that were heard
DESK = 6 + LIST
# session, user, the bell
MINE = 4 + LIST
# session, user, the bell; the place, what lies in it, what is counted there; the next reception and
# the next service day
FIRST_PAGE = 9 + LIST


standing_cast, cast = once_a_file(cast_of_dehua)


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_costs_one_statement_for_all_sources_and_one_for_the_rows(
    cast: Cast, rows: int
) -> None:
    for number in range(rows):
        reported(cast, text=f"第{number}盏灯坏了")
    browser = at_desk(cast.users.clerk)
    assert statements(browser, reverse("desk")) == DESK
    page = browser.get(reverse("desk")).text
    assert len(re.findall(r'<a class="line-title"', page)) == rows


def test_what_is_due_today_is_one_press_away_from_behind_all_that_is_late(cast: Cast) -> None:
    late, today = in_hand(cast), in_hand(cast)
    browser, desk = at_desk(cast.users.handler), reverse("desk")
    with clock.set_to(clock.at(clock.today(), 9)):
        ends = {late.pk: clock.now() - timedelta(days=400), today.pk: clock.end_of(clock.today())}
        for pk, due in ends.items():
            Appeal.objects.filter(pk=pk).update(due_at=due)
        page = browser.get(desk).text
        [way] = re.findall(r'href="(\?after=[^"]+)"><span[^>]*>(?:<[^>]*>)*今天到期 1 件', page)
        shown = browser.get(desk + way).text
    keys = [each for each in (late, today) if f"/{each.pk}/" in shown]
    assert keys == [today]
    assert "逾期 1 件" in shown


def test_my_matters_cost_one_statement_for_all_sources_and_one_for_the_rows(cast: Cast) -> None:
    client = at_phone(cast.users.resident)
    reported(cast)
    one = statements(client, reverse("mine"))
    reported(cast)
    in_hand(cast)
    assert (one, statements(client, reverse("mine"))) == (MINE, MINE)


def test_the_first_page_costs_one_for_each_tile_that_counts_beside_its_list(cast: Cast) -> None:
    client = at_phone(cast.users.resident)
    client.cookies["place"] = cast.places.neighbourhood.code
    counting = sum(bool(each.tile and each.tile.count) for each in domains.DOMAINS)
    reported(cast)
    one = statements(client, "/")
    for _each in range(2):
        in_hand(cast)
    cost = FIRST_PAGE + 2 * counting  # the number, and which places were merged into this one
    assert (one, statements(client, "/")) == (cost, cost)
