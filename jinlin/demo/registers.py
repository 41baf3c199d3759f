"""Which registers of social workers stand in the demo: the six counties of Jincheng, and Tongwei?

Each county's roster is written as Excel, the way a county keeps it, and enters through the real
import. The numbers add up to what was published; names and ids are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from stdnum.cn import ric
from xlsxwriter import Workbook

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.demo import awarding
from jinlin.demo.county import PASSWORD
from jinlin.demo.names import GIVEN, SURNAMES
from jinlin.domains.training.models import OF_SOCIAL_WORK, PREPARING
from jinlin.domains.workforce.actions import Intake, take_in
from jinlin.domains.workforce.actions.exams import Candidate, Exam, reach
from jinlin.domains.workforce.models import Candidacy, ExamDay, Policy, Professional, Roster
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.actions import Listed
from jinlin.ground.people.models import Person
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Level, Place

SEED = 20241231
JINCHENG, TONGWEI = "1405", "621121"
APPROVER = "dengji-1405"  # of the prefecture
ROSTER_DAY, CANDIDATES = date(2024, 12, 20), 580
EXAM_DAYS, SAYS = (date(2025, 6, 14), date(2025, 6, 15)), "2025年度专业技术人员职业资格考试计划"
HEADINGS = (
    *("序号", "姓名", "身份证号码", "性别", "联系电话", "所属乡镇", "工作单位", "所属领域"),
    *("人员类别", "专兼职", "上岗时间", "学历", "专业", "资格等级", "证书编号", "取得时间"),
    "2021年以来继续教育学时",
)
UNITS = (
    ("人民医院", "医疗", "服务"),
    ("信访局", "信访", "管理"),
    ("第一中学", "教育", "服务"),
    ("残疾人联合会", "残疾人", "服务"),
    ("民政局", "民政", "管理"),
    ("社区矫正中心", "司法", "服务"),
    ("养老服务中心", "养老", "服务"),
    ("妇女联合会", "妇女", "管理"),
    ("团委", "青少年", "服务"),
    ("社会工作服务中心", "社会组织", "服务"),
    ("城乡社区服务中心", "社区", "服务"),
    ("职业技术学校", "教育", "教育研究"),
)


@dataclass(frozen=True)
class Share:
    """How many of whom a county's roster holds."""

    county: str
    assistants: int
    social_workers: int
    others: int = 0
    degrees: int | None = None  # None: as it comes
    educated: int | None = None


SHARES = (
    Share("140502", 480, 96),
    Share("140525", 400, 62),
    Share("140581", 330, 56),
    Share("140522", 250, 44),
    Share("140524", 150, 26),
    Share("140521", 130, 22),
    Share(TONGWEI, 60, 14, 183, degrees=34, educated=149),
)


def stand() -> None:
    """The registers stand, each from its county's roster, with those who keep them; those that
    stood before are left as they are.
    """
    with TemporaryDirectory() as folder:
        for share in SHARES:
            if not Roster.objects.filter(county=share.county).exists():
                with clock.set_to(clock.at(ROSTER_DAY, 10)):
                    _take_in(share, Path(folder))
    for day in EXAM_DAYS:
        ExamDay.objects.get_or_create(what=ExamDay.What.EXAM, on=day, defaults={"source": SAYS})
    for share in SHARES:
        awarding.pay(share.county, APPROVER if share.county.startswith(JINCHENG) else "")
    if not Candidacy.objects.filter(county=TONGWEI).exists():
        _register_candidates()


def learners(county: str, kind: str, count: int) -> list[Person]:
    """So many of whom the county's register knows, for a class of this kind: candidates of the exam
    where it is about the exam, else those in the register; nobody where it knows too few.
    """
    rows: Any = Professional.objects.filter(county=county)
    if kind in PREPARING:
        rows = Candidacy.objects.filter(county=county)
    elif kind not in OF_SOCIAL_WORK:
        return []
    found = rows.filter(person__isnull=False).select_related("person").order_by("pk")[:count]
    people = [row.person for row in found]
    return people if len(people) == count else []


@transaction.atomic
def _take_in(share: Share, folder: Path) -> None:
    county = build_county(share.county).county
    path = folder / f"{county.name}社会工作专业人才花名册.xlsx"
    write_roster(path, county, share)
    take_in(Intake(path, share.county), actor=SYSTEM)
    _appoint(county)
    _set_policies(share.county)


def write_roster(path: Path, county: Place, share: Share) -> None:
    """The roster as the county keeps it: a title, who filled it in, two rows of headings."""
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("花名册")
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, f"{county.name}社会工作专业人才花名册")
        sheet.write_string(1, 0, f"填报单位：{county.name}委社会工作部")
        sheet.write_row(2, 0, HEADINGS)
        for number, row in enumerate(_people(county, share), 1):
            sheet.write_row(number + 2, 0, [number, *row])


def _people(county: Place, share: Share) -> Iterator[list[object]]:
    dice = Random(f"{SEED}{share.county}")
    towns = list(
        Place.objects.present()
        .filter(county=share.county, level=Level.TOWN)
        .order_by("code")
        .values_list("name", flat=True)
    )
    levels = ["助理社会工作师"] * share.assistants + ["社会工作师"] * share.social_workers
    levels += [""] * share.others
    dice.shuffle(levels)
    total = len(levels)
    degrees = share.degrees if share.degrees is not None else total // 7
    educated = share.educated if share.educated is not None else total // 2
    for number, level in enumerate(levels):
        yield _person(number, county, dice, towns) + _learned(
            number, level, dice, studied=number < degrees, hours=number >= total - educated
        )


def _person(number: int, county: Place, dice: Random, towns: list[str]) -> list[object]:
    name, citizen_id = _invented(number, county.code, dice)
    unit, sector, kind = UNITS[number % len(UNITS)]
    sex = "男" if int(citizen_id[16]) % 2 else "女"
    phone = f"199{county.code[-3:]}{number:05}"
    began = f"{dice.randint(2012, 2022)}.{dice.randint(2, 12)}"
    unit = f"{county.name}{unit}"
    half = "兼职" if number % 5 == 0 else "专职"
    town = towns[number % len(towns)]
    return [name, citizen_id, sex, phone, town, unit, sector, kind, half, began]


def _learned(number: int, level: str, dice: Random, *, studied: bool, hours: bool) -> list[object]:
    degree = ("大专", "本科", "本科", "硕士研究生", "中专")[number % 5] if not studied else "本科"
    major = "社会工作" if studied else ("会计", "汉语言文学", "法学", "护理学", "")[number % 5]
    year = min(2012 + int(12 * dice.random() ** 0.5 + 0.5), 2024)
    certificate = [level, f"{year}{number:05}{dice.randint(10**6, 10**7 - 1)}", f"{year}-10-15"]
    minutes = dice.randint(120, 260) if hours else dice.randint(0, 110)
    return [degree, major, *(certificate if level else ["", "", ""]), minutes or ""]


def _invented(number: int, county: str, dice: Random) -> tuple[str, str]:
    """A name, and an id that nobody else of the county has: the sequence is the person's number."""
    name = dice.choice(SURNAMES) + dice.choice(GIVEN)
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    digits = f"{county}{1966 + number // 800}{month:02}{day:02}{number % 800 + 100:03}"
    return name, digits + ric.calc_check_digit(digits + "0")


def _appoint(county: Place) -> None:
    """A registrar and a payment officer; in Jincheng one of the prefecture, who can look across."""
    wanted = [(county, f"dengji-{county.code}", "县登记员", Role.REGISTRAR)]
    wanted.append((county, f"fafang-{county.code}", "发放员", Role.PAYMENT_OFFICER))
    wanted.append((county, f"shegong-{county.code}", "社工部长", Role.LEAD))
    if county.code == SHARES[0].county:
        above = Place.objects.present().get(code=JINCHENG)
        wanted.append((above, APPROVER, "市登记员", Role.REGISTRAR))
    for place, username, name, role in wanted:
        user, _first = accounts.add_staff(
            place.code, username=username, name=name, password=PASSWORD, actor=SYSTEM
        )
        accounts.grant_role(user, role=role, at=place, actor=SYSTEM)


def _set_policies(county: str) -> None:
    second = Policy.Second.PREFECTURE if county.startswith(JINCHENG) else Policy.Second.COUNTY
    for level, amount in ((1, 1000), (2, 2000), (3, 4000)):
        Policy.objects.create(
            county=county,
            name=("助理社会工作师", "社会工作师", "高级社会工作师")[level - 1] + "一次性补贴",
            place_code=county,
            level=level,
            kind=Policy.Kind.ONCE,
            amount=amount,
            second_level=second,
            needs_registration=False,
            yearly_budget=200_000,
            valid_from=date(2024, 1, 1),
        )


def _register_candidates() -> None:
    """Tongwei's candidates of 2025, as its list says; they were mobilised in spring."""
    dice = Random(SEED)
    people = [Listed(*_invented(number + 4000, TONGWEI, dice)) for number in range(CANDIDATES + 60)]
    listed = [
        Candidate(one, unit=f"通渭县{UNITS[n % len(UNITS)][0]}") for n, one in enumerate(people)
    ]
    exam = Exam(TONGWEI, 2025, 1)
    for stage, day, count in (
        ("mobilised_on", date(2025, 3, 3), len(listed)),
        ("registered_on", date(2025, 4, 8), CANDIDATES),
    ):
        with clock.set_to(clock.at(day, 10)):
            reach(exam, stage, listed[:count], on=day, actor=SYSTEM)
