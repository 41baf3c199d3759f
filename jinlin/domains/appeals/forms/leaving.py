"""What does a lead choose when somebody leaves?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.queries import members_of
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import LONGEST_REASON, KeyedForm, offer, words


class LeavingForm(KeyedForm):
    """Who takes over what the leaver keeps; sent twice, done once."""

    to = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Who takes over, in turn"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one colleague.")},
    )
    note = words(
        _("Note to the colleagues"),
        rows=3,
        limit=LONGEST_REASON,
        required=False,
        hint=_("Only staff see this."),
    )

    def __init__(self, *args: Any, unit: Organisation, leaver: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", members_of(unit.pk).exclude(pk=leaver.pk))
