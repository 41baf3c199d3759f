"""Can one or several of a long list be found by the first letters of their sound?"""

import pytest

from jinlin.ground.places.choosing import SeekMany, SeekSelect

pytestmark = pytest.mark.one_engine

UNITS = [("a", "城关水利站"), ("b", "城市管理局")]


@pytest.mark.parametrize("widget", [SeekSelect, SeekMany])
def test_a_long_list_says_the_letters_of_each_choice(widget):
    shown = widget(choices=UNITS).render("unit", "b" if widget is SeekSelect else ["b"])
    assert [word in shown for word in ("data-seek", 'data-initials="csglj"')] == [True, True]
    assert shown.count("selected") == 1


def test_several_are_chosen_at_once():
    assert SeekMany(choices=UNITS).render("unit", ["a", "b"]).count("selected") == 2
