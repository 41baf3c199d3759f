"""Whose row is it: is the name a name, is the citizen id sure, is the phone number one?"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from stdnum.cn import ric

from jinlin.core.books import Fault, Number, Value
from jinlin.core.time import clock
from jinlin.domains.workforce.roster.kinds import Kind
from jinlin.ground.people.numbers import PROVINCES

NOTHING = frozenset({"", "无", "暂无", "没有", "-", "--", "—", "——", "/", "\\", "、", "空", "NULL"})
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
SPACES = re.compile(r"\s+")
FULL_WIDTH = re.compile(
    r"[\uff0b\uff0d-\uff19\uff21-\uff3a\uff41-\uff5a\u3000\u2f00-\u2fdf\u2160-\u217f]"
)
MASK = re.compile(
    r"[*＊×●○〇□■?？_]|[xX]{2,}|某|^[\u3400-\u9fff]{1,2}(?:[xX]|先生|女士|小姐|同志)$"
    r"|^[\u3400-\u9fff](?:老师|主任|书记|院长|校长|医生|所长)$"
)
NO_NAME = re.compile(
    r"(?:姓名)?(?:不详|未知|待定|待补充?|空缺|缺|暂缺|招聘中|未提供|同上|如上|〃)"
    r"|[无未没].{0,2}身份证|(?:身份证)?(?:丢失|遗失|(?:补办|办理)中?)"
)
TITLES = re.compile(
    r"(?<=[\u3400-\u9fff]{2})[ ]?(?:副?(?:主任|书记|院长|校长|科长|站长|会长|队长|部长|局长|所长|镇长)"
    r"|老师|医生|护士|社工|网格员|已?(?:离职|退休|调离|辞职|死亡|去世|退出)|借调|返聘|兼职?|专职)$"
)
DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "司徒",
        "令狐",
        "长孙",
        "宇文",
        "东方",
    ]
)
BRACKETS = re.compile(r"[()（）\[\]【】]\s*[()（）\[\]【】]")
BESIDE_PHONE = re.compile(
    r"(?:电话|手机号?码?|联系方式|tel\.?)[::]?|[:：/、,，;；\-]", re.IGNORECASE
)
WHOLE_ID = re.compile(r"(?<!\d)\d{17}[\dX](?![\dX])")
OTHER_PAPER = re.compile(r"护照|通行证|台胞|军官|港澳|居留")
NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{2,12}")
NAME_WITH_DOTS = re.compile(r"[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)+")
LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'\- ]{1,40}")
REMARK = re.compile(r"[(（\[【].*[)）\]】]?$")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
LANDLINE = re.compile(r"0\d{2,3}\d{7,8}")
LONGEST_NAME, LONGEST_WITHOUT_DOT = 40, 3
OLD_LENGTH, WHOLE_LENGTH = 15, 18
LOOKS_LIKE = str.maketrans("OIL×✕Х╳", "011XXXX")  # the last but one is Cyrillic
SIGNS = re.compile(r"^['’‘`\"“”]+|['’‘`\"“”]+$|[-‐–—.,，。]")
EXPONENT = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d{1,2}$")


@dataclass
class Finding:
    """What a cell says once it is read, and what was wrong: kind and proposal."""

    value: str = ""
    faults: list[tuple[Kind, str]] = field(default_factory=list)
    extra: str = ""  # a phone that stood beside the name

    def note(self, kind: Kind, proposed: str = "") -> "Finding":
        self.faults.append((kind, proposed))
        return self


def shown(value: Value) -> str:
    """What stood there, as text."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def plain(value: Value) -> str:
    """The text without what cannot be seen, full width made normal, single spaces."""
    if value is None or isinstance(value, Fault):
        return ""
    return _plain(value.isoformat() if isinstance(value, date) else value)


@lru_cache(1 << 15)
def _plain(text: str) -> str:
    if text.isascii() and text.isalnum():
        return str(text)
    text = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return SPACES.sub(" ", text).strip()


def is_nothing(value: Value) -> bool:
    return value is None or plain(value).upper() in NOTHING


def read_name(value: Value) -> Finding:
    """A name of letters. Spaces, full width and a phone beside it are mended."""
    found, raw = Finding(), shown(value)
    if is_nothing(value):
        return found.note(Kind.NAME_MISSING)
    text = plain(value)
    if phone := MOBILE.search(SPACES.sub("", text)):
        found.extra = phone.group()
        text = _without_phone(text, found.extra)
    text = text.replace("•", "·").replace("‧", "·").replace("・", "·")
    bare = text if LATIN_NAME.fullmatch(text) else text.replace(" ", "")
    if several := _several(text):
        return found.note(*several)
    if NO_NAME.fullmatch(bare):
        return found.note(Kind.NAME_MISSING)
    if MASK.search(bare):
        return found.note(Kind.NAME_MASKED)
    if not _is_name(bare):
        return _strange(found, bare)
    found.value = bare
    if found.extra:
        found.note(Kind.PHONE_IN_NAME, bare)
    if FULL_WIDTH.search(raw):
        found.note(Kind.FULL_WIDTH, bare)
    elif not found.extra and raw != bare and _without_spaces(raw) == _without_spaces(bare):
        found.note(Kind.SPACES, bare)
    return found


def read_id(value: Value) -> Finding:
    """A citizen id of 18 characters that is right. What is guessed stays a proposal."""
    found = Finding()
    if is_nothing(value) or NO_NAME.fullmatch(plain(value)):
        return found.note(Kind.ID_MISSING)
    raw, text = shown(value), plain(value)
    if EXPONENT.match(text) or (isinstance(value, Number) and not text.isdigit()):
        return _from_float(found, text)
    if isinstance(value, Number) and len(text) == 18 and text.endswith("000"):
        return found.note(Kind.ID_SCIENTIFIC)  # Excel keeps 15 digits and writes zeros after them
    bare = SPACES.sub("", text)
    if len(bare) > WHOLE_LENGTH and len(parts := text.split(" ")) > 1 and WHOLE_ID.search(text):
        right = [p for p in parts if WHOLE_ID.fullmatch(p) and _is_checked(p)]
        return found.note(Kind.ID_LETTERS, right[0] if len(right) == 1 else "")
    if isinstance(value, Number) and len(bare) == WHOLE_LENGTH:
        found.note(Kind.ID_AS_NUMBER, bare)
    if FULL_WIDTH.search(raw):
        found.note(Kind.FULL_WIDTH, bare.upper())
    if re.search(r"[ \t\r\n\u00a0\u3000]", raw):
        found.note(Kind.SPACES, bare.upper())
    if (clean := SIGNS.sub("", bare)) != bare:
        found.note(Kind.ID_MARKS, clean.upper())
    if re.fullmatch(r"\d{17}x", clean):
        found.note(Kind.ID_SMALL_X, clean.upper())
    return _judge(found, clean.upper())


def read_phone(value: Value) -> Finding:
    """The digits of a phone number; empty when it is none."""
    found = Finding()
    if is_nothing(value):
        return found
    text = plain(value)
    if isinstance(value, Number):
        return _phone_from_number(found, text)
    if FULL_WIDTH.search(shown(value)):
        found.note(Kind.FULL_WIDTH)
    digits = re.sub(r"^(?:\+|00)86", "", re.sub(r"[\s\-‐–()（）.]", "", text))
    several = MOBILE.findall(re.sub(r"[^\d]+", " ", re.sub(r"(?<=\d)[\s\-](?=\d{4}\b)", "", text)))
    if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits):
        found.value = digits
        if digits != text and not found.faults:
            found.note(Kind.PHONE_MARKS)
    elif several:
        found.value = several[0]
        found.note(Kind.PHONES_SEVERAL if len(set(several)) > 1 else Kind.PHONE_MARKS)
    else:
        found.faults = [(Kind.PHONE_WRONG, "")]
        return found
    found.faults = [(kind, found.value) for kind, _old in found.faults]
    return found


def born_of(citizen_id: str) -> date:
    return date(int(citizen_id[6:10]), int(citizen_id[10:12]), int(citizen_id[12:14]))


def sex_of(citizen_id: str) -> str:
    return "m" if int(citizen_id[16]) % 2 else "f"


def is_beside(one: str, other: str) -> bool:
    """Whether two ids differ in one digit, or by two neighbours that changed places.

    The check digit follows the others and is not compared.
    """
    differing = [place for place in range(17) if one[place] != other[place]]
    if len(differing) == 1:
        return True
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and one[differing[0]] == other[differing[1]]
        and one[differing[1]] == other[differing[0]]
    )


def _without_phone(text: str, phone: str) -> str:
    """The words beside a phone number; apart when some stand on either side of it."""
    digits = r"\s*".join(phone)
    rest = re.sub(rf"(?<!\d){digits}(?!\d)", " ", text)
    rest = BRACKETS.sub(" ", BESIDE_PHONE.sub(" ", rest))
    return SPACES.sub(" ", re.sub(r"\(\s+|\s+\)", "", rest)).strip()


def _several(text: str) -> tuple[Kind, str] | None:
    """What stands in a cell of a name beside one name: a title or a state, or a second name."""
    if TITLES.search(text) and len(text.replace(" ", "")) > LONGEST_WITHOUT_DOT:
        return Kind.NAME_REMARK, TITLES.sub("", text).replace(" ", "")
    parts = text.split(" ")
    if len(parts) > 1 and all(NAME.fullmatch(part) for part in parts):
        if parts[0] in DOUBLE_SURNAMES and len(parts) == 2:
            return None
        if TITLES.search(text):
            return Kind.NAME_REMARK, parts[0]
        return Kind.NAME_STRANGE, ""
    return None


def _without_spaces(text: str) -> str:
    return SPACES.sub("", UNSEEN.sub("", text))


def _judge(found: Finding, number: str) -> Finding:  # noqa: PLR0911 - a table of kinds
    if re.search(r"[*●○?？]", number) or re.search(r"X{2,}", number):
        return found.note(Kind.ID_MASKED)
    if re.fullmatch(r"\d{15}", number):
        return found.note(Kind.ID_OLD, _modern(number))
    guessed = number.translate(LOOKS_LIKE)
    if guessed != number and re.fullmatch(r"\d{17}[\dX]", guessed):
        right = guessed[:17].isdigit() and ric.calc_check_digit(guessed) == guessed[-1]
        return found.note(Kind.ID_LETTERS, guessed if right else "")
    if re.fullmatch(r"[A-Z]{1,2}\d{6,10}|\d{8}|\d{10}", number) or OTHER_PAPER.search(number):
        return found.note(Kind.ID_OTHER)
    if re.search(r"[^\dX]", number) or "X" in number[:-1]:
        inside = WHOLE_ID.findall(number)
        is_one = len(inside) == 1 and ric.calc_check_digit(inside[0]) == inside[0][-1]
        return found.note(Kind.ID_LETTERS, inside[0] if is_one else "")
    if len(number) != 18:
        whole = re.fullmatch(r"\d{17}", number)
        return found.note(
            Kind.ID_LENGTH, number + ric.calc_check_digit(number + "0") if whole else ""
        )
    return _judge_parts(found, number)


def _is_checked(number: str) -> bool:
    return bool(ric.calc_check_digit(number) == number[-1])


def _judge_parts(found: Finding, number: str) -> Finding:
    bad = False
    if number[:2] not in PROVINCES:
        bad = bool(found.note(Kind.ID_PROVINCE))
    try:
        if not date(1900, 1, 1) < born_of(number) <= clock.today():
            raise ValueError
    except ValueError:
        bad = bool(found.note(Kind.ID_BIRTH))
    if (digit := ric.calc_check_digit(number)) != number[-1]:
        bad = bool(found.note(Kind.ID_CHECK, "" if bad else number[:17] + digit))
    if not bad:
        found.value = number
    return found


def _from_float(found: Finding, text: str) -> Finding:
    """A float that lost nothing is the number it was: 18 digits and a point with zeros."""
    whole = re.fullmatch(r"(\d{15,18})\.0+", text)
    if whole and not (len(whole[1]) == 18 and whole[1].endswith("000")):
        found.note(Kind.ID_AS_NUMBER, whole[1])
        return _judge(found, whole[1])
    if EXPONENT.match(text):
        mantissa, _sign, power = text.lower().partition("e")
        digits = mantissa.replace(".", "")
        if int(power) == len(digits) - 1 and len(digits) == 18:
            found.note(Kind.ID_AS_NUMBER, digits)
            return _judge(found, digits)
        if int(power) == OLD_LENGTH - 1:
            return found.note(Kind.ID_OLD, _modern(digits.ljust(OLD_LENGTH, "0")))
    return found.note(Kind.ID_SCIENTIFIC)


def _modern(old: str) -> str:
    """The 18 characters that an id of 15 digits became, unless it was given anew."""
    number = old[:6] + "19" + old[6:]
    try:
        born_of(number)
    except ValueError:
        return ""
    return number + ric.calc_check_digit(number + "0")


def _phone_from_number(found: Finding, text: str) -> Finding:
    try:
        digits = str(int(float(text))) if float(text) == int(float(text)) else ""
    except (ValueError, OverflowError):
        digits = ""
    if MOBILE.fullmatch(digits):
        found.value = digits
        return found if digits == text else found.note(Kind.PHONE_AS_NUMBER, digits)
    if LANDLINE.fullmatch("0" + digits):
        found.value = "0" + digits
        return found.note(Kind.PHONE_AS_NUMBER, found.value)
    return found.note(Kind.PHONE_WRONG)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and bool(
        NAME.fullmatch(text) or NAME_WITH_DOTS.fullmatch(text) or LATIN_NAME.fullmatch(text)
    )


def _strange(found: Finding, text: str) -> Finding:
    bare = REMARK.sub("", text)
    if bare != text and _is_name(bare):
        return found.note(Kind.NAME_REMARK, bare)
    dotted = text.replace(".", "·")
    parts = [each for each in re.split(r"[\d\W_]+", text) if each]
    guess = dotted if NAME_WITH_DOTS.fullmatch(dotted) else parts[0] if len(parts) == 1 else ""
    return found.note(Kind.NAME_STRANGE, guess if _is_name(guess) else "")
