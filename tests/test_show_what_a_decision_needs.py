"""Does the page of every move at the desk show the matter beside the form, and does every no that
depends on more than a state say why?
"""

import importlib
import pkgutil
from pathlib import Path

import pytest

import jinlin
from jinlin.core.rules import Rules

pytestmark = pytest.mark.one_engine

ROOT = Path(jinlin.__file__).resolve().parent
FORM = '<div id="move">'

NAMED_IN_FULL = {  # what the heading says is all there is to know of it
    "services/points/templates/points/desk/order_move.html",
    "services/volunteers/templates/volunteers/desk/activity_move.html",
    "domains/training/templates/training/desk/move.html",
    "domains/consultations/templates/consultations/desk/vote_move.html",
    "domains/pacts/templates/pacts/desk/move.html",
    "domains/receptions/templates/receptions/desk/move.html",
    "domains/servicedays/templates/servicedays/desk/move.html",
    "domains/visits/templates/visits/desk/round_move.html",
}


def pages() -> list[Path]:
    found = [each for each in ROOT.rglob("templates/*/desk/*move.html") if FORM in each.read_text()]
    assert len(found) > 20
    return found


def test_every_page_of_a_move_shows_the_matter_beside_its_form() -> None:
    bare = {
        str(page.relative_to(ROOT))
        for page in pages()
        if not any(
            word in page.read_text().split("{% block main %}")[1]
            for word in ('class="words"', 'class="card', "{% include story %}", "<p>{{ ask.text }}")
        )
        and "door.get_state_display" not in page.read_text()
    }
    assert bare == NAMED_IN_FULL


def tables() -> list[Rules]:
    found = {}
    for module in pkgutil.walk_packages(jinlin.__path__, "jinlin."):
        if module.name.rpartition(".")[2] == "permissions":
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Rules):
                    found[id(value)] = value
    assert len(found) > 15
    return list(found.values())


def test_every_no_beyond_a_state_says_why() -> None:
    silent = [
        (table.scope, name)
        for table in tables()
        for name, conditions in table.when.items()
        for condition in conditions
        if not condition.otherwise
    ]
    assert silent == []
