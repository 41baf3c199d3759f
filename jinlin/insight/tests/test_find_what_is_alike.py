"""Are repeats pairs that were compared, and topics the same on every run, named by their words?"""

import random

import pytest

from jinlin.insight.alike import repeats, topics
from jinlin.insight.pieces import clean

pytestmark = pytest.mark.one_engine

MIXER = [
    f"丽发新城小区{number}栋旁边的搅拌站{what}，灰尘噪音很大，居民{who}没法开窗。"
    for number, (what, who) in enumerate(
        [
            ("彻夜开工", "整晚睡不着"),
            ("又在扰民", "老人"),
            ("天天施工", "孩子"),
            ("没有手续", "住户"),
            ("离住宅太近", "业主"),
            ("半夜轰鸣", "全家"),
        ]
    )
]
PARKING = [
    f"伊景园滨河苑开发商捆绑销售车位，{what}，要求退还车位款。"
    for what in ("强迫购买", "不买不给签合同", "职工都有意见", "价格不合理", "没有公示", "不讲道理")
]
# Each of these is about something of its own: the ground against which a topic stands out.
GROUND = [
    "人民路公厕停水一周",
    "南门桥头红绿灯时间太短",
    "东湖公园健身器材螺丝松了",
    "二中门口家长接送没有遮雨棚",
    "农贸市场摊位费怎么又涨",
    "汽车北站到乡下的末班车几点",
    "龙津河边步道的栏杆断了一截",
    "县医院门诊排队要两小时",
    "快递柜收费谁批准的",
    "充电桩被油车占着",
    "无障碍坡道修得太陡",
    "社保关系转移要带什么材料",
]
OTHERS = ["公交车终点站什么时候开通", "医保卡怎么补办", "学校食堂饭菜价格", "广场舞音乐太吵"]


def texts(*parts):
    return [clean("", part) for part in parts]


def test_the_same_words_are_a_repeat_and_likeness_is_not_handed_on():
    one = "锦绣花园三栋楼下的路灯已经坏了半个多月，晚上老人出门很危险，请尽快来修。"
    same = "锦绣花园三栋楼下的路灯已经坏了半个多月，晚上老人出门很危险，请尽快修好。"
    found = repeats(texts(one, "水管漏水", same, one, *OTHERS))
    assert [(pair.one, pair.other) for pair in found] == [(0, 2), (0, 3), (2, 3)]
    assert found[1].alike == 1.0


def test_topics_are_found_named_by_their_words_and_the_largest_comes_first():
    mixed = texts(*MIXER, *PARKING[:5], *OTHERS, *GROUND)
    found = topics(mixed, least=0.3)
    assert [set(topic.members) for topic in found] == [set(range(6)), set(range(6, 11))]
    assert "搅拌站" in found[0].words
    assert {"捆绑", "车位"} & set(found[1].words) != set()


def test_the_order_of_the_input_changes_no_topic_and_a_second_run_nothing_at_all():
    parts = [*MIXER, *PARKING, *OTHERS, *GROUND]
    again = parts.copy()
    random.Random(4).shuffle(again)
    first, second = topics(texts(*parts)), topics(texts(*again))
    assert topics(texts(*parts)) == first

    def spoken(found, source):
        return sorted((topic.words, sorted(source[at] for at in topic.members)) for topic in found)

    assert spoken(first, parts) == spoken(second, again)


def test_of_nothing_and_of_one_text_there_is_none():
    assert (repeats([]), topics([]), repeats(texts("灯")), topics(texts("灯"))) == ([], [], [], [])
