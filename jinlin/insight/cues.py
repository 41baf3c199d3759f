"""Do several things stand near each other that speak of a danger together, and not alone?

Whoever is in danger seldom names it: a rope, a roof and 'do not look for me' say it together. Each
danger has groups of cues; a combination of groups within NEAR characters of one sentence is heard.
"""

import re
from typing import Final

from jinlin.insight.dangers import Danger

NEAR: Final = 60  # characters from the first of the cues to the last

CHILD = (
    r"孩子|小孩|小朋友|娃|儿童|婴儿|女婴|男婴|女孩|男孩|小弟弟|小妹妹|初中生|小学生|我闺女|女儿|儿子|侄女|侄子|孙女|孙子|"
    r"外孙|[三四五六七八九十两]岁|1?\d岁"
)
CUES: Final[dict[Danger, dict[str, str]]] = {
    Danger.SUICIDE: {
        "means": r"农药|百草枯|敌敌畏|安眠药|老鼠药|绳子|拴绳|上吊|割腕|割了?手|开了?煤气|刀子|汽油|烧炭|跳楼|跳河",
        "place": r"楼顶|顶楼|天台|阳台|窗台|窗沿|塔吊|坝上|水库|江边|河边|桥上|桥栏|梁上|轨道",
        "wish": r"想死|去死|寻死|死了|早点死|等死|解脱|不想活|活[够勾腻]|活着.{0,3}没意思|跳下去|一起跳|一起走|跟[他她]去|一了百了|"
        r"了断|来不及了|拖累|遗书|后事|人要是没了|我没了以后|最后一(?:次|面|天)|对不起.{0,4}[爸妈]|不用再?(?:找|管|回电话)|下去.{0,2}的?声音",
        "act": r"谁劝都|劝不|不接|关机|联系不上|脱在|血止不住|不肯吃|不吃不喝|没沾|[大半一整]瓶|买好|准备好|揣|今晚|昨晚|这几天的事|"
        r"定时发送|写了.{0,3}遍|一晚上没敢睡|快来|救|门没锁|反锁|说到做到",
    },
    Danger.CHILD: {
        "child": CHILD,
        "harm": r"皮带|抽|捶|拴|铁链|锁到|锁着|锁在|饿|抱走|抱上去|来抱|抱去|抱给|收.{0,3}万块|发高烧|说胡话|沉下去|冲走|掉进|掉到|趴着|"
        r"半个身子|没穿衣服|宾馆|肚[皮子].{0,3}大|怀孕|流血|打得|打哭|掐|割|烫|咬|哭",
        "alone": r"没大人|没有大人|没人|一个人|独自|自己在家|在家.{0,6}天|出去打工|外省|没有?吃的|没有醒|没醒|不见|走丢|走失|身上一分钱|"
        r"陌生|领他?她?走",
        "now": r"救我|救命|快来|快喊|喊人|不准.{0,3}出|不让.{0,3}出|第.天|声音都哑|躲|不敢|别告诉|不要给|刚才|刚刚|已经出门|今晚|明早|"
        r"喊妈|冇上来|没上来",
    },
    Danger.VIOLENCE: {
        "weapon": r"刀|枪|斧|棍|铁锹|镐|锄头|砖|汽油|酒瓶|钢管|硫酸",
        "hurt": r"打|捶|砍|杀|捅|砸|掐|踹|逼我|放血|抄上|架.{0,4}脖子|丢到井|强迫|困住|锁的|收了.{0,3}身份证|身份证被.{0,3}收",
        "wound": r"头破|流血|是血|血糊|断了|打断|捶断|腿动不得|站不起来|昏过去|昏迷|肿|骨折|手杆",
        "now": r"救命|快来|快点来|派出所|报警|110|不敢|躲|还在|正在|现在|出不了门|出不去|困|喊|最后一天|今天不|堵|围|找我|不算完|附近",
    },
    Danger.FIRE: {
        "thing": r"煤气|燃气|天然气|液化气|沼气|气坛|气罐|气瓶|气管|黄色管子|油罐|罐车|液氨|液按|氨气|氯气|蜂窝煤|煤炉|炉子|炭火|烧炕|热水器|"
        r"烟花|鞭炮厂|高压线|电线|灶|电瓶|电池|插座|配电",
        "sign": r"味|臭鸡蛋|喷气|呲呲|嘶嘶|往外喷|淌|漏|泄露|泄漏|关不死|关不紧|拧不紧|冒火|火星|在炸|炸|报警器|冒烟|烟(?!花)|着了|掉下来",
        "body": r"头疼|头晕|恶心|想吐|晕倒|晕了|叫不醒|不醒|手脚发软|没力气|迷糊|脸红扑扑|眼睛辣|没出来|敲门.{0,4}[冇没]人|昏|喘不",
        "now": r"还在|现在|正在|一直|刚才|刚刚|快来|喊都喊不住|往外跑|抽烟|照常|一声接一声|不死",
    },
    Danger.FRAUD: {
        "who": r"群里|炒股群|拉群|建群|老师带|对方|自称|冒充|假扮|假冒|客服|网上认识|没见过面|网友|经理|道士|大师|说是.{0,6}的|一伙人|办贷款的|"
        r"讲是|说他是|陌生|中介|主播",
        "money": r"打钱|打了.{0,3}钱|转账|转钱|转了|转.{0,3}[千万]|交.{0,4}(?:税|定金|保证金|解冻费|押金)|解冻费|保证金|"
        r"流水不够|取不出来|提不出来|"
        r"棺材本|养老钱|金器|存折|扫脸|扣了|收钱|磁疗|返.{0,2}[千万]|利息没发|跑分|走账|裸|通讯录|按手印|红头文件|验证码|屏幕",
        "now": r"还在|现在|刚刚|刚才|刚又|正在|今儿|今天|又说|又打|催|下午还|前前后后|不放我|他还要|都约好|快去|拦|劝不|忽悠|越想越不对|一车又一车|"
        r"取出来了|也交了|不像真的|压根没办过|几十笔",
    },
}
TOGETHER: Final[dict[Danger, tuple[tuple[str, ...], ...]]] = {
    Danger.SUICIDE: (
        ("means", "wish"),
        ("place", "wish"),
        ("wish", "act"),
        ("means", "place", "act"),
    ),
    Danger.CHILD: (("child", "harm", "now"), ("child", "alone", "harm"), ("child", "alone", "now")),
    Danger.VIOLENCE: (("weapon", "hurt", "now"), ("hurt", "wound", "now"), ("weapon", "wound")),
    Danger.FIRE: (("thing", "sign", "now"), ("thing", "body")),
    Danger.FRAUD: (("who", "money", "now"),),
}
READ: Final = {
    danger: {name: re.compile(cue) for name, cue in groups.items()}
    for danger, groups in CUES.items()
}


def heard_together(danger: Danger, fenced: str) -> list[tuple[int, int]]:
    """Where the cues of one combination stand, one after the other; none when no combination does.
    All of them stand in one sentence (`borders.fenced`).
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for name, cue in READ[danger].items():
        found[name] = [each.span() for each in cue.finditer(fenced)]
    for names in TOGETHER[danger]:
        if all(found[name] for name in names) and (
            near := _nearest([found[n] for n in names], fenced)
        ):
            return sorted(near)
    return []


def _nearest(groups: list[list[tuple[int, int]]], fenced: str) -> list[tuple[int, int]]:
    """The first of each that stand within NEAR characters of one sentence."""
    for begin, end in groups[0]:
        first = fenced.rfind("\n", 0, begin) + 1
        last = fenced.find("\n", end) if "\n" in fenced[end:] else len(fenced)
        near = [(begin, end)]
        for group in groups[1:]:
            own = [
                each
                for each in group
                if abs(each[0] - begin) <= NEAR and first <= each[0] and each[1] <= last
            ]
            if not own:
                break
            near.append(min(own, key=lambda each: abs(each[0] - begin)))
        else:
            if max(each[1] for each in near) - min(near)[0] <= NEAR:
                return near
    return []
