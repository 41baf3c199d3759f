"""What does each move of an order and of a reversal ask for?"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.services.points import actions
from jinlin.services.points.models import Receiver
from jinlin.shell.move_forms import MoveForm, ReasonForm


class HandOutForm(MoveForm):
    received_by = forms.ChoiceField(
        label=_("Who picks it up?"),
        choices=Receiver.choices,
        initial=Receiver.SELF,
        widget=forms.RadioSelect,
    )


ORDER_FORMS: dict[str, tuple[type[MoveForm], Callable[..., Any]]] = {
    "hand_out": (HandOutForm, actions.hand_out),
    "cancel": (ReasonForm, actions.cancel),
}
REVERSAL_FORMS: dict[str, tuple[type[MoveForm], Callable[..., Any]]] = {
    "approve": (MoveForm, actions.approve),
    "refuse": (ReasonForm, actions.refuse),
}
