"""Which records does a list in a form ask for, and what of each does a column?"""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns.layouts import Roster
from jinlin.metrics.returns.matching.suggesting import period_named

LIST: Final = "list:"  # begins the wording of a list
COUNTER, HAND, EMPTY = "counter", "hand", "blank"
ASKS: Final = {
    COUNTER: _("Counts the rows"),
    "number": _("Its number"),
    "title": _("What it is"),
    "day": _("The day on which it counts"),
    "due": _("Its due day"),
    "town": _("The town"),
    "community": _("The community"),
    "place": _("The place"),
    "unit": _("Who handles it"),
    "state": _("How it stands"),
    "kind": _("What kind it is"),
    "met": _("Whether it meets the figure's condition"),
    HAND: _("By hand: the records do not know it"),
    EMPTY: _("Nothing: it is left empty"),
}
# The first that fits the heading.
HEADED: Final = tuple(
    (re.compile(pattern), asks)
    for pattern, asks in (
        (r"^(序号|序|No\.?|NO)$", COUNTER),
        (r"^(备注|说明|签字|签名|签收|审核)", EMPTY),
        (r"编号|单号|工单|件号|受理号", "number"),
        (r"电话|手机|身份证|联系方式|联系人|姓名|责任人|经办人|金额|照片|满意", HAND),
        (r"^(乡镇|街道|镇|所属乡镇|乡镇（街道）)$", "town"),
        (r"社区|^村|村居|村（", "community"),
        (r"截止|时限|期限|到期|应办结", "due"),
        (r"是否", "met"),
        (r"日期|时间|^日$", "day"),
        (r"单位|部门|承办|主办|举办|责任", "unit"),
        (r"地点|地址|所在|位置|小区", "place"),
        (r"状态|进度|进展|结果|办理情况|完成情况|落实情况", "state"),
        (r"类别|类型|分类|种类|性质", "kind"),
        (r"标题|内容|事项|名称|主题|诉求|心愿|问题|议题|情况|活动|课程|项目", "title"),
    )
)
SOURCES: Final = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"心愿", "wishes.posted"),
        (r"议题", "consultations.topics"),
        (r"协商|议事", "consultations.meetings"),
        (r"圩日", "servicedays.sessions"),
        (r"接待", "receptions.conversations"),
        (r"培训|课程|开班", "training.sessions"),
        (r"志愿", "volunteers.activities"),
        (r"走访|敲门|入户", "visits.made"),
        (r"公约", "pacts.in_force"),
        (r"工匠|能人|上门服务", "talents.helps"),
        (r"热线|12345", "appeals.received_hotline"),
        (r"诉求|信访|投诉|问题", "appeals.received"),
    )
    if key in MEASURES
)


Known = Mapping[str, Mapping[str, Any]]


def suggested(rosters: Iterable[Roster], title: str, known: Known) -> list[dict[str, Any]]:
    """Each list as it is kept with the form; `known`: what this county said of such lists, by their
    wording.
    """
    return [_suggested(each, f"{each.caption} {title}", known) for each in rosters]


def _suggested(roster: Roster, around: str, known: Known) -> dict[str, Any]:
    labels = [column.label for column in roster.columns]
    words = f"{around} {' '.join(labels)}"
    key = next((key for pattern, key in SOURCES if pattern.search(words)), "")
    wording = wording_of(labels, key)
    before = known.get(wording)
    asks = before["asks"] if before else [question_of(label) for label in labels]
    own = period_named(around)
    return {
        "ref": roster.ref,
        "caption": (roster.caption or around).strip()[:120],
        "key": before["key"] if before else key,
        "period": own or (before["period"] if before else "month"),
        "columns": [
            {"number": each.number, "label": each.label[:60], "asks": question}
            for each, question in zip(roster.columns, asks, strict=True)
        ],
        "wording": wording,
        **({"by_hand": True} if before else {}),
    }


def wording_of(labels: Iterable[str], key: str) -> str:
    """By which a list is known again in another form of the county, however many rows it has there:
    its headings, and what the words around it speak of.
    """
    text = "|".join(re.sub(r"\s+", "", label) for label in labels)
    return f"{LIST}{sha256(f'{key}|{text}'.encode()).hexdigest()[:32]}"


def question_of(label: str) -> str:
    plain = re.sub(r"\s+", "", label)
    return next((asks for pattern, asks in HEADED if pattern.search(plain)), HAND)
