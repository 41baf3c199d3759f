"""What is typed where a county chooses what everybody reads?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.figures.measures import FEWEST_PEOPLE
from jinlin.core.keys import uuid7
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.releases import LONGEST_REASON, MOST_FEWEST
from jinlin.shell.move_forms import a_day

SHOWN = (("yes", _("for everybody")), ("no", _("not for everybody")))


class ChoiceForm(forms.Form):
    """One figure, from a day on for everybody or not, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    figure = forms.ChoiceField(label=_("Figure"))
    is_public = forms.ChoiceField(label=_("Who reads it"), choices=SHOWN)
    from_on = a_day(_("From"))
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [  # type: ignore[attr-defined]
            (key, each.name) for key, each in MEASURES.items() if each.is_public
        ]

    def clean_is_public(self) -> bool:
        return bool(self.cleaned_data["is_public"] == "yes")


class FewestForm(forms.Form):
    """Under which number people are not said."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    fewest = forms.IntegerField(
        label=_("Hide numbers of people under"), min_value=FEWEST_PEOPLE, max_value=MOST_FEWEST
    )
    from_on = a_day(_("From"))
