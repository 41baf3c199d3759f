"""What does each move of a conversation ask for, at the desk and of the resident?"""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.forms.bookings import offer_sitters
from jinlin.domains.receptions.models import Conversation, How
from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, words

Forms = dict[str, tuple[type[MoveForm], Any]]


class AnswerForm(MoveForm):
    answered_by = forms.ChoiceField(label=_("Who answered"), required=False)
    answer = words(
        _("Answer"),
        rows=4,
        limit=5000,
        hint=_("Who does what, and when. The resident reads exactly this."),
    )

    def __init__(self, *args: Any, row: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer_sitters(self.fields["answered_by"], row.session)

    def moved(self) -> dict[str, Any]:
        details = super().moved()
        return {**details, "answered_by": details["answered_by"] or None}


class ReferForm(MoveForm):
    instead = words(_("Where the resident can turn to"), rows=3, limit=5000)


class SignedForm(MoveForm):
    comment = words(
        _("What the resident wrote beside it"),
        rows=2,
        required=False,
        hint=_("Please keep the signed sheet with the minutes."),
    )


class SolvedForm(MoveForm):
    comment = words(_("Anything you want to say"), rows=3, required=False)


class NotSolvedForm(MoveForm):
    comment = words(_("What is still not solved?"), rows=3, required=False)


class WithdrawForm(MoveForm):
    reason = words(_("Why it is withdrawn"), rows=2, limit=LONGEST_REASON)


AT_DESK: Forms = {
    "answer": (AnswerForm, actions.answer),
    "refer": (ReferForm, actions.refer),
    "confirm": (SignedForm, partial(actions.confirm, how=How.PAPER)),
    "dispute": (SignedForm, partial(actions.dispute, how=How.PAPER)),
    "withdraw": (WithdrawForm, actions.withdraw),
}


def of_resident(how: How) -> Forms:
    """What the resident says, by one of the ways."""
    return {
        "confirm": (SolvedForm, partial(actions.confirm, how=how)),
        "dispute": (NotSolvedForm, partial(actions.dispute, how=how)),
        "withdraw": (WithdrawForm, actions.withdraw),
    }
