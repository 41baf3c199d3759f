"""What is typed into the report of a month or year?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.metrics import periods
from jinlin.metrics.models import LONGEST_WORDS
from jinlin.shell.move_forms import offer


class MonthForm(forms.Form):
    """For which month or year a report is drawn up."""

    month = forms.ChoiceField(label=_("Month or year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "month", [(each, spoken.period(each)) for each in periods.over()])


class VersionForm(forms.Form):
    """Which version of a paper somebody has before them."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)


class WordsForm(VersionForm):
    words = forms.CharField(
        label=_("Words of the report"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Drafted from the figures. Put right what they do not say."),
    )
