"""Of what are the forms of wishes made?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.core.move_forms import TidyField
from jinlin.people.numbers import clean_phone
from jinlin.wishes.models import Band

BANDS = [(band.value, band.label) for band in (Band.EIGHTIES, Band.SEVENTIES, Band.SIXTIES, Band.ADULT, Band.CHILD, Band.FAMILY)]
TEL = {"inputmode": "tel", "autocomplete": "tel"}


class PhoneField(TidyField):
    """Digits of a mobile or landline number."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(TEL), **kwargs)

    def clean(self, value: Any) -> str:
        try:
            return clean_phone(super().clean(value))
        except Unusable as refusal:
            raise forms.ValidationError(refusal.words) from refusal


def yuan(label: Any, *, required: bool = False, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=1_000_000,
        help_text=hint,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        error_messages={"invalid": _("Please enter whole yuan, such as 200.")},
    )
