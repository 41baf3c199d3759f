"""Do the signs of a text say exactly which words stand in it, however it is typed?"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.search.grams import keyed, plain, signs_of, signs_to_find, squeezed, words_of

pytestmark = pytest.mark.one_engine

TYPED = st.text(alphabet="路灯坏了abAB12１２ａＡ 　-，🏠", max_size=12)


def test_width_case_spaces_and_punctuation_make_no_difference() -> None:
    assert squeezed("ＡＢ c－１２ 楼，路　灯") == "abc12楼路灯"
    assert words_of("  路灯　坏了 -- Ａ1 ") == ["路灯", "坏了", "a1"]


def test_a_text_has_each_pair_once_and_its_last_letter() -> None:
    assert signs_of(["路灯路灯"]) == " ".join(map(plain, ("路灯", "灯路", "灯")))
    assert (signs_of([""]), signs_of(["，"])) == ("", "")


@given(TYPED, TYPED)
def test_a_word_has_its_signs_in_every_text_in_which_it_stands(text: str, word: str) -> None:
    found, wanted = signs_of([text]).split(), squeezed(word)
    if wanted and wanted in squeezed(text):
        for sign in signs_to_find(wanted):
            assert any(each.startswith(sign.rstrip("*")) for each in found)
    elif 0 < len(wanted) <= 2:
        assert not all(
            any(each.startswith(sign[:-1]) if sign[-1] == "*" else each == sign for each in found)
            for sign in signs_to_find(wanted)
        )


@given(TYPED)
def test_what_is_typed_in_another_form_is_squeezed_to_the_same(text: str) -> None:
    once = squeezed(text)
    assert squeezed(once) == once == squeezed(unicodedata.normalize("NFKC", text).upper())


def test_a_keyed_sign_tells_nothing_and_is_always_the_same() -> None:
    assert keyed("王小") == keyed("王小") != keyed("王大")
    assert (keyed("王小").isalpha(), plain("王小") in keyed("王小")) == (True, False)
