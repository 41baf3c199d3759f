"""What does a column hold? Told by its heading, with the one above it where there are two."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from jinlin.core.books import Value
from jinlin.domains.workforce.roster.identity import plain

ASSISTANT, WORKER, SENIOR = "assistant", "social_worker", "senior"
LEVELS = (
    (ASSISTANT, re.compile(r"助理|初级|助工")),
    (SENIOR, re.compile(r"高级")),
    (WORKER, re.compile(r"中级|社会工作师|社工师")),
)
IGNORED = "-"
# In this order; the first that fits holds.
FIELDS: tuple[tuple[str, str], ...] = (
    (
        IGNORED,
        r"^(序号|序|编号|行号|no\.?|列号)$|退回原因|^原因$|^reason$|备注|说明|^(民族|籍贯|年龄|工龄|婚姻.*|健康.*|照片)$",
    ),
    (
        IGNORED,
        r"政治面貌|党员|职称|专业技术|住址|地址|邮箱|e-?mail|微信|qq|邮编|紧急|签名|签字|填表",
    ),
    ("sex", r"^性别$"),
    (
        "name",
        r"^(人员|学员|社工|考生|职工|员工|持证人?员?|教师|干部)?(姓名|名字)|^(持证人员?|社工)$",
    ),
    ("citizen_id", r"身份证|公民身份|证件号|身份号"),
    ("born", r"出生"),
    ("phone", r"手机|电话|联系方式"),
    ("registered_on", r"登记.*(时间|日期|年月)|注册.*(时间|日期)|(时间|日期).*登记"),
    ("registration", r"登记(证书?|编)?号|登记证|注册号"),
    ("issuer", r"(发证|颁发|颁证|批准|核发|签发).*(机关|单位|机构|部门)"),
    (
        "issued",
        r"(取得|获得|获证|发证|批准|颁发|取证|考取|领证|签发|通过|持证).*(时间|日期|年月|年份|年度)",
    ),
    ("certificate", r"证书?(编)?号|管理号|资格证书?号?$|证书$|证书信息"),
    ("hours", r"学时|课时"),
    ("school", r"(院校|学校)[及和与、/]|[及和与、/](毕业)?(院校|学校)"),
    ("graduated", r"毕业.*(时间|日期|年月|年份)"),
    ("school", r"院校|学校"),
    ("major", r"专业$|专业名称|专业\("),
    ("degree", r"学历|学位|文化程度"),
    (
        "since",
        r"(上岗|入职|到岗|任职|就职|从事|从业|参加|开始|聘用).*(时间|日期|年月)|工作起始|起始时间",
    ),
    ("until", r"(离岗|离职|终止|结束|到期).*(时间|日期|年月)?"),
    ("full_time", r"专.*兼职|^(专职|用工形式|工作形式)$|全职|是否专职"),
    (
        "level",
        r"(资格|职业水平|证书|社工|持证).*(等级|级别|名称|类别|情况|类型)|职业资格|职业水平|^(级别|等级)$|社工证|是否持证",
    ),
    ("field", r"领域|行业|系统|条线"),
    ("class", r"人员(类别|类型|性质)|身份类别|人才类别|^(类别|类型)$"),
    ("unit", r"单位[及和与、/]"),
    ("title", r"岗位|职务|职位|工种"),
    ("town", r"乡镇|镇街|街道|^(所属|所在)?(镇|乡|县|区)$|县区|区县|县\(?市|辖区|所在地"),
    ("unit", r"单位|机构|村|社区|部门|工作地点"),
)
RULES = tuple((name, re.compile(rule, re.IGNORECASE)) for name, rule in FIELDS)
GENERIC = re.compile(
    r"^(编号|号码|时间|日期|年月|级别|等级|名称|类别|类型|起止时间?|情况|专业|学校|院校|学历|学位)$"
)
OF_ANOTHER = re.compile(
    r"配偶|家属|子女|父母|亲属|家庭成员|紧急|监护|推荐人|介绍人|联系人|法人|负责人"
)
SINCE_YEAR = re.compile(r"以来|以后|起|至|累计|[-–—~]")
LEVELLED = frozenset({"certificate", "issued", "issuer", "level", "registration", "registered_on"})
PAIRED = ("name", "citizen_id")
LONGEST = 200  # letters of a heading that are read


@dataclass(frozen=True)
class Column:
    """What one column holds: a field of FIELDS, of which level where the heading says so.

    field "" : it is not known.
    """

    place: int
    heading: str
    field: str
    level: str = ""
    since_year: int | None = None  # of hours: 2021 in '2021年以来继续教育学时'
    is_one_year: bool = False  # of hours: of that year alone, as in '2023年学时'


def normal(value: Value) -> str:
    """A heading without spaces, line breaks, stars and colons; of one that goes on, its beginning:
    rules look through it from each of their words on.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain(value)))[:LONGEST]
    return re.sub(r"^\*+|\*+$|[::]$|\(必填\)|\(选填\)|\(盖章\)", "", text)


def column_of(place: int, upper: Value, lower: Value) -> Column | None:
    """The column under these two headings (either may be empty); None when it has none."""
    above, own = normal(upper), normal(lower)
    if above == own:
        above = ""
    heading = own or above
    if not heading:
        return None
    whole = above + own
    found = field_of(own) if own and not (GENERIC.match(own) and above) else ""
    found = found or field_of(whole) or field_of(own)
    if OF_ANOTHER.search(above) and found in {*PAIRED, "phone", "sex", "born"}:
        found = IGNORED
    if not found and level_of(whole):
        found = "level"
    level = level_of(whole) if found in LEVELLED else ""
    year = re.search(r"(20\d{2})", whole) if found == "hours" else None
    is_one = bool(year) and not SINCE_YEAR.search(whole)
    return Column(place, heading, found, level, int(year[1]) if year else None, is_one)


def field_of(heading: str) -> str:
    return next((name for name, rule in RULES if rule.search(heading)), "")


def level_of(text: str) -> str:
    """The level that a heading speaks of; "" when it speaks of none, or of several."""
    named = {name for name, rule in LEVELS if rule.search(text)}
    if ASSISTANT in named or SENIOR in named:
        rest = text.replace("助理社会工作师", "").replace("高级社会工作师", "")
        rest = rest.replace("助理社工师", "").replace("高级社工师", "")
        if WORKER in named and not re.search(r"中级|社会工作师|社工师", rest):
            named.discard(WORKER)
    return named.pop() if len(named) == 1 else ""


def matches(cells: Sequence[Value]) -> set[str]:
    """Which fields the cells of a line name, read as headings."""
    found = set()
    for value in cells:
        text = normal(value)
        if 1 <= len(text) <= 30 and (name := field_of(text)):
            found.add(name)
    return found


def is_heading(cells: Sequence[Value]) -> bool:
    """Whether this line heads a table of people: it names a name or an id, and something beside."""
    found = matches(cells)
    return len(found) >= 2 and bool(found.intersection(PAIRED)) and not _holds_people(cells)


def is_lower_heading(cells: Sequence[Value]) -> bool:
    """Whether this line, right under a heading, goes on with it."""
    filled = [normal(value) for value in cells if normal(value)]
    if not filled or _holds_people(cells):
        return False
    known = [text for text in filled if field_of(text) or GENERIC.match(text) or level_of(text)]
    return len(known) * 2 > len(filled)


def _holds_people(cells: Sequence[Value]) -> bool:
    """An id or a phone stands there."""
    return any(re.search(r"\d{11}|\d\.\d+E\+1[0-9]", plain(value)) for value in cells if value)
