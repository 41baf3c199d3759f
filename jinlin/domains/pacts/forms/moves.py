"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.models import Pact, PactRule
from jinlin.domains.pacts.models.pact import LONGEST_NOTE, LONGEST_REASON, LONGEST_WHERE
from jinlin.shell.move_forms import MoveForm, TidyField, a_day, a_number, words

NUMBERS = ("eligible", "present", "in_favour", "against", "abstained")


class UntilForm(MoveForm):
    until = a_day(_("Comments are taken until"), hint=_("The whole of this day counts."))

    def __init__(self, *args: Any, row: Pact, **kwargs: Any) -> None:
        days = PactRule.of(row.county, clock.today()).comment_days
        first = {"until": clock.today() + timedelta(days=days)}
        super().__init__(*args, row=row, initial=first, **kwargs)


class VoteForm(MoveForm):
    meets_on = a_day(_("On which day do people meet?"))
    where = TidyField(label=_("Where and when on that day"), max_length=LONGEST_WHERE)


def hands(label: Any, *, required: bool = True, hint: Any = "") -> forms.IntegerField:
    return a_number(label, most=100_000, required=required, help_text=hint)


class TallyForm(MoveForm):
    """The hands of a meeting."""

    eligible = hands(
        _("How many may vote"), hint=_("Residents over 18, or one for each household.")
    )
    present = hands(_("How many came"))
    in_favour = hands(_("Hands for it"))
    against = hands(_("Hands against it"))
    abstained = hands(_("Abstained"), required=False)

    def moved(self) -> dict[str, Any]:
        numbers = {name: self.cleaned_data[name] or 0 for name in NUMBERS}
        rest = {name: value for name, value in super().moved().items() if name not in NUMBERS}
        return {"tally": Tally(**numbers), **rest}


class SinceForm(TallyForm):
    since = a_day(_("In force from"), hint=_("From this day on it is what everybody agreed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": clock.today()}, **kwargs)


class RepealForm(SinceForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].label = _("From which day does it hold no more?")
        self.fields["since"].help_text = ""


class ReviewForm(MoveForm):
    note = words(
        _("What did the review find?"),
        rows=3,
        limit=LONGEST_NOTE,
        hint=_("Everybody reads it. No names."),
    )


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=LONGEST_REASON)


# The verb and the form of each move that a person can make.
FORMS: dict[str, tuple[type[MoveForm], Callable[..., Pact]]] = {
    "publish": (UntilForm, actions.publish),
    "consolidate": (MoveForm, actions.consolidate),
    "ask_again": (UntilForm, actions.ask_again),
    "put_to_vote": (VoteForm, actions.put_to_vote),
    "adopt": (SinceForm, actions.adopt),
    "turn_down": (TallyForm, actions.turn_down),
    "amend": (MoveForm, actions.amend),
    "draft_anew": (MoveForm, actions.draft_anew),
    "review": (ReviewForm, actions.review),
    "repeal": (RepealForm, actions.repeal),
    "keep_old": (WhyForm, actions.keep_old),
    "drop": (WhyForm, actions.drop),
}
