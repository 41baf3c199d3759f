"""What does somebody write who passes an appeal on to a colleague?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.models import Appeal
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.queries import members_of
from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, offer, words


class PassOnForm(MoveForm):
    to = forms.ModelChoiceField(User.objects.none(), label=_("To which colleague"))
    note = words(
        _("Note to the colleague"),
        rows=3,
        limit=LONGEST_REASON,
        required=False,
        hint=_("Only staff see this."),
    )

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer(
            self, "to", members_of(row.unit_id).exclude(pk__in=[key for key in [row.keeper] if key])
        )
