"""Is every file that stands beside a shared list read by it?"""

import re

import pytest

from tests.beside import HERE, beside, joined

pytestmark = pytest.mark.one_engine

ASKED = {
    "addresses": {"READS", "API", "ADMIN"},
    "planting": {"RELEASED", "MADE"},
    "scene": {"stands"},
    "sent_forms": {"FORMS"},
    "small_house": {"stands"},
}


@pytest.mark.parametrize("kind", ASKED)
def test_a_file_brings_what_its_list_asks_for_or_is_named_by_somebody(kind):
    """A name written wrongly would bring nothing, and nobody would miss it."""
    texts = [path.read_text() for path in HERE.glob("*.py")]
    forgotten = [
        module.__name__
        for module in beside(kind)
        if not ASKED[kind] & vars(module).keys()
        and not any(_is_named(module, text) for text in texts)
    ]
    assert forgotten == [], f"no {' or '.join(sorted(ASKED[kind]))} in it, and nobody imports it"


def test_a_specimen_stands_in_each_list():
    assert [
        kind for kind in ASKED if f"tests.{kind}_of_pacts" not in map(_name, beside(kind))
    ] == []
    assert "pacts.Pact.title" in joined("planting", "RELEASED")


def _name(module):
    return module.__name__


def _is_named(module, text):
    return re.search(rf"from {module.__name__} import|import {_stem(module)}\b", text) is not None


def _stem(module):
    return module.__name__.rpartition(".")[2]
