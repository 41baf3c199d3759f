"""Are rows of a place that was merged into another one found under both, on every board and in
every figure, and those of a class that is no longer offered?
"""

from importlib import import_module

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.answers import answer
from jinlin.core.time import clock
from jinlin.domains.appeals import queries as appeals
from jinlin.domains.appeals.models import Category
from jinlin.domains.appeals.tests.cast import accepted, at_desk, cast_of_dehua, reported
from jinlin.domains.pacts.queries.listed import Filters, board
from jinlin.domains.pacts.tests import cast as pact_cast
from jinlin.ground.places.actions import add_neighbourhood, merge, rename
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import whole
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.queries import parts
from jinlin.metrics.spans import over
from tests.scene import scene_of

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


def test_every_figure_of_a_merged_place_counts_what_was_written_under_its_old_code():
    """Of a community: its parts, and the parts of its town, add up to the whole as before."""
    scene = scene_of(cast_of_dehua())
    places, today = scene.cast.places, clock.today()
    before = {key: answer(each, over(places.community, today)) for key, each in MEASURES.items()}
    of_town = {key: answer(each, over(places.town, today)) for key, each in MEASURES.items()}
    other = Place.objects.create(
        county=places.community.county,
        code=f"{places.town.code}777",
        level=places.community.level,
        name="新社区居委会",
        parent=places.town,
        valid_from=places.community.valid_from,
    )
    new = merge([places.community, other], code=f"{places.town.code}800", name="合", actor=SYSTEM)
    after = {key: answer(each, over(new, today)) for key, each in MEASURES.items()}
    # of places themselves two became one
    own = {key for key, each in MEASURES.items() if each.rows(over(new, today)).model is Place}
    assert {k: f for k, f in after.items() if k not in own} == {
        k: f for k, f in before.items() if k not in own
    }
    assert sum(figure.numerator > 0 for figure in before.values()) > 40
    wrong = {}
    for key, each in ((key, MEASURES[key]) for key in MEASURES.keys() - own):
        shown = parts(each, places.town, over(places.town, today))
        if sum(part.reading.figure.numerator for part in shown) != of_town[key].numerator:
            wrong[key] = [(part.code, part.reading.figure.numerator) for part in shown]
        assert places.community.code not in {part.code for part in shown}
    assert wrong == {}


def test_what_was_sorted_under_a_class_that_is_no_longer_offered_is_found_and_taken_out():
    cast = cast_of_dehua()
    appeal = accepted(cast)
    Category.objects.filter(pk="0202").update(is_offered=False)
    desk = at_desk(cast.users.lead)
    page = desk.get("/desk/appeals/", {"category": "0202"})
    file = desk.get("/desk/appeals/export.csv", {"category": "0202"})
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    assert (page.status_code, file.status_code) == (200, 200)
    assert (appeal.number in page.content.decode(), appeal.number in text) == (True, True)
    assert "公共设施维修（已停用）" in page.content.decode()


def test_a_place_that_stands_today_counts_what_was_agreed_and_done_under_its_old_codes():
    """Also after it was renamed once more; the places that went into it are counted no more."""
    cast = pact_cast.cast_of_pacts()
    pact_cast.in_force(cast)
    today = clock.today()
    before = answer(MEASURES["pacts.in_force"], over(cast.places.town, today))
    _old, _second, new = merged(cast)
    rename(new, "凤池新大院", actor=SYSTEM)
    after = answer(MEASURES["pacts.in_force"], over(cast.places.town, today))
    assert (before.numerator, after.numerator) == (1, 1)
    assert after.denominator == before.denominator
