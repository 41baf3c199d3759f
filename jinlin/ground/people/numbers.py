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
from jinlin.core.time import clock
from jinlin.ground.accounts.phones import SEPARATORS, mobile
from jinlin.shell.move_forms import TidyField

CITIZEN_ID = re.compile(r"[0-9]{17}[0-9X]")
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
LANDLINE = re.compile(r"0[0-9]{2,3}[0-9]{7,8}")
ADULT_CONSENT_AGE = 14  # below it only a guardian consents


def clean_phone(text: str) -> str:
    """The digits of a mobile or landline number in China, without +86, blanks and hyphens; empty
    stays empty.
    """
    digits = SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits or LANDLINE.fullmatch(digits):
        return digits
    try:
        return mobile(digits)
    except Unusable as refusal:
        words = _(
            "This is not a phone number. A mobile number has 11 digits; a landline starts with "
            "its area code."
        )
        raise Unusable(words, field="phone") from refusal


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


def birth_year_of(citizen_id: str) -> int | None:
    return int(citizen_id[6:10]) if citizen_id else None


def _is_citizen_id(number: str) -> bool:
    """Form, province, birth date and check digit.

    The county is not compared with the year of birth, as stdnum's validate() does: numbers were
    first given out in 1984, so whoever was born in 1949 rightly carries a county code that is
    younger than they are.
    """
    if not (
        CITIZEN_ID.fullmatch(number)
        and number[:2] in PROVINCES
        and number[-1] == ric.calc_check_digit(number)
    ):
        return False
    try:
        born: date = ric.get_birth_date(number)
    except ValidationError:
        return False
    return date(1850, 1, 1) < born <= clock.today()


class PhoneField(TidyField):
    """Digits of a mobile or landline number; may stay empty unless it is required."""

    def clean(self, value: Any) -> str:
        try:
            return clean_phone(super().clean(value))
        except Unusable as refusal:
            raise forms.ValidationError(refusal.words) from refusal
