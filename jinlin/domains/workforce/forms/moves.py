"""What does each move of an application ask for? Fields are the keyword arguments of its verb."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.workforce import actions
from jinlin.domains.workforce.models import Application
from jinlin.shell.move_forms import MoveForm, ReasonForm, words


class NoteForm(MoveForm):
    note = words(_("Note"), rows=2, limit=500, required=False)


class QuestionForm(MoveForm):
    question = words(_("What do you need to know of the applicant?"), rows=3, limit=500)


class AnswerForm(MoveForm):
    note = words(_("Your answer to the question"), rows=3, limit=500)


class ReviewForm(MoveForm):
    is_appraised = forms.BooleanField(label=_("The appraisal is confirmed"), required=False)


class ObjectionForm(MoveForm):
    objection = words(
        _("What is objected to"),
        rows=4,
        limit=500,
        hint=_("Only those who examine it read this."),
    )


FORMS: dict[str, tuple[type[MoveForm], Callable[..., Application]]] = {
    "check": (NoteForm, actions.check),
    "ask_back": (QuestionForm, actions.ask_back),
    "answer_back": (AnswerForm, actions.answer_back),
    "review": (ReviewForm, actions.review),
    "approve": (NoteForm, actions.approve),
    "publish": (MoveForm, actions.publish),
    "object_to": (ObjectionForm, actions.object_to),
    "overrule": (ReasonForm, actions.overrule),
    "uphold": (ReasonForm, actions.uphold),
    "refuse": (ReasonForm, actions.refuse),
    "withdraw": (MoveForm, actions.withdraw),
    "revoke": (ReasonForm, actions.revoke),
}
