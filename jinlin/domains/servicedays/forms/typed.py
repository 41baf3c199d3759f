"""What is typed about series, sessions, shifts, stalls, stops and small helps?"""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.actions import Duty, Offer, Terms
from jinlin.domains.servicedays.deadlines import Rhythm, Rule
from jinlin.domains.servicedays.models import Kind, Series, StallKind, Vehicle
from jinlin.domains.servicedays.models.series import HOSTS, RULES, WEEKDAYS
from jinlin.ground.accounts.queries import holders
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Level, Organisation, Place
from jinlin.ground.places.queries import counties
from jinlin.services.volunteers.choosing import TeamField, offer_teams
from jinlin.shell.move_forms import KeyedForm, MoveForm, TidyField, a_day, offer, words

TIME = {"type": "time"}
RHYTHM = tuple(name for name in Rhythm.__dataclass_fields__ if name != "rule")
SETTERS = (Role.ORGANISER, Role.LEAD)


def a_time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(TIME, format="%H:%M"))


def at(day: Any, time: Any) -> datetime:
    return clock.at(day, time.hour, time.minute)


class TermsForm(KeyedForm):
    """三定三有 of a series."""

    name = TidyField(label=_("Name of the day"), max_length=60)
    rule = forms.ChoiceField(label=_("Comes back"), choices=RULES)
    day = forms.IntegerField(label=_("Day of the month or lunar day"), min_value=1, max_value=31)
    nth = forms.IntegerField(label=_("Which one of the month"), min_value=1, max_value=5)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int)
    lunar_month = forms.IntegerField(label=_("Lunar month"), min_value=1, max_value=12)
    before = forms.IntegerField(label=_("Days before"), min_value=0, max_value=15)
    from_time = a_time(_("From"))
    to_time = a_time(_("Until"))
    team = TeamField(label=_("Who serves"), required=False, empty_label=_("Not settled"))
    duty = TidyField(label=pgettext_lazy("service day", "Duty"), max_length=200, required=False)
    venue = TidyField(label=_("Venue"), max_length=80, required=False)
    carrier = TidyField(
        label=_("Carrier: what is offered each time"), max_length=200, required=False
    )
    incentive = TidyField(
        label=_("Incentive: what helpers get for it"), max_length=200, required=False
    )
    flow = words(_("Flow sheet, one step a line"), rows=5, required=False)
    is_standard = forms.BooleanField(
        label=_("Keep it as the neighbourhood's standard"), required=False
    )

    def __init__(
        self, *args: Any, actor: Actor, series: Series | None = None, **kwargs: Any
    ) -> None:
        terms = {
            name: getattr(series, name)
            for name in (*Terms.__dataclass_fields__, "rule", *RHYTHM)
            if series and hasattr(series, name)
        } or {"rule": Rule.MONTH_DAY, "day": 18, "from_time": "09:00", "to_time": "11:30"}
        usual = {"nth": 2, "weekday": 5, "lunar_month": 8, "before": 1, **terms}
        super().__init__(*args, initial=usual, **kwargs)
        offer_teams(self.fields["team"], actor)
        if series:
            is_there = bool(series.in_charge and series.in_charge.is_active)
            self.fields["in_charge"] = forms.ModelChoiceField(
                holders(*HOSTS, at=series.place_code),
                label=_("Person in charge"),
                required=not is_there,
                error_messages={"required": _("Please say who is in charge from now on.")},
            )

    def terms(self, in_charge: Any) -> Terms:
        """Whoever is chosen is in charge; where nobody can be chosen yet, this person."""
        fields = dict(self.cleaned_data)
        in_charge = fields.pop("in_charge", None) or in_charge
        rhythm = Rhythm(
            Rule(fields["rule"]),
            fields["day"],
            fields["nth"],
            fields["weekday"],
            fields["lunar_month"],
            fields["before"],
        )
        kept = {name: fields[name] for name in Terms.__dataclass_fields__ if name in fields}
        return Terms(**kept, rhythm=rhythm, in_charge=in_charge)


class SetUpForm(TermsForm):
    """A neighbourhood begins its day."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Neighbourhood"))
    organiser = UnitField(label=_("Organised by"))

    field_order = ("place", "organiser", "name")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        codes = actor.codes(*SETTERS)
        offer(
            self,
            "place",
            Place.objects.present().filter(
                within(codes, "code"), level__in=(Level.NEIGHBOURHOOD, Level.COMMUNITY)
            ),
        )
        offer(self, "organiser", Organisation.objects.open().filter(county__in=counties(codes)))


class EndForm(KeyedForm):
    """The day comes back no more."""

    on = a_day(_("Last day on which it can be held"))
    reason = words(_("Why it ends"), rows=2, limit=300, hint=_("Whoever is concerned reads this."))


class ShiftForm(KeyedForm):
    title = TidyField(label=_("What is to be done"), max_length=60)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=200, initial=4)
    youngest = forms.IntegerField(
        label=_("Youngest age"), min_value=0, max_value=60, required=False
    )
    qualification = TidyField(label=_("Needs the qualification"), max_length=80, required=False)
    is_risky = forms.BooleanField(label=_("Needs accident insurance"), required=False)

    def duty(self) -> Duty:
        fields = self.cleaned_data
        return Duty(
            fields["title"],
            fields["seats"],
            youngest=fields["youngest"] or 0,
            qualification=fields["qualification"],
            is_risky=fields["is_risky"],
        )


class PhotosForm(KeyedForm):
    """The photos themselves come as files beside it."""


class StallForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Who offers it"), choices=StallKind.choices)
    shown_as = TidyField(
        label=_("Shown as"), max_length=60, help_text=_("An organisation or a trade, never a name.")
    )
    offers = TidyField(label=_("What it offers"), max_length=120)
    need = TidyField(label=_("What it still needs"), max_length=120, required=False)

    def offer(self) -> Offer:
        fields = self.cleaned_data
        return Offer(fields["kind"], fields["shown_as"], fields["offers"], fields["need"])


class TallyForm(KeyedForm):
    kind = forms.ChoiceField(label=_("Kind of service"), choices=Kind.choices)
    people = forms.IntegerField(
        label=pgettext_lazy("how many", "People"), min_value=1, max_value=500, initial=1
    )


class SummaryForm(KeyedForm):
    text = words(_("What the day was like"), rows=4, limit=500, hint=_("Name nobody."))


class StopForm(KeyedForm):
    """A vehicle comes."""

    vehicle = forms.ModelChoiceField(Vehicle.objects.none(), label=_("Vehicle"))
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Neighbourhood"))
    spot = TidyField(label=_("Where exactly"), max_length=60)
    day = a_day(_("Day"))
    from_time = a_time(_("From"))
    to_time = a_time(_("Until"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=200, initial=20)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = actor.codes(*SETTERS)
        offer(
            self,
            "vehicle",
            Vehicle.objects.filter(county__in=counties(codes), is_open=True).order_by("name"),
        )
        offer(
            self,
            "place",
            Place.objects.present().filter(
                within(codes, "code"), level__in=(Level.NEIGHBOURHOOD, Level.COMMUNITY)
            ),
        )

    def times(self) -> tuple[datetime, datetime]:
        fields = self.cleaned_data
        return at(fields["day"], fields["from_time"]), at(fields["day"], fields["to_time"])


class CallOffForm(KeyedForm):
    """The vehicle does not come."""

    reason = words(
        _("Reason"), rows=2, limit=300, hint=_("Everybody who booked reads this, today still.")
    )


class HelpForm(KeyedForm):
    """A small help is asked for."""

    kind = forms.ChoiceField(label=_("What kind of help is it?"), choices=Kind.choices)
    text = words(
        _("What is needed?"),
        rows=3,
        limit=300,
        hint=_("Something small that a neighbour can do. What is broken belongs to 'Tell us'."),
    )
    wanted_on = a_day(_("On which day?"))


class NothingForm(MoveForm):
    """Nothing to be asked."""


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=300, hint=_("Whoever is concerned reads this."))


class RescheduleForm(MoveForm):
    day = a_day(_("New day"))
    from_time = a_time(_("From"))
    to_time = a_time(_("Until"))
    reason = words(_("Why it is moved"), rows=2, limit=300, hint=_("Everybody reads this."))

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {
            "starts_at": at(fields["day"], fields["from_time"]),
            "ends_at": at(fields["day"], fields["to_time"]),
            "reason": fields["reason"],
        }


class ReleaseForm(MoveForm):
    text = words(
        _("What volunteers read"),
        rows=2,
        limit=120,
        hint=_("Everybody reads this: no name, no address, nothing by which somebody is known."),
    )


FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "open_": (NothingForm, actions.open_),
    "hold": (NothingForm, actions.hold),
    "reschedule": (RescheduleForm, actions.reschedule),
    "cancel": (WhyForm, actions.cancel),
}
HELP_FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "release": (ReleaseForm, actions.release),
    "decline": (WhyForm, actions.decline),
    "take": (NothingForm, actions.take),
    "give_back": (WhyForm, actions.give_back),
    "finish": (NothingForm, actions.finish),
    "withdraw": (NothingForm, actions.withdraw),
}
OWN_OF_HELP = frozenset({"take", "give_back", "finish", "withdraw"})
