"""Of which terms do the words of a form consist, and what do they stand for?

A label is understood when it is cut into terms without a rest. Terms of one line mean the same; a
topic (`T:`) says which room of the house is meant; a neutral one says nothing; a soft one says
nothing in a heading over other headings. Whatever stands in no line stays as it is and keeps the
label from being understood: better asked than guessed.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

TOPICS: Final = {
    "T:appeals": "诉求 民生诉求 群众诉求 居民诉求 业主诉求 民意诉求 诉求件",
    "T:wishes": "微心愿 心愿",
    "T:receptions": "业主接待日 接待日",
    "T:consultations": "协商 微协商 议事 协商议事 民主协商 居民协商 议事协商",
    "T:pacts": "公约 微公约 居民公约 小区公约 邻里公约",
    "T:visits": "走访 入户走访 入户 敲门 敲门走访 上门走访 走访入户",
    "T:servicedays": "圩日 近邻圩日 服务日 便民服务日",
    "T:volunteers": "志愿 志愿服务 志愿者服务",
    "T:training": "培训 技能培训 居民培训 培训班 技能培训班 参训 受训 培训居民",
    "T:workforce": "社工 社会工作 社会工作者",
    "T:points": "积分",
    "T:talents": "能人 工匠 能人工匠 乡土能人 社区能人",
    "T:projects": "项目",
}
TERMS: Final = {
    "receive": "受理 收到 接收 接收到 收件 收集 征集 接到 登记 提交 反映 收取 提出",
    "close": "办结 闭环 办结闭环 闭环办结",
    "intime": "按时 按期 及时 限时 时限内 如期",
    "respond": "响应 首次响应",
    "answer": "答复 回复",
    "solve": "解决",
    "satisfied": "满意",
    "evaluate": "评价 测评",
    "issue": "问题",
    "found": "发现 排查 排查出",
    "fulfil": "实现 达成 完成 圆满",
    "publish": "公开 发布 上墙",
    "claim": "认领",
    "online": "网上 线上 小程序 微信小程序 网络",
    "station": "站点 驿站 近邻驿站 邻里驿站",
    "hotline": "热线 12345 12345热线 政务热线 12345政务热线",
    "counter": "窗口",
    "meeting": "会议",
    "comment": "意见",
    "cover": "覆盖",
    "estate": "小区 住宅小区",
    "benefit": "惠及 受益",
    "serve": "服务",
    "handle": "办理 处理 处置",
    "person": "志愿者",
    "team": "队伍 服务队 服务队伍 志愿服务队 志愿服务队伍 志愿队伍 志愿者队伍",
    "act": "活动",
    "join": "参与 参加",
    "certified": "持证",
    "assistant": "助理社会工作师 助理社工师 助理社工",
    "swer": "社会工作师 中级社会工作师 社工师 中级社工师",
    "swstation": "社工站 乡镇社工站",
    "talent": "人才",
    "redeem": "兑换",
    "reach": "接待",
}
# Terms that are several at once.
BOTH: Final = {
    "T:wishes fulfil": "圆梦 圆愿",
    "T:consultations meeting": "议事会 协商会 协商议事会 居民议事会 民主协商会 议事协商会 居民协商会",
    "T:consultations motion": "议题 协商议题 微协商议题",
    "T:volunteers person": "志愿者",
    "T:volunteers team": "志愿服务队 志愿服务队伍 志愿队伍 志愿者队伍",
    "T:receptions reach": "接待 业主接待",
    "T:workforce assistant": "助理社会工作师 助理社工师 助理社工",
    "T:workforce swer": "社会工作师 中级社会工作师 社工师 中级社工师",
    "T:workforce swstation": "社工站 乡镇社工站",
    "T:visits done": "已走访",
    "T:training u:event": "开班 培训班次",
    "satisfied u:%": "满意度",
}
NEUTRAL: Final = [
    "群众",
    "居民",
    "业主",
    "市民",
    "百姓",
    "村民",
    "本",
    "全",
    "已",
    "共",
    "数",
    "数量",
    "总数",
    "总量",
    "总",
    "量",
    "开展",
    "举办",
    "举行",
    "召开",
    "组织",
    "情况",
    "工作",
    "的",
    "了",
    "数据",
    "合计",
    "总计",
    "小计",
    "共计",
    "指标",
    "名称",
    "项",
    "内容",
    "类别",
    "统计",
    "上报",
    "填报",
    "近邻",
    "邻里",
    "社区",
    "治理",
    "基层",
    "城乡",
    "乡镇",
    "村",
    "街道",
    "县",
    "市",
    "区",
    "镇",
    "辖区",
    "便民",
    "惠民",
    "民生",
    "党建引领",
    "和",
    "及",
    "与",
    "、",
    "服务情况",
    "月份",
    "其中",
    "基本",
    "当月",
    "当期",
    "现有",
    "累计",
    "现场",
    "本年",
    "本月",
    "今年",
    "全年",
    "以来",
    "主要",
    "各",
    "日常",
    "村居",
    "所有",
    "基本情况",
    "季度",
    "月度",
    "年度",
    "数值",
    "完成情况",
]
MANY_WORDINGS: Final = 1 << 13  # of forms that came in: so many are kept, of each kind
SOFT: Final = frozenset({"handle", "serve", "act", "evaluate"})
UNITS: Final = {  # how a form says what it counts in, and what that is
    "item": "件 个 条 起 宗 件数 个数 条数 起数",
    "event": "场 期 场次 场数 期数 次 次数 班 班次",
    "visits": "人次 人次数",
    "people": "人 名 位 人数",
    "house": "户 户数",
    "housetimes": "户次 户次数",
    "team": "支 支队伍",
    "%": "% ％ 率 比例 占比 百分比",
    "hours": "小时 时长 总时长 时数 小时数",
    "days": "天 平均时长",
    "money": "元 万元",
    "book": "本 张",
    "pair": "对",
    "score": "分",
}
# Of whom or what only a part is meant: a title that says so makes nothing certain.
NARROWED: Final = re.compile(
    r"老年|老人|高龄|独居|空巢|留守|儿童|未成年|青少年|学生|残疾|困难|低保|特困|重点人|重点对象|特殊群体|"
    r"党员|干部|妇女|青年|退役|流动人口|外来|租房|出租|房屋|消防|矛盾|纠纷|信访|法律|法治|网格|环境|物业|"
    r"征迁|防汛|防疫|疫情|禁毒|反诈|食品|交通|试点|示范|重点项目|[本上每]周|周报|旬|日报"
)
ALONE: Final = re.compile(r"[\s“”\"'‘’·•*＊★/／\\|—\-－（）()\[\]【】《》<>,，。.．;；:：?？!！#]+")


@dataclass(frozen=True)
class Terms:
    """What a text consists of: terms and topics, and what it counts in (a key of UNITS)."""

    tokens: frozenset[str]
    unit: str = ""

    @property
    def topics(self) -> frozenset[str]:
        return frozenset(each for each in self.tokens if each.startswith("T:"))

    @property
    def core(self) -> frozenset[str]:
        return self.tokens - self.topics - SOFT


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(NEUTRAL, ())
    for unit, line in UNITS.items():
        found.update({word: (f"u:{unit}",) for word in line.split() if len(word) > 1})
    for table in (TOPICS, TERMS, BOTH):
        for meant, line in table.items():
            found.update({word: tuple(meant.split()) for word in line.split()})
    return found


@lru_cache(MANY_WORDINGS)
def terms(text: str) -> Terms:
    """The longest terms first, from left to right; what stays over is a term of its own."""
    plain = ALONE.sub("", text)
    unit, plain = _ending(plain)
    known, tokens, rest, place = _lexicon(), set(), "", 0
    while place < len(plain):
        size = next(
            (
                n
                for n in range(min(10, len(plain) - place), 0, -1)
                if plain[place : place + n] in known
            ),
            0,
        )
        if not size:
            rest, place = rest + plain[place], place + 1
            continue
        if rest:
            tokens.add(f"?{rest}")
            rest = ""
        tokens.update(known[plain[place : place + size]])
        place += size
    if rest:
        tokens.add(f"?{rest}")
    inner = next((each[2:] for each in sorted(tokens) if each.startswith("u:")), "")
    return Terms(frozenset(each for each in tokens if not each.startswith("u:")), unit or inner)


def _ending(text: str) -> tuple[str, str]:
    """受理件 counts in 件: one sign at the end of a label is a unit, elsewhere a part of a word."""
    for unit, line in UNITS.items():
        for word in line.split():
            if len(word) == 1 and len(text) > 1 and text.endswith(word) and text not in _lexicon():
                longer = next((n for n in (4, 3, 2) if text[-n:] in _lexicon()), 0)
                if not longer:
                    return unit, text[:-1]
    return "", text


@lru_cache(MANY_WORDINGS)
def unit_class(text: str) -> str:
    """件 is an item; empty for what is no unit of the house (百分点, 工作日)."""
    plain = re.sub(r"^单位[:：]", "", text.strip().strip("（）()")).strip("万")
    return next((unit for unit, line in UNITS.items() if plain in line.split()), "")
