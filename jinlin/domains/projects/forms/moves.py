"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Verdict
from jinlin.domains.projects.models import EvaluationPoint, Project, Task
from jinlin.ground.places.choosing import SeekSelect
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import MoveForm, a_day, a_number, offer, words


class NoteForm(MoveForm):
    note = words(_("Remark"), rows=3, limit=500, required=False)


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=300, hint=_("The unit reads it."))


class VerdictForm(MoveForm):
    """A judgement: points for each thing, which give the grade, and what it rests on."""

    carried_out = words(_("How it was carried out"), rows=3, limit=500)
    reached = words(
        _("What it reached"),
        rows=3,
        limit=500,
        hint=_("The numbers of today are kept with the judgement by themselves."),
    )
    money = words(_("How the money was used"), rows=3, limit=500)

    def __init__(self, *args: Any, row: Project, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.points = EvaluationPoint.of(row.county)
        for each in self.points:
            label = _("%(aspect)s: %(name)s (at most %(most)d)")
            blanks = {"aspect": each.get_aspect_display(), "name": each.name, "most": each.most}
            self.fields[f"point-{each.code}"] = a_number(str(label) % blanks, most=each.most)
        self.order_fields([f"point-{each.code}" for each in self.points])

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        words = {name: fields[name] for name in ("carried_out", "reached", "money")}
        points = {each.code: fields[f"point-{each.code}"] for each in self.points}
        return {"verdict": Verdict(grade="", **words, points=points)}


class FinishForm(MoveForm):
    results = words(
        _("Results of the project"),
        rows=5,
        limit=2000,
        hint=_("Everybody reads it once it is published."),
    )
    lessons = words(
        _("What you would do differently next time"),
        rows=3,
        limit=2000,
        required=False,
        hint=_("Next year's proposal begins with it."),
    )


class EvidenceForm(MoveForm):
    evidence = words(
        _("What shows that it is complete?"),
        rows=4,
        limit=500,
        hint=_("Somebody else judges by it. Photos may be added; they are no condition."),
    )


class QuestionForm(MoveForm):
    question = words(_("What is to be supervised?"), rows=3, limit=300)


class AnswerForm(MoveForm):
    answer = words(_("How does it stand?"), rows=4, limit=500)


class PostponeForm(MoveForm):
    due_on = a_day(_("New deadline"))
    reason = words(_("Reason"), rows=3, limit=300)


class HandOverForm(MoveForm):
    unit = forms.ChoiceField(
        label=_("Which unit answers for it from now on?"),
        widget=SeekSelect,
        error_messages={"required": _("Please choose the unit.")},
    )
    reason = words(_("Reason"), rows=3, limit=300, hint=_("Both units read it."))

    def __init__(self, *args: Any, row: Task, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        found = Organisation.objects.open().filter(county=row.county).exclude(pk=row.unit_id)
        self.units = {str(each.pk): each for each in found.order_by("name")}
        offer(self, "unit", [("", ""), *((key, each.name) for key, each in self.units.items())])

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {"unit": self.units[fields["unit"]], "reason": fields["reason"]}


# The verb and the form of each move that a person can make.
FORMS: dict[str, tuple[type[MoveForm], Callable[..., Project]]] = {
    "apply": (MoveForm, actions.apply),
    "recommend": (NoteForm, actions.recommend),
    "send_back": (WhyForm, actions.send_back),
    "approve": (NoteForm, actions.approve),
    "turn_down": (WhyForm, actions.turn_down),
    "begin": (MoveForm, actions.begin),
    "judge_midway": (VerdictForm, actions.judge_midway),
    "finish": (FinishForm, actions.finish),
    "evaluate": (VerdictForm, actions.evaluate),
    "ask_more": (WhyForm, actions.ask_more),
    "release": (MoveForm, actions.release),
    "withhold": (WhyForm, actions.withhold),
    "stop": (WhyForm, actions.stop),
}
TASK_FORMS: dict[str, tuple[type[MoveForm], Callable[..., Task]]] = {
    "take_on": (MoveForm, actions.take_on),
    "report_done": (EvidenceForm, actions.report_done),
    "judge_done": (NoteForm, actions.judge_done),
    "judge_open": (WhyForm, actions.judge_open),
    "press": (QuestionForm, actions.press),
    "answer": (AnswerForm, actions.answer),
    "postpone": (PostponeForm, actions.postpone),
    "hand_over": (HandOverForm, actions.hand_over),
    "drop": (WhyForm, actions.drop),
}
