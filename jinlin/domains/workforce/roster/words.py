"""Which level, degree, field, class, amount do a cell's words mean?"""

import re
from dataclasses import dataclass, field

from jinlin.core.books import Number, Value
from jinlin.domains.workforce.roster.headings import LEVELS, SENIOR, WORKER
from jinlin.domains.workforce.roster.identity import NOTHING, is_nothing, plain
from jinlin.domains.workforce.roster.kinds import Kind

DEGREES = (
    ("doctor", r"博士"),
    ("master", r"硕士|研究生"),
    ("bachelor", r"本科|学士|大学$|大学本|^大学"),
    ("college", r"大专|专科|高职"),
    ("secondary", r"中专|高中|中技|技校|职高|中职"),
    ("lower", r"初中|小学"),
)
SEXES = {"男": "m", "女": "f", "男性": "m", "女性": "f"}
TIMES = {
    "专职": "full",
    "全职": "full",
    "是": "full",
    "兼职": "part",
    "否": "part",
    "非专职": "part",
}
NONE_HELD = re.compile(r"^(无|否|未.*|没有.*|暂无.*|不持证)$")
HELD = re.compile(r"^(有|是|√|✓|✔|1|持证|已取得|已持证|已考取)$")
CERTIFICATE = re.compile(r"[A-Z0-9()\-第号字]{6,40}", re.IGNORECASE)
HOURS = re.compile(r"^(\d{1,4}(?:\.\d+)?)(?:个)?(?:学时|课时|小时|h)?$", re.IGNORECASE)
MOST_HOURS = 3000
CHINESE_MAJOR = re.compile(r"社会工作|社工")


@dataclass
class Words:
    """What a cell means; none, and why, when that is not sure."""

    values: list[str] = field(default_factory=list)
    faults: list[tuple[Kind, str]] = field(default_factory=list)


def read_levels(value: Value, level: str = "") -> Words:
    """The levels that a cell names; under a heading that names one, whether it is held."""
    if is_nothing(value):
        return Words()
    text = plain(value).replace(" ", "")
    if NONE_HELD.match(text):
        return Words()
    named: list[str] = []
    for part in re.split(r"[、,，;；/+和]|及", text):
        found = [name for name, rule in LEVELS if rule.search(part)]
        if found:
            named.append(found[0] if found[0] != WORKER or len(found) == 1 else SENIOR)
    if not named and level and (HELD.match(text) or CERTIFICATE.fullmatch(text)):
        named = [level]
    if not named:
        return Words(faults=[(Kind.LEVEL_UNKNOWN, "")])
    return Words(list(dict.fromkeys(named)))


def read_degree(value: Value) -> Words:
    if is_nothing(value):
        return Words()
    text = plain(value).replace(" ", "")
    name = next((name for name, rule in DEGREES if re.search(rule, text)), "")
    return Words([name]) if name else Words(faults=[(Kind.DEGREE_UNKNOWN, "")])


def read_choice(value: Value, table: dict[str, str], kind: Kind) -> Words:
    """One of the words of a table."""
    if is_nothing(value):
        return Words()
    text = plain(value).replace(" ", "")
    return Words([table[text]]) if text in table else Words(faults=[(kind, "")])


def read_hours(value: Value) -> Words:
    """Hours as minutes."""
    if is_nothing(value):
        return Words()
    match = HOURS.match(plain(value).replace(" ", ""))
    if match is None or float(match[1]) > MOST_HOURS:
        return Words(faults=[(Kind.HOURS_UNSURE, "")])
    return Words([str(round(float(match[1]) * 60))])


def read_certificate(value: Value) -> Words:
    """A certificate number."""
    if is_nothing(value) or NONE_HELD.match(plain(value)):
        return Words()
    text = plain(value).replace(" ", "").upper()
    if isinstance(value, Number) and ("E" in text or "." in text):
        return Words(faults=[(Kind.CERTIFICATE_STRANGE, "")])
    if not CERTIFICATE.fullmatch(text):
        return Words(faults=[(Kind.CERTIFICATE_STRANGE, "")])
    return Words([text])


def read_text(value: Value, longest: int) -> str:
    """Free words, tidied; nothing when they say that there is nothing."""
    text = plain(value)
    return "" if text.upper() in NOTHING else text[:longest]


def is_social_work(major: str) -> bool:
    return bool(CHINESE_MAJOR.search(major))


def unit_key(name: str) -> str:
    """A unit's name as it is compared."""
    return re.sub(r"[\s()（）,，.。\-]", "", name)
