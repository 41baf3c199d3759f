"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.visits import actions
from jinlin.domains.visits.actions.planning import LONGEST_REASON, LONGEST_REPORT
from jinlin.domains.visits.models import Door, Round
from jinlin.domains.visits.queries.report import draft_of_report
from jinlin.ground.accounts.models import User
from jinlin.shell.move_forms import MoveForm, a_day, offer, words


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=LONGEST_REASON)


class UntilForm(WhyForm):
    until = a_day(_("New last day"))


class ReportForm(MoveForm):
    report = words(
        _("The round's report"),
        rows=12,
        limit=LONGEST_REPORT,
        hint=_("The numbers are filled in already. Say what they mean and what comes next."),
    )

    def __init__(self, *args: Any, row: Round, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"report": draft_of_report(row)}, **kwargs)


def a_visitor() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Visitor"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose somebody.")},
    )


class GiveForm(MoveForm):
    visitor = a_visitor()

    def __init__(self, *args: Any, row: Door, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        found = actions.could_go(row)
        offer(self, "visitor", [(str(key), name) for key, name in found.items()])

    def clean_visitor(self) -> User:
        return User.objects.get(pk=self.cleaned_data["visitor"])


ROUND_FORMS: dict[str, tuple[type[MoveForm], Callable[..., Any]]] = {
    "set_out": (MoveForm, actions.set_out),
    "extend": (UntilForm, actions.extend),
    "close": (ReportForm, actions.close),
    "drop": (WhyForm, actions.drop),
}
DOOR_FORMS: dict[str, tuple[type[MoveForm], Callable[..., Any]]] = {
    "give": (GiveForm, actions.give),
    "take_over": (WhyForm, actions.take_over),
    "try_again": (WhyForm, actions.try_again),
    "take_back": (WhyForm, actions.take_back),
    "put_right": (WhyForm, actions.put_right),
    "settle": (WhyForm, actions.settle),
}
