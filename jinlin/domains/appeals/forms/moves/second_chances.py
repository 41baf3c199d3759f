"""What do the moves ask for by which a unit gets out, gets time, or a reply is asked back?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.actions.clocks import LONGEST_EXTENSION
from jinlin.domains.appeals.forms.moves.fields import a_unit, offer_units
from jinlin.domains.appeals.models import Appeal, Pause
from jinlin.domains.appeals.queries.script import script_of
from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, a_day, words, yes_or_no

VERDICT = ("answered", "solved", "satisfied")


class ReturnForm(MoveForm):
    reason = words(
        _("Why this is not for your unit, and whose it is"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The resident reads this too."),
    )


class AssignForm(MoveForm):
    unit = a_unit(_("Which unit it is"))
    reason = words(
        _("Reason for the decision"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The unit cannot return it any more. Only staff see this."),
    )

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer_units(self.fields["unit"], row)


class ReassignForm(MoveForm):
    unit = a_unit(_("Which unit gets it instead"))
    reason = words(
        _("Why another unit gets it"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("Only staff see this. Both units are told."),
    )

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer_units(self.fields["unit"], row)


class AskExtensionForm(MoveForm):
    days = forms.IntegerField(
        label=_("How many more days"),
        min_value=1,
        max_value=LONGEST_EXTENSION,
        help_text=_("Working days where the term counts working days."),
    )
    reason = words(
        _("Why more time is needed"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The resident reads this too."),
    )


class DecideForm(MoveForm):
    reason = words(
        _("Reason for the decision"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The resident reads this too."),
    )


class GrantForm(DecideForm):
    """As many days as were asked for, or others."""

    field_order = ("days", "reason")
    days = forms.IntegerField(
        label=_("How many more days you grant"),
        required=False,
        min_value=1,
        max_value=LONGEST_EXTENSION,
        help_text=_("The days asked for stand here; they can be changed."),
    )


class PauseForm(MoveForm):
    whom = forms.ChoiceField(
        label=_("Who has to move first"), choices=Pause.Whom.choices, widget=forms.RadioSelect
    )
    reason = words(
        _("What is awaited"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The resident reads this. If it is their turn, say exactly what you need."),
    )
    review_on = a_day(_("When you look again"))


class ResumeForm(MoveForm):
    note = words(_("A word to the resident"), rows=2, required=False)


class CallBackForm(MoveForm):
    """Not reached, only the note is needed; reached, the three answers are.

    The answers to the script are kept as they were given.
    """

    reached = yes_or_no(_("Did you reach the resident?"))
    answered = yes_or_no(_("Did the resident get an answer?"), required=False)
    solved = yes_or_no(_("Is it solved?"), required=False)
    satisfied = yes_or_no(_("Is the resident satisfied with how it was done?"), required=False)
    note = words(
        _("What was said"),
        rows=3,
        required=False,
        hint=_("Not reached? Then please say when and how you tried."),
    )

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.script = {each.name: each for each in script_of(row)}
        for name, each in self.script.items():
            self.fields[name] = (
                yes_or_no(each.words, required=False)
                if each.is_yes_or_no
                else words(each.words, rows=2, limit=LONGEST_REASON, required=False)
            )
        short = [name for name, each in self.script.items() if each.is_yes_or_no]
        long = [name for name in self.script if name not in short]
        self.order_fields(["reached", *short, *VERDICT, *long, "note"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        for name in VERDICT if fields.get("reached") == "yes" else ():
            if not fields.get(name):
                self.add_error(name, _("Please choose yes or no."))
        return fields

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        if fields["reached"] != "yes":
            return {"verdict": None, "answers": {}, "note": fields["note"]}
        verdict = Verdict(**{name: fields[name] == "yes" for name in VERDICT})
        return {
            "verdict": verdict,
            "answers": {
                each.key: fields[name] for name, each in self.script.items() if fields[name]
            },
            "note": fields["note"],
        }
