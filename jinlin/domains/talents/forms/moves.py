"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import Profile, Session, Span
from jinlin.domains.talents.models import Outcome, Part, Reach, Times, Went
from jinlin.domains.talents.queries.directory import skills_of
from jinlin.domains.talents.queries.panels import assessors, objections_of
from jinlin.shell.move_forms import YES_NO, MoveForm, TidyField, a_day, offer, words, yes_or_no

SEATS = 5
PROFILE = ("called", "about", "reach", "times", "times_note", "is_free", "is_paid", "fee_note")


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=300)


class PublicWhyForm(MoveForm):
    reason = words(
        _("Reason"), rows=3, limit=200, hint=_("Whoever verifies the certificate reads it.")
    )


class TakeInForm(MoveForm):
    called = TidyField(
        label=_("How do neighbours call them?"),
        max_length=20,
        help_text=_("Everybody reads it, such as 'Master Chen'. No full name is needed."),
    )
    agreed = yes_or_no(_("Did they say yes to you, to be found in the directory?"))

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"called": row.called}, **kwargs)

    def clean_agreed(self) -> str:
        if self.cleaned_data["agreed"] != "yes":
            raise forms.ValidationError(_("Nobody is shown who did not say yes."))
        return "yes"

    def moved(self) -> dict[str, Any]:
        return {"called": self.cleaned_data["called"]}


class DescribeForm(MoveForm):
    """The whole profile."""

    called = TidyField(label=_("How do neighbours call you?"), max_length=20)
    skills = forms.MultipleChoiceField(
        label=_("What can you do?"), widget=forms.CheckboxSelectMultiple
    )
    about = words(_("In your own words"), rows=3, limit=300, required=False)
    reach = forms.ChoiceField(label=_("How far do you go?"), choices=Reach.choices)
    times = forms.ChoiceField(label=_("When can you come?"), choices=Times.choices)
    times_note = TidyField(label=_("More about the times"), max_length=60, required=False)
    is_free = forms.TypedChoiceField(
        label=_("Do you help as a volunteer, for nothing?"),
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    is_paid = forms.TypedChoiceField(
        label=_("Do you take paid jobs?"),
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    fee_note = TidyField(
        label=_("What does it cost, roughly?"),
        max_length=60,
        required=False,
        help_text=_("Only for paid jobs, such as '50 yuan and more for a blocked drain'."),
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        first = {name: getattr(row, name) for name in PROFILE}
        for name in ("is_free", "is_paid"):
            first[name] = "yes" if first[name] else "no"
        first["skills"] = [str(key) for key in row.skills.values_list("skill", flat=True)]
        super().__init__(*args, row=row, initial=first, **kwargs)
        offer(self, "skills", skill_choices(row.county))

    def moved(self) -> dict[str, Any]:
        given = super().moved()
        return {"profile": Profile(**given)}


def skill_choices(county: str) -> list[tuple[str, str]]:
    """The county's skills as a form offers them, each under the one that it belongs to."""
    rows = skills_of(county)
    names = {row.pk: row.name for row in rows}
    parents = {row.parent_id for row in rows if row.parent_id}
    return [
        (str(row.pk), f"{names[row.parent_id]} · {row.name}" if row.parent_id else row.name)
        for row in rows
        if row.pk not in parents
    ]


class QuestionForm(MoveForm):
    question = words(_("What do you want to know?"), rows=3, limit=300)


class AnswerForm(MoveForm):
    answer = words(_("Your answer"), rows=3, limit=300)


class PanelForm(MoveForm):
    """Who judges it, and in which capacity."""

    seats = SEATS

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offered = [("", _("Nobody further")), *assessors(row)]
        for number in range(1, self.seats + 1):
            self.fields[f"who_{number}"] = forms.ChoiceField(
                label=_("Assessor %(n)d") % {"n": number}, choices=offered, required=False
            )
            self.fields[f"part_{number}"] = forms.ChoiceField(
                label=_("in the capacity"),
                choices=Part.choices,
                initial=Part.CHAIR if number == 1 else Part.CRAFT,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        keys = [key for n in range(1, self.seats + 1) if (key := fields.get(f"who_{n}"))]
        if len(keys) != len(set(keys)):
            raise forms.ValidationError(_("Somebody is named twice."))
        return fields

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        numbers = [n for n in range(1, self.seats + 1) if fields.get(f"who_{n}")]
        parts = {fields[f"who_{n}"]: fields.get(f"part_{n}") or Part.CRAFT for n in numbers}
        return {"panel": parts}


class OneMoreForm(PanelForm):
    seats = 1


class ExcuseForm(WhyForm):
    """Who is let off the panel, and why."""

    seat = forms.ChoiceField(label=_("Assessor"), widget=forms.RadioSelect)
    field_order = ("seat", "reason")

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        offer(self, "seat", [(str(each.pk), each.user.name) for each in row.excusable()])


class ObjectionForm(MoveForm):
    """Which objection, and what is answered."""

    objection = forms.ChoiceField(label=_("Objection"), widget=forms.RadioSelect)
    reason = words(_("Answer and reason"), rows=3, limit=200, hint=_("Whoever objected reads it."))

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.open = {str(each.pk): each for each in objections_of(row)}
        choices = [(key, each.text[:120]) for key, each in self.open.items()]
        offer(self, "objection", choices)
        if len(choices) == 1:
            self.fields["objection"].initial = choices[0][0]

    def moved(self) -> dict[str, Any]:
        given = super().moved()
        return {**given, "objection": self.open[given["objection"]]}


class ReviewForm(MoveForm):
    note = words(_("What did the review find?"), rows=3, limit=300)


class MeetForm(MoveForm):
    on = a_day(_("On which day"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=720,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    what = words(_("What was practised?"), rows=3, limit=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {"session": Session(fields["on"], fields["minutes"], fields["what"])}


class PlanForm(MoveForm):
    on = a_day(_("On which day"))
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}))

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {"at": datetime.combine(fields["on"], fields["begins"], clock.CHINA)}


class ReachForm(MoveForm):
    goal = forms.TypedChoiceField(label=_("Which goal?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        rows = row.goals.filter(reached_on=None)
        offer(self, "goal", [(str(each.pk), each.text) for each in rows])


class CompleteForm(MoveForm):
    outcome = forms.ChoiceField(
        label=_("How did it turn out?"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    words = words(_("In words"), rows=3, limit=300, required=False)


class AcceptForm(MoveForm):
    comes = TidyField(
        label=_("When do you come?"),
        max_length=60,
        help_text=_("After this the two of you see each other's phone, and you see the door."),
    )


class SpanForm(MoveForm):
    """From when until when, on one day."""

    on = a_day(_("On which day"))
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.TimeField(
        label=pgettext_lazy("time", "Until"), widget=forms.TimeInput({"type": "time"})
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial=_span_of(row), **kwargs)

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        begins, ends = (
            datetime.combine(fields["on"], fields[name], clock.CHINA) for name in ("begins", "ends")
        )
        if ends <= begins:  # past midnight
            ends += timedelta(days=1)
        rest = {k: v for k, v in super().moved().items() if k not in {"on", "begins", "ends"}}
        return {"span": Span(begins, ends), **rest}


def _span_of(row: Any) -> dict[str, Any]:
    if row.begins_at:
        begins, ends = (each.astimezone(clock.CHINA) for each in (row.begins_at, row.ends_at))
    else:
        ends = clock.now().replace(second=0, microsecond=0)
        begins = max(ends - timedelta(hours=1), clock.at(clock.local_day(ends)))
    return {
        "on": clock.local_day(begins),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }


class FinishForm(SpanForm):
    what = words(_("What was done?"), rows=3, limit=300)


class TellForm(MoveForm):
    went = forms.ChoiceField(
        label=_("How did it go?"), choices=Went.choices, widget=forms.RadioSelect
    )
    words = words(
        _("In words"),
        rows=3,
        limit=300,
        required=False,
        hint=_("The craftsman and your station read it."),
    )


Table = dict[str, tuple[type[MoveForm], Callable[..., Any]]]
TALENT_FORMS: Table = {
    "take_in": (TakeInForm, actions.take_in),
    "turn_down": (WhyForm, actions.turn_down),
    "describe": (DescribeForm, actions.describe),
    "rest": (MoveForm, actions.rest),
    "come_back": (MoveForm, actions.come_back),
    "leave": (MoveForm, actions.leave),
}
APPLICATION_FORMS: Table = {
    "ask_back": (QuestionForm, actions.ask_back),
    "answer_back": (AnswerForm, actions.answer_back),
    "convene": (PanelForm, actions.convene),
    "add_assessor": (OneMoreForm, actions.add_assessor),
    "excuse": (ExcuseForm, actions.excuse),
    "publish": (MoveForm, actions.publish),
    "not_pass": (WhyForm, actions.not_pass),
    "overrule": (ObjectionForm, actions.overrule),
    "uphold": (ObjectionForm, actions.uphold),
    "refuse": (WhyForm, actions.refuse),
    "take_back": (MoveForm, actions.take_back),
}
CERTIFICATE_FORMS: Table = {
    "review": (ReviewForm, actions.review),
    "suspend": (PublicWhyForm, actions.suspend),
    "reinstate": (PublicWhyForm, actions.reinstate),
    "withdraw": (PublicWhyForm, actions.withdraw),
}
PAIR_FORMS: Table = {
    "agree": (MoveForm, actions.agree),
    "meet": (MeetForm, actions.meet),
    "plan": (PlanForm, actions.plan),
    "reach": (ReachForm, actions.reach),
    "complete": (CompleteForm, actions.complete),
    "end": (WhyForm, actions.end),
}
HELP_FORMS: Table = {
    "accept": (AcceptForm, actions.accept),
    "decline": (WhyForm, actions.decline),
    "give_up": (WhyForm, actions.give_up),
    "finish": (FinishForm, actions.finish),
    "tell": (TellForm, actions.tell),
    "record": (SpanForm, actions.record),
    "call_off": (MoveForm, actions.call_off),
}
