"""What is typed to apply, and to read back what the bank says?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.workforce.models import Policy
from jinlin.shell.move_forms import KeyedForm, TidyField


class ApplyForm(KeyedForm):
    """Where the money is to go; everything else is known."""

    policy = forms.ModelChoiceField(
        Policy.objects.none(), label=_("Which subsidy"), empty_label=None
    )
    account = TidyField(
        label=_("Your bank account"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    bank = TidyField(label=_("Your bank"), max_length=80, required=False)

    def __init__(self, *args: Any, policies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["policy"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = policies


class FreezeForm(forms.Form):
    county = forms.ChoiceField(label=_("County"))
    limit = forms.IntegerField(label=_("At most so many yuan"), required=False, min_value=1)

    def __init__(self, *args: Any, counties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["county"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = counties


class ReturnForm(forms.Form):
    file = forms.FileField(
        label=_("The bank's return file (.xlsx, .xls or .csv)"),
        help_text=_("With the columns reference, result, reason and time."),
    )
