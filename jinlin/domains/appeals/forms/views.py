"""How is a view of the board named and shared?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.appeals.models.views import LONGEST_NAME, LONGEST_QUERY, Sharing
from jinlin.domains.appeals.permissions import can_share_view
from jinlin.shell.move_forms import TidyField


class SaveViewForm(forms.Form):
    """The filters of the board that was open, under a name.

    Only those who lead are asked for whom.
    """

    name = TidyField(
        label=_("Name of the view"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    sharing = forms.ChoiceField(
        label=_("For whom"), choices=Sharing.choices, initial=Sharing.OWN, required=False
    )
    query = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_QUERY)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_share_view(actor):
            del self.fields["sharing"]
