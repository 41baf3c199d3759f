"""What may stand in the address of a list of points and stores?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jinlin.services.points.models import Store
from jinlin.shell.boards import AddressForm, Words
from jinlin.shell.move_forms import offer

REVERSAL_TABS: list[tuple[str, Any]] = [
    ("open", _("Waiting for a decision")),
    ("all", _("All")),
]


class StockFilter(AddressForm):
    """One of one's stores, and words in the name of what it offers."""

    store = forms.ChoiceField(label=_("Store"), required=False)
    find = Words()

    def __init__(self, address: QueryDict, *, stores: Iterable[Store]) -> None:
        super().__init__(address)
        self.stores = {str(each.pk): each for each in stores}
        offer(self, "store", [(key, each.name) for key, each in self.stores.items()])

    @property
    def here(self) -> Store | None:
        return self.stores.get(self.used.get("store", ""))
