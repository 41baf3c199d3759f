"""How often is somebody called to the everyday words of the demo, and is who is in danger heard?

The weights were learnt from these words: what a county's own cost, its alarms will say.
"""

import pytest

from jinlin.demo.tests.everyday import everyday
from jinlin.insight.danger import Danger, dangers

pytestmark = pytest.mark.one_engine
FALSE_ALARMS = 11  # of 425; 41 before these words were learnt


def test_few_everyday_words_are_taken_for_a_danger():
    assert (len(everyday()), sum(bool(dangers(text)) for text in everyday())) == (425, FALSE_ALARMS)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("屋后边坡开裂，缝有手掌宽，请快派人来看！", Danger.HAZARD),
        ("我家屋后的土坡往下掉泥，有三户人都在坡脚下，晚上不敢睡。", Danger.HAZARD),
        ("进村路塌方，石头把整条路堵死了，救护车都进不来，我邻居要去透析！", Danger.HAZARD),
        ("她说要砍死我，我不敢回家", Danger.VIOLENCE),
        ("他拿地上的砖头砸人，快来", Danger.VIOLENCE),
        ("孩子手臂上都是烟头烫的", Danger.CHILD),
    ],
)
def test_who_is_in_danger_is_heard_as_what_it_is(text, danger):
    assert [each.danger for each in dangers(text)][:1] == [danger]


@pytest.mark.parametrize(
    "text",
    [
        "听说要砍树改停车位，我第一个反对",
        "外墙瓷砖又掉了，早上差点砸到人，快来",
        "烟头、纸尿裤从天而降，请装摄像头",
        "扭腰的转盘卡死了，救救这些器材吧",
        "孩子的本子被当废纸卖了，哭笑不得，也不敢乱打疫苗",
    ],
)
def test_everyday_words_that_hold_one_of_danger_are_none(text):
    assert dangers(text) == []
