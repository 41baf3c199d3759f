"""Is a part that stands on a page twice written once, and what has no error not at all?"""

from types import SimpleNamespace

import pytest
from django import forms
from django.template import engines

pytestmark = pytest.mark.one_engine
NASTY = "\"><script>'&amp;"


class House:
    """Whose name is asked for as often as the part is written."""

    security_url = sign_out_url = ""
    asked = 0

    @property
    def name(self) -> str:
        self.asked += 1
        return NASTY


def written(text: str, house: House) -> str:
    return engines["django"].from_string(text).render({"house": house})


def test_the_second_is_the_first_and_as_an_included_one():
    house, again = House(), '{% again "parts/desk_person.html" %}'
    both = written(f"{again}|{again}", house)
    one, other = both.split("|")
    assert one == other == written('{% include "parts/desk_person.html" %}', House())
    assert NASTY not in both
    assert house.asked == 2  # whether there is a name, and the name


def test_another_page_is_written_for_its_own_reader():
    template = engines["django"].from_string('{% again "parts/desk_person.html" %}')
    for name in ("王小梅", "李国强"):
        house = SimpleNamespace(name=name, security_url="", sign_out_url="")
        assert name in template.render({"house": house})


class Form(forms.Form):
    word = forms.CharField(max_length=2)


def test_errors_are_written_where_there_are_some():
    assert str(Form({"word": "a"})["word"].errors) == ""
    said = str(Form({"word": NASTY})["word"].errors)
    assert "errorlist" in said
