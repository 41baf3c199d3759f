"""What is typed while a project is carried out: spending, team, activities, counts, needs?"""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.projects.actions import Share
from jinlin.domains.projects.forms.plans import MOST_YUAN
from jinlin.domains.projects.models import Activity, Funder, Project, Survey, TeamPart
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, a_number, words, yes_or_no

FILES = forms.FileInput({"accept": "image/*,.pdf,.docx,.xlsx"})
QUESTIONS = 6


def _number(label: Any, *, least: int = 1, required: bool = True) -> forms.IntegerField:
    return a_number(label, least=least, most=MOST_YUAN, required=required)


class SpendForm(KeyedForm):
    """Money that was spent: on which line, from whom, with its voucher."""

    what = TidyField(label=_("what was bought"), max_length=100)
    amount = _number(_("yuan"))
    spent_on = a_day(_("day of the payment"))
    line = forms.ChoiceField(label=_("On which line of the budget"))
    stage = forms.ChoiceField(label=_("For which stage"), required=False)
    activity = forms.ChoiceField(label=_("For which activity"), required=False)
    voucher = forms.FileField(
        label=_("Voucher"),
        required=False,
        widget=FILES,
        help_text=_("A photo of the receipt, or the invoice as PDF."),
    )
    without_voucher = TidyField(label=_("If there is none, why"), required=False, max_length=200)
    reason = TidyField(
        label=_("If the line is not enough, why"),
        required=False,
        max_length=200,
        help_text=_("Then it waits for the approver's yes, by name."),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"spent_on": clock.today()}, **kwargs})
        self.found: dict[str, dict[str, Any]] = {
            "line": {str(each.pk): each for each in project.lines.all()},
            "stage": {str(each.pk): each for each in project.stages.all()},
            "activity": {
                str(each.pk): each
                for each in Activity.objects.filter(project=project).order_by("-on")[:100]
            },
        }
        for name, rows in self.found.items():
            first = [("", "—")] if name != "line" else []
            offered = [(key, str(row)) for key, row in rows.items()]
            cast(forms.ChoiceField, self.fields[name]).choices = [*first, *offered]
        self.funders = list(Funder.objects.filter(project=project))
        for each in self.funders:
            label = _("Of this from %(name)s") % {"name": each}
            self.fields[f"from-{each.pk}"] = _number(label, least=0, required=False)

    def terms(self) -> dict[str, Any]:
        """The fields of a Purchase."""
        fields = self.cleaned_data
        rows = {name: self.found[name].get(fields[name]) for name in self.found}
        shares = [
            Share(each, fields[f"from-{each.pk}"])
            for each in self.funders
            if fields.get(f"from-{each.pk}")
        ]
        plain = ("what", "amount", "spent_on", "without_voucher", "reason", "key")
        return {**rows, "shares": shares, **{name: fields[name] for name in plain}}


class JoinForm(KeyedForm):
    part = forms.ChoiceField(label=_("part in the project"), choices=TeamPart.choices)
    name = TidyField(label=_("name in the team"), max_length=60, required=False)
    who = forms.ChoiceField(
        label=_("With an account or a team of the house"),
        required=False,
        help_text=_("They find the project under what waits for them."),
    )

    def __init__(self, *args: Any, offered: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["who"]).choices = [("", "—"), *offered]


class HoldForm(KeyedForm):
    title = TidyField(label=_("what was done"), max_length=80, help_text=_("No names of people."))
    on = a_day(_("on which day"))
    people = _number(_("people who took part"), least=0, required=False)
    stage = forms.ChoiceField(label=_("For which stage"), required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kwargs})
        stages = [(str(each.pk), str(each)) for each in project.stages.all()]
        cast(forms.ChoiceField, self.fields["stage"]).choices = [("", "—"), *stages]


class CountForm(KeyedForm):
    amount = a_number(_("how many"), least=-MOST_YUAN, most=MOST_YUAN)
    on = a_day(_("on which day"))
    note = TidyField(label=_("what shows it"), max_length=200)
    evidence = forms.FileField(label=_("Paper or photo"), required=False, widget=FILES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kwargs})


class SurveyForm(KeyedForm):
    """A questionnaire: up to six questions, each with its answers on lines of their own."""

    title = TidyField(label=_("title of the questionnaire"), max_length=60)
    opens_on = a_day(_("open from"))
    closes_on = a_day(_("open until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"opens_on": clock.today()}, **kwargs})
        for number in range(1, QUESTIONS + 1):
            self.fields[f"text-{number}"] = TidyField(
                label=_("Question %(n)d") % {"n": number}, required=number == 1, max_length=100
            )
            self.fields[f"options-{number}"] = words(
                _("Answers to choose from"),
                rows=3,
                limit=400,
                required=False,
                hint=_("One a line. Left empty, people answer in their own words."),
            )

    def questions(self) -> list[dict[str, Any]]:
        fields = self.cleaned_data
        return [
            {
                "text": fields[f"text-{number}"],
                "options": [
                    tidy(line) for line in fields[f"options-{number}"].split("\n") if tidy(line)
                ],
            }
            for number in range(1, QUESTIONS + 1)
        ]


class ReplyForm(KeyedForm):
    """The questions of a questionnaire, for whoever answers or writes down what was said."""

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f"answer-{number}" for number, _each in enumerate(survey.questions)]
        for name, question in zip(self.names, survey.questions, strict=True):
            options = [(option, option) for option in question["options"]]
            self.fields[name] = (
                forms.ChoiceField(
                    label=question["text"],
                    choices=options,
                    required=False,
                    widget=forms.RadioSelect,
                )
                if options
                else words(question["text"], rows=2, limit=300, required=False)
            )

    def answers(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.names]


class WordForm(forms.Form):
    is_fine = yes_or_no(_("Did this project help you or people around you?"))
    text = words(
        _("in your words"), rows=3, limit=300, required=False, hint=_("Only the unit reads it.")
    )


class SettleForm(forms.Form):
    taken = forms.ChoiceField(choices=[("yes", _("Take it")), ("no", _("Leave it"))])
