"""Is a frequent word searched for in as many rows as fit a page's time, and further when asked?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core import sifting
from jinlin.core.paging import Page
from jinlin.core.search import frequency
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal, Channel
from jinlin.domains.appeals.queries import Filters, board, board_page, reading
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, in_hand, reported

EVERY_WORD = -1  # not even as few as none: every word is frequent
TYPED = ("路灯", "第1", "井盖", "没有", "路灯 第3")
SIEVED = (
    *(Filters(state=state, channel=each) for state in ("all", "open") for each in Channel),
    Filters(state="late", channel=Channel.ONLINE),
    Filters(state="open", grade="urgent", text="路灯"),
    Filters(state="all", category="01"),
)


@pytest.fixture(autouse=True)
def _every_word_is_frequent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    frequency.forget_frequencies()
    monkeypatch.setattr(frequency, "FEW", EVERY_WORD)
    yield
    frequency.forget_frequencies()


def with_appeals() -> Cast:
    """Two of each moment, old ones with another word, of which some ended and one is in hand."""
    cast = cast_of_dehua()
    made: list[Appeal] = []
    for days in (30, 20, 10):
        with clock.set_to(clock.now() - timedelta(days=days)):
            made += [reported(cast, text=f"第{days // 10}处井盖松动") for _twice in range(2)]
    made += [reported(cast, text=f"第{number}盏路灯坏了") for number in range(4)]
    made.append(in_hand(cast))
    for appeal in (made[0], made[6]):
        actions.withdraw(appeal, actor=cast.actors.resident, reason="修好了")
    return cast


standing_cast, cast = once_a_file(with_appeals)


def walk(cast: Cast, who: str, filters: Filters) -> tuple[list[Page[Appeal]], list[Page[Appeal]]]:
    """Every page to the end, and every page on the way back to the first."""
    actor = getattr(cast.actors, who)
    there = [board_page(actor, filters, size=2)]
    while there[-1].next:
        there.append(board_page(actor, filters, size=2, after=there[-1].next))
    back = [there[-1]]
    while back[-1].previous:
        back.append(board_page(actor, filters, size=2, after=back[-1].previous))
    return there, back


@pytest.mark.parametrize("steps", [(1, 1), (2, 1), (3, 4), (2_000, 9_000)])
@pytest.mark.parametrize("who", ["lead", "supervisor", "handler"])
def test_nothing_is_lost_or_shown_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, who: str, steps: tuple[int, int]
) -> None:
    monkeypatch.setattr(sifting, "STEPS", steps)
    monkeypatch.setattr(reading, "FAR", steps)
    sought = [Filters(state=state, text=word) for state in ("all", "open") for word in TYPED]
    for wanted in (*sought, *SIEVED):
        for order in ORDERS:
            filters = replace(wanted, order=order)
            rows = list(board(getattr(cast.actors, who), filters).order_by(*ORDERS[order]))
            there, back = walk(cast, who, filters)
            assert [row for page in there for row in page.rows] == rows, filters
            seen = [row for page in reversed(back) for row in page.rows]
            assert list(dict.fromkeys(seen)) == rows, filters


def test_no_page_looks_at_more_rows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sifting, "STEPS", (1, 2))
    filters = Filters(state="all", order="newest", text="井盖")
    there, _back = walk(cast, "supervisor", filters)
    assert [len(page.rows) for page in there[:2]] == [0, 1]
    assert [page.reached is not None for page in there] == [
        len(page.rows) < 2 and bool(page.next) for page in there
    ]
    with CaptureQueriesContext(connection) as sent:
        board_page(cast.actors.supervisor, filters, size=2)
    assert len(sent) == 4, "for each step where it ends, and what was found"


@pytest.mark.parametrize("order", ORDERS)
def test_the_board_says_how_far_was_looked_and_goes_on(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr(sifting, "STEPS", (1, 2))
    browser = at_desk(cast.users.supervisor)
    first = browser.get(f"/desk/appeals/?state=all&order={order}&q=没有")
    said = first.content.decode()
    for words in ("到这里还没有找到", "还没有查", "接着查"):
        assert words in said
    after = first.context["page"].next
    more = browser.get(
        "/desk/appeals/", {"state": "all", "order": order, "q": "没有", "after": after}
    )
    assert more.status_code == 200


def test_a_page_that_was_looked_through_to_its_end_says_nothing(cast: Cast) -> None:
    page = at_desk(cast.users.supervisor).get("/desk/appeals/?state=all&order=newest&q=没有")
    assert "接着查" not in page.content.decode()
