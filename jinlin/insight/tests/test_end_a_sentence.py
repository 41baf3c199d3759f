"""Are words of two sentences kept apart, and words of one, whatever commas stand in it, not?"""

import pytest

from jinlin.insight.borders import fenced, without_everyday
from jinlin.insight.danger import Danger, dangers, heard
from jinlin.insight.leaning import squeezed

pytestmark = pytest.mark.one_engine


def fields(text: str) -> list[str]:
    return [part for part in fenced(squeezed(text)).split("\n") if part]


@pytest.mark.parametrize("end", ["。", "！", "？", "；", "\n", "……", "?!"])
def test_each_end_of_a_sentence_is_a_border(end):
    assert fields(f"给孩子买的{end}我怀孕了") == ["给孩子买的", "我怀孕了"]


@pytest.mark.parametrize("comma", ["，", ",", "、", "：", " "])
def test_a_comma_is_none(comma):
    assert len(fields(f"给孩子买的{comma}我怀孕了")) == 1


@pytest.mark.parametrize("goes_on", ["他还在哭", "现在没人管", "又在打", "刚才冲走了", "快来人"])
def test_a_sentence_that_goes_on_about_the_same_is_heard_with_the_one_before(goes_on):
    assert len(fields("河边有个孩子。" + goes_on)) == 1


def test_after_a_cry_the_next_sentence_goes_on_but_for_one_with_somebody_else_in_it():
    assert len(fields("趴着个小孩！半个身子都出来了！")) == 1
    assert len(fields("趴着个小孩！我每天路过")) == 2


def test_a_long_row_of_things_and_numbered_points_are_apart():
    assert len(fields("卖刀、锅、碗、盆的")) == 4
    assert len(fields("刀、锅、碗")) == 1
    assert fields("反映三点:1、路灯坏了,2、没人修") == ["反映三点:", "、路灯坏了,", "、没人修"]


def test_a_border_takes_the_place_of_what_stood_there():
    for text in ("", "。", "孩子！！他哭。我走；一、二、三、四、五", "路" * 500 + "。" * 500):
        plain = squeezed(text)
        assert len(fenced(plain)) == len(without_everyday(fenced(plain))) == len(plain)


def test_words_of_two_sentences_raise_no_alarm():
    assert dangers("给孩子买的。每次都说配件在路上。我怀孕六个月了，想换个座位") == []
    assert dangers("楼顶漏水。每次都说人来了。死了心，不想再报修") == []


def test_words_of_one_sentence_do_whatever_commas_stand_in_it():
    assert [each.danger for each in dangers("河边有个孩子，没人，刚才哭得很惨")] == [Danger.CHILD]
    assert [each.danger for each in dangers("高压线掉在田里，冒火星子，人还在插秧")] == [
        Danger.FIRE
    ]


@pytest.mark.parametrize(
    "text",
    [
        "物业用道德绑架业主交费",
        "厨房油烟从管道往外冒",
        "材料又被打回来了",
        "打死我也不信他会修",
        "工厂的烟囱整天黑烟滚滚",
        "信息大爆炸的时代",
    ],
)
def test_a_word_of_danger_in_an_everyday_one_is_none(text):
    assert heard(squeezed(text)) == []


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("后山一直在掉石头，砸到屋顶了，屋里还有老人", Danger.HAZARD),
        ("塘坝裂开了，水库渗水越来越大", Danger.HAZARD),
        ("大水进屋了，老人困在二楼", Danger.HAZARD),
        ("有人拿砖头砸门，喊要杀了我", Danger.VIOLENCE),
        ("三楼着火了，有人喊救命", Danger.FIRE),
        ("后爸打孩子，孩子身上全是伤", Danger.CHILD),
    ],
)
def test_the_kind_is_the_one_with_the_most_evidence(text, danger):
    assert [each.danger for each in dangers(text)] == [danger]


def test_a_danger_shows_its_sentence_and_the_words_in_it():
    (found,) = dangers("路灯坏了。隔壁说要跳楼，劝不住。谢谢")
    assert (found.words, found.reasons) == ("隔壁说要跳楼,劝不住", ("说要跳楼",))
