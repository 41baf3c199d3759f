"""What may stand in the address of the board?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.pacts.lifecycle import LABELS
from jinlin.domains.pacts.queries.listed import Filters
from jinlin.shell.boards import AddressForm, BoardForm, choose_from, day_field, place_field

STATES = [
    ("open", _("Worked on")),
    ("late", _("Late")),
    *((str(state), word) for state, word in LABELS.items()),
    ("all", _("All")),
]


class ShownForm(AddressForm):
    """Which comments of a pact stand on the page."""

    show = forms.ChoiceField(
        label=_("Which comments"), required=False, choices=[("answered", _("With an answer"))]
    )


class FilterForm(BoardForm):
    field_order = ("state", "q", "place", "since", "until", "order")
    place = place_field()
    since = day_field(_("Drafted from"))
    until = day_field(_("Drafted until"))

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, states=STATES, **kwargs)
        choose_from(self, "place", places)

    def filters(self) -> Filters:
        """What can be used of the address."""
        return Filters(**self.used())
