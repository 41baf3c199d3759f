"""What may stand in the address of the wall and of the board?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.text import tidy
from jinlin.domains.wishes.models import Band, Channel, Kind
from jinlin.domains.wishes.queries.board import Filters
from jinlin.domains.wishes.queries.listed import DESK_LABELS
from jinlin.domains.wishes.queries.wall import WORDS, Asked

ANY = ("", _("All"))
STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("raised", _("Raised")),
    *((str(state), word) for state, word in DESK_LABELS.items()),
    ("all", _("All")),
]
ORDERS = [
    ("due", _("Most urgent first")),
    ("newest", _("Newest first")),
    ("oldest", _("Oldest first")),
]
A_DAY = {"type": "date"}
NO_SUCH_PLACE = {"invalid": _("This place is not known here.")}


class WallForm(forms.Form):
    """What cannot be used is left out: a wall always shows something."""

    stands = forms.ChoiceField(required=False, choices=[ANY, *WORDS.items()])
    kind = forms.ChoiceField(label=_("Kind of wish"), required=False, choices=[ANY, *Kind.choices])
    place = forms.RegexField(
        r"^[0-9]{6,18}$", label=_("Place"), required=False, error_messages=NO_SUCH_PLACE
    )

    q = forms.CharField(label=_("Words"), required=False, max_length=60)

    def asked(self, *, home: str = "") -> Asked:
        self.is_valid()
        told = self.cleaned_data
        return Asked(
            told.get("stands", ""),
            told.get("kind", ""),
            told.get("place") or home,
            told.get("q", ""),
        )


class FilterForm(forms.Form):
    """Every field may be missing; what cannot be used is named, and the others hold."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    q = forms.CharField(
        label=_("Words"), required=False, max_length=60, widget=forms.TextInput({"type": "search"})
    )
    place = forms.RegexField(
        r"^[0-9]{2,18}$", label=_("Place"), required=False, error_messages=NO_SUCH_PLACE
    )
    kind = forms.ChoiceField(label=_("Kind of wish"), required=False, choices=[ANY, *Kind.choices])
    channel = forms.ChoiceField(label=_("Source"), required=False, choices=[ANY, *Channel.choices])
    band = forms.ChoiceField(
        label=_("Whom it is for"), required=False, choices=[ANY, *Band.choices]
    )
    since = forms.DateField(
        label=_("Said from"), required=False, widget=forms.DateInput(A_DAY, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Said until"), required=False, widget=forms.DateInput(A_DAY, format="%Y-%m-%d")
    )
    order = forms.ChoiceField(label=_("Sorted by"), required=False, choices=ORDERS)

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
        return Filters(**{**told, "state": "" if state == "all" else state})
