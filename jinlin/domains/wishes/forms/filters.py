"""What may stand in the address of the wall and of the board?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.wishes.models import Band, Channel, Kind
from jinlin.domains.wishes.queries.board import Filters
from jinlin.domains.wishes.queries.listed import DESK_LABELS
from jinlin.domains.wishes.queries.wall import WORDS, WallFilters
from jinlin.shell.boards import ANY, BoardForm, choose_from, day_field, place_field

STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("raised", _("Raised")),
    *((str(state), word) for state, word in DESK_LABELS.items()),
    ("all", _("All")),
]


class WallForm(forms.Form):
    """What cannot be used is left out: a wall always shows something."""

    stands = forms.ChoiceField(required=False, choices=[ANY, *WORDS.items()])
    kind = forms.ChoiceField(label=_("Kind of wish"), required=False, choices=[ANY, *Kind.choices])
    place = place_field(least=6)

    q = forms.CharField(label=_("Words"), required=False, max_length=60)

    def filters(self, *, home: str = "") -> WallFilters:
        self.is_valid()
        fields = self.cleaned_data
        return WallFilters(
            fields.get("stands", ""),
            fields.get("kind", ""),
            fields.get("place") or home,
            fields.get("q", ""),
        )


class FilterForm(BoardForm):
    field_order = ("state", "q", "place", "kind", "channel", "band", "since", "until", "order")
    place = place_field()
    kind = forms.ChoiceField(label=_("Kind of wish"), required=False, choices=[ANY, *Kind.choices])
    channel = forms.ChoiceField(label=_("Source"), required=False, choices=[ANY, *Channel.choices])
    band = forms.ChoiceField(
        label=_("Whom it is for"), required=False, choices=[ANY, *Band.choices]
    )
    since = day_field(_("Said from"))
    until = day_field(_("Said until"))

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, states=STATES, **kwargs)
        choose_from(self, "place", places)

    def filters(self) -> Filters:
        """What can be used of the address."""
        return Filters(**self.used())
