"""What may be typed on the pages about places?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.keys import uuid7
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.ground.places.queries import LONGEST_SEARCH
from jinlin.shell.boards import AddressForm, Words


class SearchForm(AddressForm):
    """The name of a place, as it is typed to find it."""

    q = Words(
        _("Name of your neighbourhood, community or village"),
        longest=LONGEST_SEARCH,
        autocomplete="off",
        enterkeyhint="search",
    )


class CloseForm(forms.Form):
    """Which unit goes on with what the closed one has in hand: one for everything, or another for
    some kinds.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    everything = UnitField(
        label=_("Who goes on with everything"),
        required=False,
        empty_label=_("Choose a unit"),
    )

    def __init__(
        self, *args: Any, unit: Organisation, held: Sequence[tuple[str, Any, int]], **more: Any
    ) -> None:
        super().__init__(*args, **{**more, "initial": {"key": uuid7()}})
        others = Organisation.objects.open().filter(county=unit.county).exclude(pk=unit.pk)
        others = others.order_by("kind", "name", "pk")
        self.kinds = {_field_of(kind): kind for kind, _name, _number in held}
        for kind, name, number in held:
            self.fields[_field_of(kind)] = UnitField(
                label=_("%(kind)s: %(number)s") % {"kind": name, "number": number},
                required=False,
                empty_label=_("As above"),
            )
        if not held:
            del self.fields["everything"]
        for each in self.fields.values():
            if isinstance(each, UnitField):
                each.queryset = others

    def heirs(self) -> dict[str, Organisation]:
        """The unit for each kind, and under "" the one for all others."""
        chosen = {kind: self.cleaned_data.get(name) for name, kind in self.kinds.items()}
        chosen[""] = self.cleaned_data.get("everything")
        return {kind: unit for kind, unit in chosen.items() if unit}


def _field_of(kind: str) -> str:
    return f"to_{kind.replace('.', '_')}"
