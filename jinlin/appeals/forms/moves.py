"""What does each move ask for?

The fields of a form are the keyword arguments of its verb. Every form also carries the version that it was rendered from (a stale one is refused and shown what
changed) and an idempotency key (sent twice, done once).
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.appeals import actions
from jinlin.appeals.actions import Verdict
from jinlin.appeals.deadlines import GRADES, Grade
from jinlin.appeals.models import Appeal, Category
from jinlin.core.keys import uuid7
from jinlin.core.text import tidy
from jinlin.places.models import Organisation

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class TidyField(forms.CharField):
    """Text without what cannot be shown; too long a text stays in the field with a message."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def words(label: Any, *, rows: int = 4, limit: int = 2000, required: bool = True, hint: Any = "") -> TidyField:
    return TidyField(
        label=label,
        required=required,
        max_length=limit,
        help_text=hint,
        error_messages={"required": _("Please fill this in.")},
        widget=forms.Textarea({"rows": rows, "data-draft": ""}),
    )


class MoveForm(forms.Form):
    """The hidden part of every move. `moved()` gives the verb's arguments."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        self.appeal = appeal
        initial = {"version": appeal.version, "key": uuid7(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for each in self.fields.values():
            if "data-draft" in each.widget.attrs:
                each.widget.attrs["data-draft"] = str(appeal.pk)  # what was typed about one appeal must not turn up at another

    def moved(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "key"}}


class AcceptForm(MoveForm):
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Class"))
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES.items, widget=forms.RadioSelect)
    note = words(_("A word to the resident"), rows=2, required=False)

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, appeal=appeal, initial={"category": appeal.category_id, "grade": appeal.grade}, **kwargs)
        offer_categories(self.fields["category"])

    def moved(self) -> dict[str, Any]:
        return {**super().moved(), "grade": Grade(self.cleaned_data["grade"])}


class AnswerAtOnceForm(MoveForm):
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Class"))
    reply = words(_("Reply to the resident"), rows=5, hint=_("Who did what, and when. The resident reads exactly this."))
    internal = words(_("Internal note"), rows=2, required=False, hint=_("Only staff see this."))

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, appeal=appeal, initial={"category": appeal.category_id}, **kwargs)
        offer_categories(self.fields["category"])


class HandOverForm(MoveForm):
    unit = forms.ModelChoiceField(Organisation.objects.none(), label=_("To which unit"))
    note = words(_("A word to the resident"), rows=2, required=False)
    internal = words(_("Note to the unit"), rows=3, required=False, hint=_("Only staff see this."))

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, appeal=appeal, **kwargs)
        self.fields["unit"].queryset = Organisation.objects.open().filter(county=appeal.county).order_by("kind", "name")  # type: ignore[attr-defined]


class FinishForm(MoveForm):
    reply = words(_("Reply to the resident"), rows=6, hint=_("Who did what, and when. The resident reads exactly this."))
    internal = words(_("Internal note"), rows=2, required=False, hint=_("Only staff see this."))


class RejectForm(MoveForm):
    reason = words(_("Why it cannot be accepted"), rows=3, limit=300)
    basis = words(_("Basis"), rows=2, limit=300, hint=_("The rule or the competence that says so."))
    instead = words(_("Where the resident can turn to"), rows=2, limit=300)


class ReasonForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=500)


class AddInformationForm(MoveForm):
    text = words(_("What do you want to add?"), rows=4, required=False)


def yes_or_no(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=YES_NO, widget=forms.RadioSelect, error_messages={"required": _("Please choose yes or no.")}
    )


class JudgeForm(MoveForm):
    answered = yes_or_no(_("Did you get an answer?"))
    solved = yes_or_no(_("Is it solved?"))
    satisfied = yes_or_no(_("Are you satisfied with how it was done?"))
    comment = words(_("Anything you want to say"), rows=3, required=False)

    def moved(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] == "yes" for name in ("answered", "solved", "satisfied")}
        return {"verdict": Verdict(**said), "comment": self.cleaned_data["comment"]}


def offer_categories(field: Any) -> None:
    """The classes of the second level, grouped by the first."""
    field.queryset = Category.objects.filter(is_offered=True, parent__isnull=False).select_related("parent")
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in field.queryset:
        groups.setdefault(category.parent.name, []).append((category.pk, category.name))
    field.choices = [("", _("Choose a class")), *groups.items()]


# The verb and the form of each move that a person can make.
MOVES: dict[str, tuple[type[MoveForm], Callable[..., Appeal]]] = {
    "accept": (AcceptForm, actions.accept),
    "answer_at_once": (AnswerAtOnceForm, actions.answer_at_once),
    "hand_over": (HandOverForm, actions.hand_over),
    "finish": (FinishForm, actions.finish),
    "judge": (JudgeForm, actions.judge),
    "close": (ReasonForm, actions.close),
    "reopen": (ReasonForm, actions.reopen),
    "reject": (RejectForm, actions.reject),
    "withdraw": (ReasonForm, actions.withdraw),
    "add_information": (AddInformationForm, actions.add_information),
}
TAKES_PHOTOS = frozenset({"finish", "add_information"})
