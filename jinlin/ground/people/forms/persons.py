"""What may be typed on the pages about people?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Unusable
from jinlin.ground.people.models import LONGEST_MANDATE, Relation
from jinlin.ground.people.numbers import YearField, clean_citizen_id, clean_phone


class FindForm(forms.Form):
    """One number, exactly: there is no browsing among people."""

    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    citizen_id = forms.CharField(
        label=_("Citizen id"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        return _cleaned(clean_phone, self.cleaned_data["phone"])

    def clean_citizen_id(self) -> str:
        return _cleaned(clean_citizen_id, self.cleaned_data["citizen_id"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if not self.errors and not (fields.get("phone") or fields.get("citizen_id")):
            raise forms.ValidationError(
                _("Please enter the whole phone number or the whole citizen id.")
            )
        return fields


class ClearForm(forms.Form):
    why = forms.CharField(
        label=_("Why do you need to see this?"),
        max_length=200,
        help_text=_("It is kept who looked, when and why."),
    )


class YearForm(forms.Form):
    """What somebody said when they were asked."""

    birth_year = YearField(label=_("Year of birth"))


class ActForm(forms.Form):
    """Why somebody is acted for, and who agreed to it."""

    reason = forms.CharField(
        label=_("Why does the person not do it themselves?"),
        max_length=200,
        help_text=_("For example: has no phone, cannot read."),
    )
    relation = forms.ChoiceField(
        label=_("Who gave the consent?"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
        initial=Relation.SELF,
    )
    given_by = forms.CharField(
        label=_("Name, when it is somebody else"), required=False, max_length=60
    )
    days = forms.IntegerField(
        label=_("For how many days?"),
        min_value=1,
        max_value=LONGEST_MANDATE,
        initial=LONGEST_MANDATE,
        help_text=_("30 at most."),
    )
    agreed = forms.BooleanField(label=_("I explained what I will do for them, and they agreed."))


def _cleaned(clean: Any, text: str) -> str:
    try:
        return str(clean(text))
    except Unusable as refusal:
        raise forms.ValidationError(refusal.words) from refusal
