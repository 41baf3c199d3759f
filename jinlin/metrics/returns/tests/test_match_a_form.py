"""How much of five forms that are sent down does the house fill by itself, and rightly?"""

import pytest

from jinlin.ground.accounts.tests.county import county
from jinlin.metrics.returns import queries
from jinlin.metrics.returns.layouts import read
from jinlin.metrics.returns.matching import Meaning, suggestions
from jinlin.metrics.returns.matching.meanings import Kind
from jinlin.metrics.returns.tests.forms import ASKED, BLANK, HAND, KINDS, make

pytestmark = pytest.mark.one_engine

GOAL = 85


@pytest.fixture
def names(db):
    return queries.names_inside(county().places.county)


def said(meaning: Meaning):
    if meaning.kind == Kind.MEASURE:
        return (meaning.key, meaning.part, meaning.place, meaning.period, meaning.change)
    return meaning.key if meaning.kind == Kind.WORD else str(meaning.kind)


def guesses(name, names):
    layout = read(make(name), KINDS[name])
    found = suggestions(layout.fields, places=names, known={})
    return {ref: said(each.meaning) for ref, each in found.items()}


@pytest.mark.parametrize("name", ASKED)
def test_every_cell_to_be_filled_is_found_and_no_other(name, names):
    assert guesses(name, names).keys() == ASKED[name].keys()


def test_of_five_forms_so_much_is_filled_rightly_without_a_word_from_anybody(names, capsys):
    right = wrong = fields = 0
    for name, asked in ASKED.items():
        guessed = guesses(name, names)
        counted = [ref for ref, what in asked.items() if what != BLANK]
        own = [ref for ref in counted if guessed[ref] == asked[ref] != HAND]
        mistaken = {
            ref: (guessed[ref], asked[ref])
            for ref in asked
            if guessed[ref] != asked[ref] and guessed[ref] != HAND
        }
        with capsys.disabled():
            print(
                f"\n{name}: {len(own)} of {len(counted)} fields from records "
                f"({100 * len(own) / len(counted):.1f} %), {len(mistaken)} guessed wrongly"
            )
            for ref, (guess, truth) in list(mistaken.items())[:6]:
                print("   ", ref, guess, "should be", truth)
        right, wrong, fields = right + len(own), wrong + len(mistaken), fields + len(counted)
    with capsys.disabled():
        print(f"all five: {right} of {fields} ({100 * right / fields:.1f} %), {wrong} wrongly")
    assert 100 * right / fields >= GOAL
    assert wrong == 0
