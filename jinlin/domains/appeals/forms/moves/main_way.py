"""What do the moves of the main way ask for?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.deadlines import GRADES, Grade
from jinlin.domains.appeals.forms.moves.fields import a_unit, offer_categories, offer_units
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.shell.move_forms import MoveForm, words, yes_or_no


class AcceptForm(MoveForm):
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Class"))
    second = forms.ModelChoiceField(
        Category.objects.none(),
        label=_("Second class"),
        required=False,
        help_text=_("Only when it is about two things. Terms and figures go by the first."),
    )
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES.items, widget=forms.RadioSelect)
    note = words(_("A word to the resident"), rows=2, required=False)

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        first = {
            "category": row.category_id,
            "second": row.second_category_id,
            "grade": row.grade,
        }
        super().__init__(*args, row=row, initial=first, **kwargs)
        for name in ("category", "second"):
            offer_categories(self.fields[name])

    def moved(self) -> dict[str, Any]:
        return {**super().moved(), "grade": Grade(self.cleaned_data["grade"])}


class AnswerAtOnceForm(MoveForm):
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Class"))
    reply = words(
        _("Reply to the resident"),
        rows=5,
        hint=_("Who did what, and when. The resident reads exactly this."),
    )
    internal = words(_("Internal note"), rows=2, required=False, hint=_("Only staff see this."))

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"category": row.category_id}, **kwargs)
        offer_categories(self.fields["category"])


class HandOverForm(MoveForm):
    unit = a_unit(_("To which unit"))
    note = words(_("A word to the resident"), rows=2, required=False)
    internal = words(_("Note to the unit"), rows=3, required=False, hint=_("Only staff see this."))

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer_units(self.fields["unit"], row)


class FinishForm(MoveForm):
    reply = words(
        _("Reply to the resident"),
        rows=6,
        hint=_("Who did what, and when. The resident reads exactly this."),
    )
    internal = words(_("Internal note"), rows=2, required=False, hint=_("Only staff see this."))


class RejectForm(MoveForm):
    reason = words(_("Why it cannot be accepted"), rows=3, limit=300)
    basis = words(_("Basis"), rows=2, limit=300, hint=_("The rule or the competence that says so."))
    instead = words(_("Where the resident can turn to"), rows=2, limit=300)


class AddInformationForm(MoveForm):
    text = words(_("What do you want to add?"), rows=4, required=False)


class JudgeForm(MoveForm):
    answered = yes_or_no(_("Did you get an answer?"))
    solved = yes_or_no(_("Is it solved?"))
    satisfied = yes_or_no(_("Are you satisfied with how it was done?"))
    comment = words(_("Anything you want to say"), rows=3, required=False)

    def moved(self) -> dict[str, Any]:
        answers = {
            name: self.cleaned_data[name] == "yes" for name in ("answered", "solved", "satisfied")
        }
        return {"verdict": Verdict(**answers), "comment": self.cleaned_data["comment"]}
