"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Closing
from jinlin.domains.casework.models import Case, Ending, OwnWord, Sealing
from jinlin.shell.move_forms import MoveForm, a_day
from jinlin.shell.move_forms import words as a_text


class CaseForm(MoveForm):
    """Words about a person, of which nothing is left on the device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():
            if each.widget.attrs.pop("data-draft", None) is not None:
                each.widget.attrs["data-words"] = ""


class WhyForm(CaseForm):
    reason = a_text(_("Reason"), rows=3, limit=300)


class StepBackForm(WhyForm):
    phase = forms.TypedChoiceField(label=_("Which phase begins again?"), coerce=int)
    field_order = ("phase", "reason")

    def __init__(self, *args: Any, row: Case, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field = self.fields["phase"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(n, each.name) for n, each in enumerate(row.profile[: row.phase])]


class ClosingForm(CaseForm):
    ending = forms.ChoiceField(label=_("How does it end?"), choices=Ending.choices)
    words = a_text(_("What was reached?"), rows=4, limit=2000)
    own_word = forms.ChoiceField(
        label=_("What does the person say?"), choices=OwnWord.choices, initial=OwnWord.NOTHING
    )
    own_words = a_text(_("In their words"), rows=3, limit=1000, required=False)
    shown_words = a_text(
        _("Thanks as everybody may read them"),
        rows=2,
        limit=200,
        required=False,
        hint=_(
            "Only with the person's consent to just that, and without anything that names them."
        ),
    )
    follow_up_on = a_day(_("Ask again how things are on"), required=False)

    def moved(self) -> dict[str, Any]:
        return {"closing": Closing(**super().moved())}


class AgreeForm(CaseForm):
    note = a_text(_("What you want to say on it"), rows=3, limit=300, required=False)


class FollowUpForm(CaseForm):
    how = a_text(_("How are things?"), rows=4, limit=1000)
    next_on = a_day(
        _("Ask again how things are on"), required=False, hint=_("Empty: nobody asks again.")
    )


class SealForm(CaseForm):
    how = forms.ChoiceField(
        label=_("Why is it sealed?"),
        choices=[each for each in Sealing.choices if each[0] != Sealing.CLOCK],
    )


class DestroyForm(CaseForm):
    backups = a_text(
        _("Backups made before, one a line"),
        rows=3,
        limit=2000,
        required=False,
        hint=_("They still hold the file. Those beside the house's data are named by themselves."),
    )

    def moved(self) -> dict[str, Any]:
        return {"backups": super().moved()["backups"].splitlines()}


# The verb and the form of each move that a person can make.
FORMS: dict[str, tuple[type[MoveForm], Callable[..., Case]]] = {
    "take_on": (MoveForm, actions.take_on),
    "decline": (WhyForm, actions.decline),
    "move_on": (MoveForm, actions.move_on),
    "step_back": (StepBackForm, actions.step_back),
    "ask_to_close": (ClosingForm, actions.ask_to_close),
    "close": (AgreeForm, actions.close),
    "send_back": (WhyForm, actions.send_back),
    "follow_up": (FollowUpForm, actions.follow_up),
    "reopen": (WhyForm, actions.reopen),
    "seal": (SealForm, actions.seal),
    "destroy": (DestroyForm, actions.destroy),
}
