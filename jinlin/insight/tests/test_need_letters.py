"""Is nothing overlooked because a pattern's letters were looked for first?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jinlin.insight import cues
from jinlin.insight.borders import fenced, without_everyday
from jinlin.insight.danger import possible
from jinlin.insight.dangers import Danger
from jinlin.insight.leaning import squeezed
from jinlin.insight.needed import Possible, needs
from jinlin.insight.outright import SIGNS, signs_read
from jinlin.insight.tests import hinted, told_dangers
from jinlin.insight.tests.test_hear_of_danger import GRAVE, HARMLESS

EVERY_SIGN = [sign for signs in SIGNS.values() for sign in signs]
EVERY_CUE = [cue for groups in cues.CUES.values() for cue in groups.values()]


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("刀", [[{"刀"}]]),
        ("菜刀架", [[{"菜刀"}, {"刀架"}]]),
        ("刀子?", [[{"刀"}]]),
        ("刀(?:子|片)?.{0,4}打", [[{"刀"}, {"打"}]]),
        ("(?:刀|枪|棍子).{1,4}打", [[{"刀", "枪", "棍子"}, {"打"}]]),
        ("刀|(?<!不)打人(?!.{0,3}球)", [[{"刀"}], [{"打人"}]]),
        ("[刀枪]打", [[{"刀", "枪"}, {"打"}]]),
        (r"[^刀]打\d$", [[{"打"}]]),
        ("(?:刀|.)打", [[{"打"}]]),
        ("刀{0,2}打{2}", [[{"打"}]]),
    ],
)
def test_a_pattern_says_what_it_needs(pattern, wanted):
    assert needs(pattern) == [[frozenset(each) for each in branch] for branch in wanted]


@pytest.mark.parametrize("pattern", ["(?P<name>刀)", r"(刀)\1", "刀)", "(?:刀", "[刀"])
def test_what_cannot_be_read_is_refused_and_not_guessed(pattern):
    with pytest.raises(ValueError, match="cannot read"):
        needs(pattern)


@pytest.mark.parametrize("pattern", [*EVERY_SIGN, *EVERY_CUE])
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_wherever_a_pattern_is_found_its_letters_stand(pattern, data):
    found = data.draw(st.from_regex(pattern))
    assert Possible({"it": [[pattern]]}).kinds(found) == {"it"}


def test_nothing_is_missed_in_any_message():
    texts = [*HARMLESS, *told_dangers.HARMLESS]
    texts += [
        text for told in (GRAVE, told_dangers.TOLD) for each in told.values() for text in each
    ]
    texts += [text for lot in hinted.lots().values() for _danger, text in lot]
    missed = {
        (danger, text)
        for text in (without_everyday(fenced(squeezed(each))) for each in texts)
        for danger in set(SIGNS) - possible().kinds(text)
        if signs_read(danger).search(text)
        or (danger in cues.CUES and cues.heard_together(danger, text))
    }
    assert missed == set()


def test_most_harmless_messages_are_not_looked_through():
    tried = sum(bool(possible().kinds(fenced(squeezed(text)))) for text in told_dangers.HARMLESS)
    assert tried < len(told_dangers.HARMLESS) / 2


def test_a_lamp_that_is_out_can_be_no_danger():
    assert possible().kinds("三幢楼下的路灯坏了三天,晚上老人看不见台阶") == set()
    assert possible().kinds("有人拿刀追我,快来") >= {Danger.VIOLENCE}
