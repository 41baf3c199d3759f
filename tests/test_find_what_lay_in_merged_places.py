"""Are rows of a place that was merged into another one found under both, on every board?"""

from importlib import import_module

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.domains.appeals import queries as appeals
from jinlin.domains.appeals.tests.cast import cast_of_dehua, reported
from jinlin.domains.pacts.queries.listed import Filters, board
from jinlin.domains.pacts.tests import cast as pact_cast
from jinlin.ground.places.actions import add_neighbourhood, merge
from jinlin.ground.places.queries import whole

pytestmark = pytest.mark.django_db
BOARDS = (
    *("appeals.queries.board", "wishes.queries.board", "consultations.desk.exporting"),
    *(f"{name}.queries.listed" for name in ("consultations", "pacts", "projects", "talents")),
    "visits.queries.listed",
)


def merged(cast):
    """The neighbourhood and a new one beside it go on together under a new code."""
    old = cast.places.neighbourhood
    second = add_neighbourhood(old.parent, "二期", actor=SYSTEM)
    new = merge([old, second], code=f"{old.parent.code}900", name="凤池大院", actor=SYSTEM)
    return old, second, new


def test_a_code_stands_for_all_that_was_written_under_it():
    cast = cast_of_dehua()
    old, second, new = merged(cast)
    every = {old.code, second.code, new.code}
    assert [set(whole(each.code)) for each in (old, second, new)] == [every] * 3
    assert whole("350526999999") == ("350526999999",)


def test_an_appeal_is_found_under_the_old_and_the_new_place():
    cast = cast_of_dehua()
    appeal = reported(cast)
    for place in merged(cast):
        filters = appeals.Filters(place=place.code, state="open")
        assert list(appeals.board(cast.actors.lead, filters)) == [appeal]


def test_a_pact_is_too():
    cast = pact_cast.cast_of_pacts()
    pact = pact_cast.drafted(cast)
    for place in merged(cast):
        assert list(board(cast.actors.community_lead, Filters(place=place.code))) == [pact]


def test_every_board_that_takes_a_place_asks_for_all_of_it():
    asked = [import_module(f"jinlin.domains.{board}").whole for board in BOARDS]
    assert asked == [whole] * len(BOARDS)
