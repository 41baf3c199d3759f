"""Which kinds, matters and people do the tests about documents have?"""

from types import SimpleNamespace
from typing import Any

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.actor import Grant as Entrusted
from jinlin.core.actor import Kind as ActorKind
from jinlin.core.time import clock
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.people.models import Person
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Place
from jinlin.services.documents.actions import issue
from jinlin.services.documents.kinds import Kind
from jinlin.services.documents.models import Document

DEHUA = "350526"
PUBLIC = {"appeal_number": "诉求编号", "unit": "承办单位", "due": "办结期限"}
HANDOVER = Kind("test.handover", "现场交办单", "handover", "交办", "people.person", PUBLIC)
JOINT = Kind("test.joint", "部门联办单", "joint", "联办", "people.person", PUBLIC)
CLOSING = Kind(
    "test.closing", "办结反馈单", "closing", "办结", "people.person", PUBLIC, is_for_residents=True
)
KINDS = (HANDOVER, JOINT, CLOSING)

TEXT = "我家楼下的污水井从上个月开始一直往外冒水，味道很大，老人和孩子都不敢开窗。物业来看过两次，只是把井盖盖回去，没有疏通。"
MATTER = {
    "appeal_number": "250411-7K3QX",
    "channel": "线上",
    "reporter": "王**",
    "phone": "138****5678",
    "category": "环境卫生",
    "grade": "一般",
    "reported_at": "2025年4月11日 09:32",
    "due": "2025年4月18日前",
    "place": "龙浔镇宝美社区瓷都花园",
    "spot": "3号楼西侧",
    "title": "瓷都花园污水井返水",
    "text": TEXT,
    "issuer": "德化县诉求受理中心",
}
DATA: dict[str, dict[str, Any]] = {
    HANDOVER.key: {
        **MATTER,
        "unit": "德化县城市管理局",
        "unit_phone": "0595-23520000",
        "handed_at": "2025年4月11日 10:05",
        "note": "请当天到场查看，先抽排后疏通。",
        "done": "已抽排，井内清出瓷泥。",
    },
    JOINT.key: {
        **MATTER,
        "unit": "德化县城市管理局",
        "lead": "德化县城市管理局",
        "lead_due": "2025年4月17日前",
        "convened_at": "2025年4月11日 11:20",
        "helpers": [
            {"unit": "龙浔镇人民政府", "task": "协调物业开启地下车库通道", "due": "4月13日"},
            {"unit": "住房和城乡建设局", "task": "核对雨污管网竣工图", "due": "4月15日"},
        ],
        "note": "牵头单位汇总后统一答复。",
    },
    CLOSING.key: {
        **MATTER,
        "unit": "德化县城市管理局",
        "finished_at": "2025年4月16日 16:40",
        "took": "5天6小时",
        "reply": "我们清出了井内的瓷泥和树根，换了一段管子，复查没有再返水。",
        "helpers": [{"unit": "龙浔镇人民政府", "reply": "已协调物业值守。"}],
        "answered": True,
        "solved": True,
        "satisfied": False,
        "judged": "本人于2025年4月17日线上评价",
        "comment": "拖得久了一点，但总算好了。",
    },
}


def county_of_dehua() -> SimpleNamespace:
    """Dehua with a clerk, a lead, a far clerk and a resident who is also the matter."""
    county = build_county(DEHUA).county
    far = Place.objects.create(
        county="621121", code="621121", level="county", name="通渭县", valid_from=clock.today()
    )
    users = {
        name: User.objects.create(name=name, username=name)
        for name in ("clerk", "lead", "handler", "far_clerk", "neighbour")
    }
    users["resident"] = User.objects.create(name="王秀英", phone="13800138000", phone_key="k")
    for name, role, place in (
        ("clerk", "clerk", county),
        ("lead", "lead", county),
        ("handler", "handler", county),
        ("far_clerk", "clerk", far),
    ):
        Grant.objects.create(
            county=place.code, user=users[name], role=role, place=place, valid_from=clock.today()
        )
    matter = Person.objects.create(county=DEHUA, user=users["resident"], name="王秀英")
    return SimpleNamespace(users=users, matter=matter, county=county)


def staff(user: User, role: str, code: str = DEHUA) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        user_id=user.pk,
        name=user.name,
        face="德化县诉求受理中心",
        grants=(Entrusted(role=role, codes=(code,)),),
    )


def resident(user: User) -> Actor:
    return Actor(kind=ActorKind.PERSON, user_id=user.pk, name=user.name)


def issued(about: Any, kind: Kind = HANDOVER, *, actor: Actor = SYSTEM, **data: Any) -> Document:
    told = {**DATA[kind.key], **data}
    return issue(
        county=about.county, kind=kind.key, title=told["title"], about=about, data=told, actor=actor
    )
