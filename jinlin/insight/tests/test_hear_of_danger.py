"""Is danger heard in many words, and not in what only sounds like it?

Each list was written before the signs were; what is missed or heard too much is counted here, so
that a change of the signs shows what it costs.
"""

import pytest

from jinlin.insight.danger import Danger, dangers

pytestmark = pytest.mark.one_engine

GRAVE = {
    Danger.SUICIDE: [
        "我真的不想活了，谁来帮帮我",
        "邻居说要跳楼，现在站在楼顶不下来",
        "他写了遗书，人不见了",
        "欠了钱，活不下去了",
        "女儿因为考试想自杀",
        "老人喝农药前打电话说一死了之",
    ],
    Danger.CHILD: [
        "隔壁孩子天天被打，哭得很惨",
        "有人在小区门口猥亵女童",
        "我家孩子走失了，穿红衣服",
        "楼下小孩掉进窨井里了",
        "后爸虐待孩子，不给饭吃",
        "两个孩子被锁在家里三天没饭吃",
    ],
    Danger.VIOLENCE: [
        "老公家暴我，我不敢回家",
        "有人持刀在菜市场砍人",
        "隔壁正在打架，砸门声很大",
        "他扬言要放火烧死我们全家",
        "工地上的人把我父亲打得头破血流",
        "被他们非法拘禁在宾馆",
    ],
    Danger.FIRE: [
        "三楼着火了，烟很大",
        "楼道里燃气味道很大，怕爆炸",
        "电表箱在冒烟",
        "厨房煤气泄漏了",
        "变压器打火花，快来人",
    ],
    Danger.FRAUD: [
        "我妈正在给骗子转账，劝不住",
        "有人冒充公安让我把钱转到安全账户",
        "奶奶买保健品被骗走五万",
        "刷单被骗，客服还在催我打钱",
    ],
}
HARMLESS = [
    "消防通道被占用，存在火灾隐患",
    "建议社区多搞防诈骗宣传讲座",
    "路灯坏了三天，晚上很黑",
    "孩子上学没有校车，希望开通",
    "物业费太高，不公示账目",
    "学校组织火灾演练，声音太大",
    "医保报销流程太慢",
    "小区门口卖水果的占道经营",
    "儿童游乐设施坏了，请维修",
    "楼上空调滴水",
    "不要自杀式停车，堵住大门",
    "请问燃气什么时候开通",
    "多年前着火过的老房子没人修",
    "想给孩子报名暑期班",
]


@pytest.mark.parametrize("danger", list(Danger))
def test_each_danger_is_heard(danger):
    missed = [
        text for text in GRAVE[danger] if danger not in {found.danger for found in dangers(text)}
    ]
    assert missed == []


def test_what_only_sounds_like_it_is_left_alone():
    assert {
        text: [each.words for each in dangers(text)] for text in HARMLESS if dangers(text)
    } == {}


def test_blanks_and_full_width_do_not_hide_it():
    assert [found.danger for found in dangers("我 真 的 不　想　活 了")] == [Danger.SUICIDE]


def test_a_very_long_text_is_read_at_once():
    assert dangers("孩" * 200_000 + "一切都好") == []
