"""Which numbers of people stand in a text, however they are spelled?

Full width, in Chinese numerals, with spaces, dashes and brackets, with the country's code: what a
reader would dial or look up is a number. Days and the house's own numbers are none.
"""

import re
from collections.abc import Iterable

from jinlin.core.secrets.masking import masked_name

_SPELLED = str.maketrans(
    "０１２３４５６７８９〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖⓪①②③④⑤⑥⑦⑧⑨＋（）－ｘＸ",
    "012345678900123456789121234567890123456789+()-xX",
)
_S = r"[\s\-‐-―_.·/()\u200b-\u200f\u2060\ufeff]{0,3}"  # between the digits of one number


def _digits(pattern: str) -> str:
    """The pattern's atoms, with separators allowed between any two of them."""
    return _S.join(pattern.split())


_COUNTRY = rf"(?:(?:\+|00){_S})?(?:8{_S}6{_S})"
_DAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_NUMBERS = re.compile(
    "|".join(
        rf"(?<!\d)(?:{each})(?!\d)"
        for each in (
            _digits(r"[1-9] \d \d \d \d \d (?:19|20) \d \d [01] \d [0-3] \d \d \d \d [\dxX]"),
            _digits(r"[1-9] \d \d \d \d \d \d \d [01] \d [0-3] \d \d \d \d"),
            rf"(?:{_COUNTRY})?" + _digits(r"1 [3-9] \d \d \d \d \d \d \d \d \d"),
            rf"(?:{_COUNTRY}\(?0?|\(?0)" + _digits(r"[1-9] \d \d? \d \d \d \d \d \d \d \d?"),
            _digits(r"(?:\+|00)? 8 5 [23] [2-9] \d \d \d \d \d \d \d"),
            _digits(r"(?:\+|00)? 8 8 6 0?[2-9] \d \d \d \d \d \d \d \d?"),
            _digits(r"6 2" + r" \d" * 14 + r" \d?" * 3),  # a bank card
            r"(?<![A-Za-z])[CDEGHMPScdeghmps]\d{8,10}",  # a passport or a permit to travel
            _digits(r"[48] 0 0 \d \d \d \d \d \d \d"),
            rf"(?!{_DAY}(?!\d))[2-9]\d{{2,3}}[ \-]?\d{{4}}",
        )
    )
)
LONG = 11  # digits, from which on a few more may be read


def without_numbers(text: str, *, names: Iterable[str] = ()) -> str:
    """The text with the numbers of people hidden but for a few digits, and these names masked."""
    for name in names:
        if len(name) > 1:
            text = text.replace(name, masked_name(name))
    read = text.translate(_SPELLED)
    letters = list(text)
    for found in _NUMBERS.finditer(read):
        places = [at for at in range(*found.span()) if read[at].isalnum()]
        for at in places[3 : -4 if len(places) >= LONG else -2]:
            letters[at] = "*"
    return "".join(letters)
