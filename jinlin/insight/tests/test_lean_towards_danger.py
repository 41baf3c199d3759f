"""Do weak cues say a danger together, and leave alone what uses the same words harmlessly?

Here the weights are asked about what they were learnt from; how much they hear of lots that they
were not learnt from is measured by `bench/leaning.py` and stands in the README.
"""

import pytest

from jinlin.insight import leaning
from jinlin.insight.concepts import IDEAS_OF, MARK, ideas
from jinlin.insight.danger import dangers, heard
from jinlin.insight.dangers import Danger
from jinlin.insight.leaning import KINDS, REASONS, WINDOW, heard_leaning, runs, squeezed, stretches
from jinlin.insight.tests import hinted

pytestmark = pytest.mark.one_engine
HINT = "我不敢回家，他说再报警就把我爸妈一起收拾了"
LOTS = hinted.lots()
BY_SIGNS = {  # hints that signs hear
    "first": 12,
    "second": 4,
    "third": 1,
    "fourth": 3,
    "fifth": 14,
    "kept": 23,
    "last": 2,
}
HEARD = {  # hints, harmless; from the last two nothing was learnt
    "first": (60, 0),
    "second": (40, 1),
    "third": (40, 0),
    "fourth": (40, 0),
    "fifth": (165, 2),
    "kept": (59, 5),
    "last": (27, 1),
}


@pytest.mark.parametrize("lot", LOTS)
def test_of_each_lot_so_many_hints_and_harmless_messages_are_heard(lot):
    hints = [text for danger, text in LOTS[lot] if danger]
    harmless = [text for danger, text in LOTS[lot] if not danger]
    assert sum(bool(heard(squeezed(text))) for text in hints) == BY_SIGNS[lot]
    assert (
        tuple(sum(bool(dangers(text)) for text in each) for each in (hints, harmless))
        == (HEARD[lot])
    )


def test_what_leans_says_which_of_its_words_weighed_most():
    text = squeezed("路灯坏了。" + HINT)
    lean = heard_leaning(text)
    assert lean is not None
    stretch = text[slice(*lean.span)]
    assert (lean.danger, len(lean.reasons)) == (Danger.VIOLENCE, REASONS)
    assert [reason in stretch for reason in lean.reasons] == [True] * REASONS


def test_ideas_weigh_as_words_do_alone_and_two_together():
    found = runs("老伯三天没露面,不吭声")
    assert ideas(found) == [
        "+for days",
        "+no answer",
        "+not seen",
        "+old",
        "+for days+no answer",
        "+for days+not seen",
        "+for days+old",
        "+no answer+not seen",
        "+no answer+old",
        "+not seen+old",
    ]
    assert {len(word) <= leaning.LONGEST for word in IDEAS_OF} == {True}
    assert sum(each.startswith(MARK) for each in leaning.weights().hearing) > 0


def test_one_weak_cue_alone_is_nothing():
    for text in ("我不敢回家", "他说", "再报警", "我爸妈", "一起收拾", ""):
        assert heard_leaning(squeezed(text)) is None, text


def test_a_hint_at_the_end_of_a_long_text_is_read_whole():
    hint = squeezed(HINT)
    assert heard_leaning("路" * 500 + "。" + hint) is not None
    assert heard_leaning(hint + "。" + "路" * leaning.READ_AT_MOST) is not None


@pytest.mark.parametrize("long", [0, 1, WINDOW, WINDOW + 1, 3 * WINDOW, 10 * leaning.READ_AT_MOST])
def test_each_letter_that_is_read_stands_in_a_stretch(long):
    read = {at for begin, end in stretches("路" * long) for at in range(begin, end)}
    assert read == set(range(min(long, leaning.READ_AT_MOST)))


def test_each_run_leans_to_each_danger_by_some_weight():
    table = leaning.weights()
    assert {len(towards) for towards in table.kinds.values()} == {len(KINDS)}
    single = [run for run in table.hearing if not run.startswith(MARK)]
    assert {0 < len(run) <= leaning.LONGEST for run in single} == {True}
    assert table.bound > 0
