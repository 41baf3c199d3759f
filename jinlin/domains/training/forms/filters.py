"""What may stand in the addresses of the lists of training?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.domains.training.lifecycle import LABELS
from jinlin.domains.training.models import Kind
from jinlin.domains.training.queries.board import Filters
from jinlin.shell.boards import ANY, BoardForm

STATES = [
    ("open", _("Open")),
    *((str(state), word) for state, word in LABELS.items()),
    ("all", _("All")),
]


class FilterForm(BoardForm):
    kind = forms.ChoiceField(
        label=pgettext_lazy("training", "Kind"), required=False, choices=[ANY, *Kind.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, states=STATES, **kwargs)

    def filters(self) -> Filters:
        """What can be used of the address."""
        self.is_valid()
        return Filters(**self.used())
