"""Can anybody read more of a sensitive value than they may?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.secrets.masking import MASKS, Sensitive, shown

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("phone", "13805951234", "138****1234"),
        ("phone", "12345", "***45"),
        ("citizen_id", "350526195003150012", "350526********0012"),
        ("citizen_id", "350526500315001", "350526*****5001"),
        ("citizen_id", "12", "**"),
        ("name", "王小明", "王**"),
        ("name", "王", "王*"),
        ("name", "Alexander Müller", "A***"),
        ("address", "龙浔路12号3栋502", "龙浔路*号*栋*"),
        ("address", "浔中镇幸福小区十二栋三单元", "浔中镇幸福小区*栋*单元"),
        ("mailbox", "wang.xiuying@example.cn", "w***@example.cn"),
        ("mailbox", "nonsense", "***"),
    ],
)
def test_a_masked_value_shows_just_enough_to_recognise_it(kind, value, masked):
    assert shown(value, kind, clear=False) == masked


@given(st.sampled_from(list(Sensitive)), st.text(max_size=30))
def test_clear_shows_all_and_empty_stays_empty(kind, value):
    assert shown(value, kind, clear=True) == value
    assert shown("", kind, clear=False) == ""


@given(st.sampled_from(["phone", "citizen_id"]), st.text("0123456789X", min_size=1, max_size=30))
def test_numbers_are_never_shown_whole(kind, value):
    assert "*" in shown(value, kind, clear=False)


@given(st.text(min_size=1, max_size=30))
def test_a_name_shows_its_first_character_and_no_length_beyond_four(value):
    masked = shown(value, "name", clear=False)
    assert (masked[0], set(masked[1:]), len(masked) <= 4) == (value[0], {"*"}, True)


def test_an_unknown_kind_is_an_error_also_when_clear():
    with pytest.raises(KeyError):
        shown("x", "colour", clear=True)


def test_every_kind_has_its_mask():
    assert set(MASKS) == set(Sensitive)
