"""How much do two texts say the same?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jinlin.core.likeness import bigrams, overlap
from jinlin.domains.appeals.queries.before import ALIKE

pytestmark = pytest.mark.one_engine

LAMP = "凤池新村3幢楼下的路灯坏了三天，晚上看不见。"


def test_pairs_do_not_reach_across_what_separates_words() -> None:
    assert bigrams("路灯，坏了") == {"路灯", "坏了"}
    assert bigrams("LED灯") == bigrams("ｌｅｄ灯") == {"le", "ed", "d灯"}
    assert bigrams("灯") == bigrams("") == bigrams("。！") == frozenset()


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (LAMP, 1.0),
        ("井盖松动，汽车过去响。", 0.0),
        ("", 0.0),
    ],
)
def test_the_same_is_one_and_nothing_in_common_is_nought(other: str, share: float) -> None:
    assert overlap(bigrams(LAMP), bigrams(other)) == share


def test_the_same_matter_in_other_words_is_more_alike_than_another_matter() -> None:
    again, other = "凤池新村3幢楼下路灯坏了，老人看不见台阶", "凤池新村5幢电梯停了两天"
    assert (
        overlap(bigrams(LAMP), bigrams(again))
        > 0.5
        > ALIKE
        > overlap(bigrams(LAMP), bigrams(other))
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_goes_both_ways_and_stays_between_nought_and_one(one: str, other: str) -> None:
    there, back = overlap(bigrams(one), bigrams(other)), overlap(bigrams(other), bigrams(one))
    assert there == back
    assert 0 <= there <= 1
