"""What may stand in the board's address?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.text import tidy
from jinlin.domains.appeals.deadlines import GRADES
from jinlin.domains.appeals.models import Category, Channel
from jinlin.domains.appeals.queries import Filters
from jinlin.domains.appeals.queries.listed import DESK_LABELS
from jinlin.ground.places.models import Organisation

ANY = ("", _("All"))
STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("soon", _("Due within a day")),
    *((str(s), label) for s, label in DESK_LABELS.items()),
    ("all", _("All")),
]
ORDERS = [
    ("due", _("Most urgent first")),
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
]
LONGEST_SEARCH = 60
A_DAY = {"type": "date"}


class FilterForm(forms.Form):
    """Every field may be missing; what cannot be used is named, and the others hold."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput({"type": "search"}),
    )
    place = forms.RegexField(
        r"^[0-9]{2,18}$",
        label=_("Place"),
        required=False,
        error_messages={"invalid": _("This place is not known here.")},
    )
    category = forms.ChoiceField(label=_("Class"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[ANY, *Channel.choices])
    grade = forms.ChoiceField(label=_("Grade"), required=False, choices=[ANY, *GRADES.items()])
    unit = forms.UUIDField(
        label=_("Unit"),
        required=False,
        widget=forms.Select,
        error_messages={"invalid": _("This unit is not known here.")},
    )
    since = forms.DateField(
        label=_("Reported from"), required=False, widget=forms.DateInput(A_DAY, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Reported until"), required=False, widget=forms.DateInput(A_DAY, format="%Y-%m-%d")
    )
    escalated = forms.BooleanField(label=_("Escalated only"), required=False)
    mine = forms.BooleanField(label=_("Kept by me"), required=False)
    order = forms.ChoiceField(label=_("Sorted by"), required=False, choices=ORDERS)

    def __init__(
        self, *args: Any, counties: set[str], places: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        units = (
            Organisation.objects.open()
            .filter(county__in=counties)
            .order_by("kind", "name")
            .values_list("pk", "name")
        )
        classes = (
            Category.objects.filter(is_offered=True).order_by("code").values_list("pk", "name")
        )
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ANY,
            *((code, name if len(code) < 4 else f"　{name}") for code, name in classes),
        ]
        self.fields["unit"].widget.choices = [ANY, *((str(pk), name) for pk, name in units)]
        self.fields["place"].widget = forms.Select(choices=places)

    def clean_q(self) -> str:
        return tidy(self.cleaned_data["q"])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("since") and told.get("until") and told["since"] > told["until"]:
            self.add_error("until", _("The last day is before the first."))
        return told

    def filters(self) -> Filters:
        """What can be used of the address.

        Whoever searches for words searches in all states, unless they chose one.
        """
        told = {name: value for name, value in self.cleaned_data.items() if value}
        told["text"] = told.pop("q", "")
        state = told.pop("state", "") or ("all" if told["text"] else "open")
        return Filters(
            **{**told, "state": "" if state == "all" else state, "unit": str(told.get("unit", ""))}
        )

    def kept(self) -> dict[str, str]:
        """The filters in force as an address says them: equal filters, equal words in an equal
        order. The usual order is not said.
        """
        told = {
            name: _written(value)
            for name, value in self.cleaned_data.items()
            if value and (name, value) != ("order", "due")
        }
        return {
            "state": self.filters().state or "all",
            **{name: said for name, said in told.items() if name != "state"},
        }


def _written(value: Any) -> str:
    if value is True:
        return "on"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
