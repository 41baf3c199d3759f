"""Which day is meant by the words of a list? '6月底前' is 30 June, '5—6月' too, '全年' 31 December."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

LONGEST = 500  # letters of a cell that says when
EPOCH = date(1899, 12, 30)  # of Excel's serial days after February 1900
SERIAL = re.compile(r"4\d{4}(\.0+)?|5\d{4}(\.0+)?")
NUMERALS = {
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
SPELLED = re.compile(
    r"([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=\s*(?:月|季度|日|号))"
)
SPELLED_YEAR = re.compile(r"([〇零○一二三四五六七八九]{4})(?=\s*年)")
SHORT_YEAR = re.compile(r"(?<!\d)(2\d)(?=\s*年\s*\d)")
COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
UNTIL = r"(?:\s*[-—–~至到]++\s*(\d{1,2})\s*[日号])?"  # '5月1日—30日' ends on the 30th
YEAR = re.compile(r"(\d{4})\s*年?")
WHOLE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[日号]?" + UNTIL)
SPOKEN = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?" + UNTIL)
MONTH = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*月(?:份)?\s*(上旬|中旬|下旬)?")
BARE_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})\s*(?:日|前|之前|以前)*+")
BARE_MONTH = re.compile(r"(\d{4})[./-](\d{1,2})\s*[前底]*+")
QUARTER = re.compile(r"(?:(\d{4})\s*年?\s*)?第?\s*([1-4])\s*季度")
THIRDS = {"上旬": 10, "中旬": 20}
FIRST_HALF = ("上半年", "半年内")
ALWAYS = (
    "年底",
    "年末",
    "全年",
    "长期",
    "下半年",
    "年内",
    "常态",
    "持续",
    "每月",
    "每季度",
    "本年度",
)


def day_in(words: str, year: int) -> date | None:
    """The last day that is meant; None where no day is."""
    words = _in_digits(" ".join(unicodedata.normalize("NFKC", words[:LONGEST]).split()), year)
    if found := COMPACT.fullmatch(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if SERIAL.fullmatch(words):
        return EPOCH + timedelta(days=int(float(words)))
    if found := BARE_DAY.fullmatch(words):
        return _day(year, int(found[1]), int(found[2]))
    if found := BARE_MONTH.fullmatch(words):
        return _last_of(int(found[1]), int(found[2]))
    return _last_named(words, year)


def _last_named(words: str, year: int) -> date | None:
    """Of several days the one that is named last."""
    named = [
        (found.start(), _day(int(found[1] or year), int(found[2]), int(found[4] or found[3])))
        for pattern in (WHOLE, SPOKEN)
        for found in pattern.finditer(words)
    ]
    taken = [found.span() for pattern in (WHOLE, SPOKEN) for found in pattern.finditer(words)]
    named += [
        (found.start(), _of_month(int(found[1] or year), int(found[2]), found[3]))
        for found in MONTH.finditer(words)
        if not any(first <= found.start() < last for first, last in taken)
    ]
    named += [
        (found.start(), _last_of(int(found[1] or year), 3 * int(found[2])))
        for found in QUARTER.finditer(words)
    ]
    if named:
        return max(named, key=lambda each: each[0])[1]
    return _by_a_half(words, year)


def _by_a_half(words: str, year: int) -> date | None:
    match = YEAR.search(words)
    year = int(match[1]) if match else year
    if any(each in words for each in FIRST_HALF):
        return date(year, 6, 30)
    is_year = any(each in words for each in ALWAYS) or (match and match[0] == words)
    return date(year, 12, 31) if is_year else None


def _in_digits(words: str, year: int) -> str:
    """'次年三月二十日' is '2027年3月20日' in a list of 2026."""
    words = re.sub(r"(?:明|次|翌)年", f"{year + 1}年", words).replace("今年", f"{year}年")
    words = SPELLED_YEAR.sub(lambda found: "".join(_sign(each) for each in found[1]), words)
    return SHORT_YEAR.sub(r"20\1", SPELLED.sub(_digits, words))


def _sign(sign: str) -> str:
    return str(NUMERALS.get(sign, 0))


def _digits(found: re.Match[str]) -> str:
    tens, ten, ones = found[1].rpartition("十")
    whole = (NUMERALS[tens] if tens else 1) * 10 if ten else 0
    return str(whole + (NUMERALS[ones] if ones else 0))


def _of_month(year: int, month: int, third: str | None) -> date | None:
    return _day(year, month, THIRDS[third]) if third in THIRDS else _last_of(year, month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, monthrange(year, month)[1])
