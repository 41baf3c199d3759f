"""Where does one sentence end, so that words of two are not heard together?

Signs and cues are looked for in a text of the same length in which each border is a line's end:
no `.` of a pattern passes it. A comma is no border. Nor is the end of a sentence after which the
next one goes on about the same: it begins with 'he', 'still', 'just now', or with nobody at all
after a cry.
"""

import re
from typing import Final

LONG: Final = 4  # things in a row, and more, are an enumeration: each stands by itself

# Of a sentence, as `leaning.squeezed` leaves them.
ENDS: Final = re.compile(r"(?:[。!?;…]|\.{3,}+)++")
ROWS: Final = re.compile(rf"(?:、[^、。!?;…,:]{{1,12}}){{{LONG - 1},}}")
POINTS: Final = re.compile(
    r"(?<=[。!?;…,:])[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)、.](?!\d)"
)
GOES_ON: Final = re.compile(
    r"(?:他|她|它|那个?人|这个?人|人(?:现在|还|都|已)|还[在有没是]|又|现在|刚才|刚刚|一直|正在|已经|马上|快[来点]|救|求|怎么[叫喊]|"
    r"叫[他她不]|喊[他她不])"
)
ANEW: Final = re.compile(
    r"(?:我|你|您|咱|俺|大家|请|希望|建议|恳|要求|另外|还有|此外|每次|每天|但|可是|而且|如果|什么|为什么|难道|第)"
)


def fenced(plain: str) -> str:
    """The text without blanks, borders as line's ends; place for place as long as before."""
    signs = list(plain)
    for row in ROWS.finditer(plain):
        for at in range(*row.span()):
            if plain[at] == "、":
                signs[at] = "\n"
    for point in POINTS.finditer(plain):
        signs[point.start()] = "\n"
    for end in ENDS.finditer(plain):
        if not _goes_on(plain, end):
            signs[end.start() : end.end()] = "\n" * (end.end() - end.start())
    return "".join(signs)


def _goes_on(plain: str, end: re.Match[str]) -> bool:
    if GOES_ON.match(plain, end.end()):
        return True
    is_cry = set(end.group()) == {"!"}
    return is_cry and end.end() < len(plain) and ANEW.match(plain, end.end()) is None


# What is said every day and holds a word of danger.
EVERYDAY: Final = re.compile(
    r"(?:油烟(?:.{0,4}管道)?|香烟|烟囱|烟草|烟田|烟叶|烟民|烟酒|排烟|禁烟|吸烟|炊烟|烟道|烟井)|信息.{0,2}爆炸|爆炸(?:式|性)|"
    r"着火(?=车|锅)|(?:道德|被.{0,12}|强行)绑架(?!了?.{0,3}(?:孩|人|女|小|我))|绑架(?:家长|业主|我们|消费|市场|民意|购)|"
    r"打死(?=我都|我也|也|都)不?|家暴(?=征)|扼杀|抹杀|(?:又|我)?"
    r"被打(?=回|断了(?!.{0,3}(?:肋|腿|手|骨|胳膊|鼻|牙))|破(?!了)|乱|扰|造|压|的?官司|包)|打(?:扰|车|折|工|造|通|算|印|卡|"
    r"断了?(?=他|我|你|她|和|我们)(?=.{0,6}(?:对话|说话|谈话)))|一刀切|添砖加瓦|砖家|砖厂|假冒[伪违]劣|笔录|杀(?=价|毒|菌|虫)|"
    r"动手术|调动手|打野猪|被砍伐|砍(?=树|枝|竹|伐)|烟头(?=[、,和]|乱|从|满地)|(?<=[堵卡焊])死了?|(?<=[瓷地墙面])砖|哭笑不得"
)


def without_everyday(text: str) -> str:
    """Such words blotted out, place for place."""
    return EVERYDAY.sub(lambda found: "□" * len(found.group()), text)
