"""Are names that sound alike found together, and is a unit found by its first letters?"""

import pytest

from jinlin.core.pinyin import initials, sound

pytestmark = pytest.mark.one_engine


def test_names_that_sound_alike_sound_alike():
    assert sound("王玮") == sound("王伟") == "wang wei"
    assert sound("单小梅") != sound("王小梅")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("城市管理局", "csglj"), ("凤池社区居委会", "fcsqjwh"), ("12345热线", "1rx"), ("", "")],
)
def test_a_unit_is_typed_by_its_first_letters(name, typed):
    assert initials(name) == typed
