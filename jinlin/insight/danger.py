"""Does somebody write of a danger that cannot wait for the next working day?

Fraud that is going on, suicide, a child, violence, fire and gas: found within the request, by words
that stand near each other, without a model to load. Meant to miss little; a false alarm costs one
tap. It says what was written, and judges nobody.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


class Danger(StrEnum):
    SUICIDE = "suicide"
    CHILD = "child"
    VIOLENCE = "violence"
    FIRE = "fire"
    FRAUD = "fraud"


LABELS: Final[dict[Danger, Any]] = {
    Danger.SUICIDE: _("Danger to one's own life"),
    Danger.CHILD: _("A child in danger"),
    Danger.VIOLENCE: _("Violence"),
    Danger.FIRE: _("Fire or gas"),
    Danger.FRAUD: _("Fraud going on"),
}

CHILD = r"(?:孩子|小孩|儿童|幼儿|婴儿|女童|男童|未成年|学生|女儿|儿子|孙子|孙女|留守)"
PERSON = r"(?:我|他|她|老公|丈夫|妻子|老婆|父亲|母亲|爸|妈|家暴者|邻居)"
NOW = r"(?:正在|现在|马上|刚刚|刚才|一直|又|快|赶紧|今晚|今天|救命)"

# In the order in which they are named; `near` is how many characters may stand between.
SIGNS: Final[dict[Danger, tuple[str, ...]]] = {
    Danger.SUICIDE: (
        r"(?<!不)(?:想|要|准备|打算|企图|扬言|试图)(?:去|要)?(?:自杀|轻生|自尽|寻死|跳楼|跳河|跳江|跳桥|割腕|喝农药|喝药|上吊)",
        r"(?:不想活|活不下去|活着没(?:有)?意思|生无可恋|死了算了|一死了之|结束(?:自己的|我的)?生命|同归于尽)",
        r"(?:留下?|写了?)(?:一封)?遗书",
        r"(?:站在|爬上|坐在)(?:了)?(?:楼顶|天台|桥栏|窗台).{0,12}(?:跳|轻生|不下来)",
    ),
    Danger.CHILD: (
        CHILD
        + r".{0,12}(?:被打|被虐|挨打|虐待|猥亵|性侵|强奸|遗弃|拐|失踪|走失|不见了|锁在|关在|饿着|没人管|没饭吃)",
        r"(?:殴打|虐待|猥亵|性侵|强奸|遗弃|拐卖|拐走|体罚|毒打|打骂).{0,10}" + CHILD,
        CHILD + r".{0,8}(?:掉|落|困)(?:进|入|在)?.{0,4}(?:井|水|河|坑|电梯)",
    ),
    Danger.VIOLENCE: (
        r"家暴|家庭暴力",
        PERSON + r".{0,8}(?:拿|持|提|举)(?:着|了)?.{0,3}(?:刀|斧|棍|砖)",
        r"(?:持刀|砍人|砍伤|捅伤|捅人|杀人|要杀|杀了我|打死我|往死里打|绑架|非法拘禁)",
        NOW + r".{0,8}(?:打人|殴打|打架|群殴|砸门|行凶)",
        r"(?:打得?|殴打|打伤).{0,8}(?:头破血流|骨折|昏迷|住院|满脸是血|浑身是伤)",
        r"(?:威胁|扬言|恐吓).{0,8}(?:杀|弄死|打死|烧死|放火|泼汽油)",
    ),
    Danger.FIRE: (
        r"(?:着火|起火|失火|火灾|冒烟|烧起来|爆炸)(?!.{0,6}(?:隐患|演练|预防|宣传|险))",
        r"(?:煤气|燃气|天然气|液化气|瓦斯)(?:.{0,6})(?:泄漏|泄露|漏气|味(?:道)?很(?:浓|大|重)|味.{0,2}刺鼻)",
        r"漏(?:煤气|燃气|天然气)",
        r"(?:电线|变压器|配电箱|电表箱).{0,8}(?:冒火|冒烟|打火|起火|火花)",
    ),
    Danger.FRAUD: (
        NOW
        + r".{0,14}(?:转账|汇款|打钱|转钱|给.{0,6}转)(?:.{0,14}(?:骗|诈|客服|公检法|安全账户|刷单))?",
        r"(?:安全账户|公检法|刷单|杀猪盘|冒充.{0,6}(?:客服|警察|公安|领导|银行)|验证码.{0,8}(?:要|骗|给了))",
        r"(?:老人|我妈|我爸|奶奶|爷爷|父母|母亲|父亲).{0,16}(?:被骗|骗走|上当|买保健品.{0,6}(?:上万|几万|借钱))",
        r"(?:骗子|诈骗).{0,12}(?:正在|还在|又来|上门|催)",
    ),
}

# What happened long ago, or is only feared or taught, is no danger now.
PAST = re.compile(
    r"(?:演练|演习|宣传|讲座|预防|防范|消防(?:通道|栓|设施|检查|验收)|隐患|电视剧|新闻(?:里|上)|"
    r"(?:去年|前年|多年前|以前|曾经|\d+年前))"
)
SIGNS_READ: Final = {
    danger: re.compile("|".join(f"(?:{sign})" for sign in signs)) for danger, signs in SIGNS.items()
}
BEFORE: Final = 12  # characters in front of a sign that can take the danger out of it
CERTAIN: Final = frozenset({Danger.SUICIDE, Danger.CHILD})  # named even when it is told as past


@dataclass(frozen=True)
class Found:
    """One danger, and the words that speak of it as they were written."""

    danger: Danger
    words: str

    @property
    def label(self) -> str:
        return str(LABELS[self.danger])


def dangers(text: str) -> list[Found]:
    """What a text speaks of, the gravest first; each once."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = []
    for danger, signs in SIGNS_READ.items():
        for sign in signs.finditer(plain):
            if danger in CERTAIN or not PAST.search(
                plain[max(sign.start() - BEFORE, 0) : sign.end()]
            ):
                found.append(Found(danger, sign.group()))
                break
    return found
