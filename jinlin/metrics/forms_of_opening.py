"""What is typed where a county chooses what everybody reads?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.figures.measures import FEWEST_PEOPLE
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.releases import LONGEST_REASON, MOST_FEWEST
from jinlin.shell.move_forms import KeyedForm, a_day, offer

DEEP = "community"
SHOWN = (
    ("yes", _("for everybody")),
    (DEEP, _("for everybody, down to communities")),
    ("no", _("not for everybody")),
)


class ChoiceForm(KeyedForm):
    """One figure, from a day on for everybody or not, and why."""

    figure = forms.ChoiceField(label=_("Figure"))
    is_public = forms.ChoiceField(label=_("Who reads it"), choices=SHOWN)
    from_on = a_day(_("From"))
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self, "figure", [(key, each.name) for key, each in MEASURES.items() if each.is_public]
        )

    @property
    def is_deep(self) -> bool:
        return bool(self.cleaned_data["is_public"] == DEEP)

    @property
    def is_open(self) -> bool:
        return bool(self.cleaned_data["is_public"] != "no")


class FewestForm(KeyedForm):
    """Under which number people are not said."""

    fewest = forms.IntegerField(
        label=_("Hide numbers of people under"), min_value=FEWEST_PEOPLE, max_value=MOST_FEWEST
    )
    from_on = a_day(_("From"))
