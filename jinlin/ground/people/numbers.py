"""Is this a phone number, a citizen id, and what does it tell?"""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.accounts.phones import MOBILE, SEPARATORS, mobile
from jinlin.shell.move_forms import TidyField

EARLIEST_YEAR = 1900
CITIZEN_ID = re.compile(r"[0-9]{17}[0-9X]")
# GB/T 2260; 91 was once given for foreign countries.
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
FOREIGNER = "9"  # a permanent residence permit of 2023: 9, province, nationality, birth, order
LANDLINE = re.compile(r"0[1-9][0-9]{1,2}[0-9]{7,8}")
SERVICE = re.compile(r"[48]00[0-9]{7}")
ABROAD = re.compile(r"\+(?:85[23][0-9]{8}|886[0-9]{9})")  # Hong Kong, Macau, Taiwan
LOCAL = re.compile(r"[2-8][0-9]{6,7}")  # as people say it in a town, without the area code
EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#|-)\D{0,3}([0-9]{1,6})\D?$", re.IGNORECASE)
OF_CHINA = re.compile(r"^(?:\+|00)86\(?0?\)?(?=[1-9][0-9]{8,11}$)")
ADULT_CONSENT_AGE = 14  # below it only a guardian consents


def clean_phone(text: str) -> str:
    """The digits of a number as people have them; empty stays empty.

    A mobile number has 11; a landline its area code and, after a hyphen, its extension; a number
    said without an area code, or one of 400 or 800, stays as it was said; Hong Kong, Macau and
    Taiwan keep + and their code.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    digits = _dialled(typed)
    if not digits or _is_fixed(digits):
        return digits
    if found := EXTENSION.search(typed):
        main = _dialled(typed[: found.start()])
        if _is_fixed(main) and not ABROAD.fullmatch(main):
            return f"{main}-{found[1]}"
    try:
        return mobile(digits)
    except Unusable as refusal:
        words = _(
            "This is not a phone number. A mobile number has 11 digits; a landline starts with "
            "its area code."
        )
        raise Unusable(words, field="phone") from refusal


def phone_or_note(text: str) -> tuple[str, str]:
    """The number, and what is to be noted when none can be read: nobody is there to be asked
    again, and what they report must not be lost for it.
    """
    try:
        return clean_phone(text), ""
    except Unusable:
        return "", tidy(text)


def _dialled(typed: str) -> str:
    """Digits, with + before a number from outside the mainland and 0 before an area code."""
    digits = SEPARATORS.sub("", typed)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    abroad = re.sub(r"^(\+886)0(?=[0-9]{9}$)", r"\1", digits)
    if ABROAD.fullmatch(abroad):
        return abroad
    inland = OF_CHINA.sub("", digits)
    if inland != digits and not SERVICE.fullmatch(inland) and not MOBILE.fullmatch(inland):
        return f"0{inland}"
    return inland


def _is_fixed(digits: str) -> bool:
    return any(kind.fullmatch(digits) for kind in (LANDLINE, SERVICE, ABROAD, LOCAL))


def clean_citizen_id(text: str) -> str:
    """The 18 characters of a citizen id whose check digit is right and whose bearer is born; empty
    stays empty.
    """
    number = SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not number:
        return ""
    if not _is_citizen_id(number):
        raise Unusable(
            _("This citizen id is not right. Please compare all 18 characters with the card."),
            field="citizen_id",
        )
    return number


class YearField(forms.IntegerField):
    """A year of birth, as it is told: nobody is born in a year to come, whatever year it is now."""

    def __init__(self, **more: Any) -> None:
        widget = forms.NumberInput({"class": "short", "inputmode": "numeric"})
        super().__init__(widget=widget, **more)

    def clean(self, value: Any) -> int | None:
        year: int | None = super().clean(value)
        try:
            return None if year is None else possible_year(year)
        except Unusable as refusal:
            raise forms.ValidationError(refusal.words) from refusal


def possible_year(year: int) -> int:
    """A year in which somebody who lives today was born. Raises Unusable."""
    if not EARLIEST_YEAR <= year <= clock.today().year:
        raise Unusable(_("Please write the year of birth, such as 1962."), field="birth_year")
    return year


def birth_year_of(citizen_id: str) -> int | None:
    return int(citizen_id[6:10]) if citizen_id else None


def birth_of(citizen_id: str) -> date | None:
    """The day of birth in a citizen id that was compared; None without one."""
    return ric.get_birth_date(citizen_id) if citizen_id else None


def _is_citizen_id(number: str) -> bool:
    """Form, province, birth date and check digit.

    The county is not compared with the year of birth, as stdnum's validate() does: numbers were
    first given out in 1984, so whoever was born in 1949 rightly carries a county code that is
    younger than they are.
    """
    province = number[1:3] if number.startswith(FOREIGNER) else number[:2]
    if not (
        CITIZEN_ID.fullmatch(number)
        and (province in PROVINCES or number[:2] in PROVINCES)
        and number[-1] == ric.calc_check_digit(number)
    ):
        return False
    try:
        born: date = ric.get_birth_date(number)
    except ValidationError:
        return False
    return date(1850, 1, 1) < born <= clock.today()


class PhoneField(TidyField):
    """A number as `clean_phone` keeps it; may stay empty unless it is required."""

    def clean(self, value: Any) -> str:
        try:
            return clean_phone(super().clean(value))
        except Unusable as refusal:
            raise forms.ValidationError(refusal.words) from refusal
