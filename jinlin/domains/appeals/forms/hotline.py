"""Which table is taken in from a hotline, and what is given back?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.models import Hotline
from jinlin.shell.move_forms import offer


class OneHotline(forms.Form):
    """One of the platforms of one's own county; the only one is chosen already."""

    hotline = forms.ModelChoiceField(
        Hotline.objects.none(), label=_("Hotline"), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, hotlines: Sequence[Hotline], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Hotline.objects.filter(pk__in=[each.pk for each in hotlines])
        offer(self, "hotline", rows)


class TakeForm(OneHotline):
    file = forms.FileField(
        label=_("Table of orders"),
        help_text=_("CSV or Excel, or a ZIP of the table and the files that it names."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.zip"}),
    )
    is_whole = forms.BooleanField(
        label=_("These are all orders that are open over there today"), required=False
    )


class GiveForm(OneHotline):
    every = forms.BooleanField(label=_("All open ones again, not only what is new"), required=False)
