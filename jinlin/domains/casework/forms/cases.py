"""What is asked when somebody is taken in, and what is written in a case?"""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.time import clock
from jinlin.domains.casework.actions import Client, Facts, Goal, Intake, Kinship, Session
from jinlin.domains.casework.lifecycle import LABELS
from jinlin.domains.casework.models import (
    Answer,
    Case,
    Closeness,
    Draft,
    Field,
    Kin,
    Member,
    Method,
    Part,
    Purpose,
    Sex,
    Source,
    Way,
    Why,
)
from jinlin.domains.casework.queries.scales import SCALES, Scale
from jinlin.ground.people.models import Relation
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.choosing import SeekSelect
from jinlin.ground.places.models import Organisation, Place
from jinlin.shell.boards import BoardForm
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, words, yes_or_no

STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    *((str(state), word) for state, word in LABELS.items() if state != "destroyed"),
    ("all", _("All")),
]
NO_ANSWER = ("", _("Not said"))
GOALS = 5
USUAL_TIME = time(9)
Choices = Sequence[tuple[str, Any]]


def a_number(label: Any, *, least: int = 1, most: int = 1440, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"class": "short", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **more)


class Keyed(KeyedForm):
    """A form that is acted on once, and leaves nothing on the device."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in self.fields.values():  # nothing of a person is left on the device
            each.widget.attrs.pop("data-draft", None)

    def choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class FilterForm(BoardForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, states=STATES, **kwargs)


class ClientForm(Keyed):
    """Whom a case is about, and where they live."""

    name = TidyField(label=_("Name of the person or group"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    citizen_id = TidyField(
        label=_("Citizen id"),
        required=False,
        max_length=20,
        help_text=_("Only so that each person is counted once. Nobody is found by it."),
    )
    born_on = a_day(_("Born on"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[NO_ANSWER, *Sex.choices])
    place = forms.ChoiceField(label=_("Village or community"), widget=SeekSelect)


class OpenForm(ClientForm):
    """Whom it is about, and what brought them here."""

    field_order = ("agency", "method", "field")
    agency = forms.ChoiceField(label=_("Agency"))
    method = forms.ChoiceField(label=_("Method"), choices=Method.choices, initial=Method.INDIVIDUAL)
    field = forms.ChoiceField(label=_("Field of work"), choices=Field.choices)
    source = forms.ChoiceField(label=_("How did they come to us?"), choices=Source.choices[:-1])
    problem = words(_("What brought them here?"), rows=4, limit=2000)
    measure_ends_on = a_day(_("Sentence or measure ends on"), required=False)
    seal_at_once = forms.BooleanField(
        label=_("Seal it from the beginning: judicial aid to a minor"), required=False
    )

    def __init__(self, *args: Any, agencies: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("agency", agencies)
        self.choose("place", places)

    def intake(self, place: Place) -> tuple[str, Intake]:
        """The key of the agency, and what is taken in."""
        fields = self.terms()
        client = Client(
            fields["name"], fields["phone"], fields["citizen_id"], fields["born_on"], fields["sex"]
        )
        kept = ("field", "problem", "method", "source", "measure_ends_on", "seal_at_once")
        details = {name: fields[name] for name in kept}
        return fields["agency"], Intake(client, place=place, **details)


class FactsForm(ClientForm):
    """Whom a case is about, as it is known now."""

    problem = words(_("What brought them here?"), rows=4, limit=2000, required=False)

    def __init__(self, *args: Any, case: Case, places: Choices, **kwargs: Any) -> None:
        kept = ("name", "phone", "born_on", "sex", "problem")
        first = {name: getattr(case, name) for name in kept} | {"place": case.place_code}
        super().__init__(*args, initial=first, **kwargs)
        self.case = case
        self.fields["citizen_id"].help_text = _("Leave it empty to keep the one that is known.")
        self.choose("place", places)
        if not case.is_for_one:
            for name in ("phone", "citizen_id", "born_on", "sex"):
                del self.fields[name]

    def facts(self, place: Place) -> Facts:
        fields = self.terms()
        client = Client(
            fields["name"],
            fields.get("phone", ""),
            fields.get("citizen_id") or self.case.citizen_id,
            fields.get("born_on"),
            fields.get("sex", ""),
        )
        return Facts(client, place, fields["problem"])


class NoteForm(Keyed):
    """What happened in a session: kept as a draft, or signed."""

    on = a_day(_("Day"))
    way = forms.ChoiceField(label=_("How did you meet?"), choices=Way.choices)
    minutes = a_number(_("How many minutes?"))
    text = words(
        _("What happened in the session?"),
        rows=8,
        limit=4000,
        hint=_("Once signed nobody changes it, only addenda are written."),
    )
    members = forms.MultipleChoiceField(
        label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    heads = a_number(_("How many were there?"), most=10_000, initial=1)
    next_on = a_day(_("Next appointment"), required=False)
    next_time = forms.TimeField(
        label=_("At what time?"), required=False, widget=forms.TimeInput({"type": "time"})
    )

    def __init__(
        self, *args: Any, case: Case, draft: Draft | None, members: Sequence[Member], **kwargs: Any
    ) -> None:
        first = {"on": clock.today(), "way": Way.TALK, "minutes": 60}
        if draft:
            first = {name: getattr(draft, name) for name in ("on", "way", "minutes", "text")}
        super().__init__(*args, initial=first, **kwargs)
        self.choose("members", [(str(each.pk), each.name) for each in members])
        if case.is_for_one:
            del self.fields["members"], self.fields["heads"]
        elif not members:
            del self.fields["members"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("next_time") and not given.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Please choose the day, too."))
        return given

    def session(self) -> Session:
        fields = {**self.cleaned_data}
        day, time = fields.pop("next_on"), fields.pop("next_time") or USUAL_TIME
        next_at = clock.at(day, time.hour, time.minute) if day else None
        return Session(**fields, next_at=next_at)


class AddendumForm(Keyed):
    text = words(_("Addendum"), rows=5, limit=4000)


class PlanForm(Keyed):
    """Up to GOALS goals, and the version that its writer saw."""

    based_on = forms.IntegerField(min_value=0, max_value=10_000, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, goals: Sequence[dict[str, Any]], based_on: int, **kwargs: Any
    ) -> None:
        first: dict[str, Any] = {"based_on": based_on}
        for number, each in enumerate(goals[: GOALS + 3], 1):
            first |= {f"{name}_{number}": each[name] for name in ("goal", "steps", "by")}
        super().__init__(*args, initial=first, **kwargs)
        self.numbers = range(1, max(GOALS, len(goals) + 1) + 1)
        for number in self.numbers:
            is_first = number == 1
            self.fields[f"goal_{number}"] = TidyField(
                label=_("Goal"), max_length=200, required=is_first
            )
            self.fields[f"steps_{number}"] = TidyField(
                label=_("Steps towards it"), max_length=500, required=False
            )
            self.fields[f"by_{number}"] = a_day(_("To be reached by"), required=False)

    def clean(self) -> dict[str, Any]:
        if "based_on" in self.errors:
            self.add_error(None, _("Please open this page anew: it lost which version it shows."))
        return super().clean() or {}

    def rows(self) -> list[list[Any]]:
        return [
            [self[f"goal_{number}"], self[f"steps_{number}"], self[f"by_{number}"]]
            for number in self.numbers
        ]

    def goals(self) -> list[Goal]:
        fields = self.cleaned_data
        return [
            Goal(fields[f"goal_{n}"], fields[f"steps_{n}"], fields[f"by_{n}"])
            for n in self.numbers
            if fields[f"goal_{n}"]
        ]


class ReviewForm(Keyed):
    agreed = yes_or_no(_("Do you agree to this version?"))
    text = words(_("What you want to say on it"), rows=3, limit=1000, required=False)


class ScaleForm(Keyed):
    """One scale, item by item."""

    remark = words(_("Remark"), rows=2, limit=1000, required=False)
    is_final = forms.BooleanField(label=_("For the evaluation at the end"), required=False)

    def __init__(self, *args: Any, scale: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scale: Scale = SCALES[scale]
        for key, question, most in self.scale.items:
            self.fields[key] = forms.TypedChoiceField(
                label=question,
                coerce=int,
                choices=[(n, str(n)) for n in range(most + 1)],
                widget=forms.RadioSelect,
            )
        self.order_fields([key for key, _question, _most in self.scale.items])

    def answers(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key, _question, _most in self.scale.items}


class ConsentForm(Keyed):
    purpose = forms.ChoiceField(label=_("What do they agree to?"), choices=Purpose.choices)
    relation = forms.ChoiceField(label=_("Who agrees?"), choices=Relation.choices)
    given_by = TidyField(
        label=_("Name of whoever agrees"),
        max_length=60,
        required=False,
        help_text=_("Under 14 only a guardian can agree."),
    )


class RelativeForm(Keyed):
    kin = forms.ChoiceField(label=_("Who is it?"), choices=Kin.choices)
    name = TidyField(label=_("Name"), max_length=60, required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[NO_ANSWER, *Sex.choices])
    born = a_number(_("Year of birth"), least=1900, most=2100, required=False)
    is_dead = forms.BooleanField(label=_("Has died"), required=False)
    closeness = forms.ChoiceField(
        label=_("How close are they?"), choices=Closeness.choices, initial=Closeness.USUAL
    )

    def kinship(self) -> Kinship:
        return Kinship(**self.terms())


class MemberForm(Keyed):
    name = TidyField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    born_on = a_day(_("Born on"), required=False)

    def client(self) -> Client:
        return Client(**self.terms())


class AssignForm(Keyed):
    user = forms.ChoiceField(label=_("Who?"))
    part = forms.ChoiceField(label=_("As what?"), choices=Part.choices)

    def __init__(self, *args: Any, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("user", staff)


class OfferForm(Keyed):
    user = forms.ChoiceField(label=_("Which colleague?"))
    reason = words(_("Reason"), rows=3, limit=300)

    def __init__(self, *args: Any, staff: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("user", staff)


class ReferForm(Keyed):
    unit = TidyField(label=_("Which unit is asked to help?"), max_length=80)
    reason = words(_("With what?"), rows=3, limit=300)


class OfferAnswerForm(Keyed):
    accepts = yes_or_no(_("Do you take it over?"))
    words = words(_("What you want to say on it"), rows=3, limit=300, required=False)


class ReferralAnswerForm(Keyed):
    answer = forms.ChoiceField(
        label=_("What did the unit say?"),
        choices=[each for each in Answer.choices if each[0] != Answer.ASKED],
    )
    words = words(_("In their words"), rows=3, limit=300, required=False)


class MeasureForm(Keyed):
    ends_on = a_day(
        _("Sentence or measure ends on"),
        required=False,
        hint=_("Three days later at the latest the file is sealed."),
    )


class AskForm(Keyed):
    number = TidyField(label=_("Number of the case"), max_length=12)
    why = forms.ChoiceField(label=pgettext_lazy("opening", "Why?"), choices=Why.choices)
    reason = words(
        _("Reason"),
        rows=3,
        limit=300,
        hint=_("Whoever supervises the case reads it and decides; each look is on record."),
    )


class DecideForm(Keyed):
    granted = yes_or_no(_("May they read it?"))
    reason = words(
        _("Reason"), rows=3, limit=300, required=False, hint=_("Needed where you say no.")
    )


def agency_choices(agencies: Sequence[Organisation]) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in agencies]


class FileForm(Keyed):
    file = forms.FileField(
        label=_("Photo, paper or sound"),
        help_text=_("It lies sealed on the disk; only the team opens it."),
    )
