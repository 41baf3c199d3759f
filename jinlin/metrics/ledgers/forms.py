"""What is typed about templates, ledgers and long lists?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken
from jinlin.metrics.ledgers.actions import LONGEST_NAME, periods
from jinlin.metrics.ledgers.models import Template
from jinlin.shell.move_forms import DayField, KeyedForm, TidyField


class TemplateForm(KeyedForm):
    """A template as it was made in Word or Excel."""

    name = TidyField(
        label=_("What the ledger is called"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Please fill this in.")},
    )
    file = forms.FileField(
        label=_("The template (.docx, .xlsx)"),
        max_length=200,
        widget=forms.FileInput({"accept": ".docx,.xlsx"}),
        error_messages={
            "required": _("Please choose the file of the template."),
            "empty": _("This file is empty. Please choose it again."),
        },
    )


class DrawForm(forms.Form):
    """From which template and for which month or year a ledger is drawn up."""

    template = forms.ChoiceField(label=_("Template"))
    period = forms.ChoiceField(label=_("Month or year"))

    def __init__(self, *args: Any, templates: Iterable[Template], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, Any] = self.fields
        chosen["template"].choices = [(str(each.pk), each.name) for each in templates]
        chosen["period"].choices = [(each, spoken.period(each)) for each in periods()]


class TakeawayForm(forms.Form):
    """Which rows are taken away, and as what."""

    key = forms.CharField(max_length=60)
    place = forms.CharField(max_length=18)
    month = forms.CharField(max_length=7, required=False)
    year = forms.CharField(max_length=4, required=False)
    unit = forms.UUIDField(required=False)
    as_of = DayField(required=False)
    since = DayField(required=False)
    met = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("xlsx", "Excel"), ("csv", "CSV")])
