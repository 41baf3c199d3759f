"""Of what are the forms of wishes made?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.wishes.models import MOST_YUAN, Band
from jinlin.ground.people.numbers import PhoneField

BANDS = [
    (band.value, band.label)
    for band in (Band.EIGHTIES, Band.SEVENTIES, Band.SIXTIES, Band.ADULT, Band.CHILD, Band.FAMILY)
]


def a_phone(
    label: Any, *, required: bool = True, hint: Any = "", is_own: bool = False
) -> PhoneField:
    """`is_own`: of whoever fills it in, so that their phone may offer its number."""
    tel = {"inputmode": "tel", "autocomplete": "tel" if is_own else "off"}
    return PhoneField(
        label=label, required=required, max_length=40, widget=forms.TextInput(tel), help_text=hint
    )


def yuan(label: Any, *, required: bool = False, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=MOST_YUAN,
        help_text=hint,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        error_messages={"invalid": _("Please enter whole yuan, such as 200.")},
    )
