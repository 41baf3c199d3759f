"""What do all forms of training share that are no moves?"""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.domains.training.models import HOSTS, TIMES, Course, Module
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.numbers import PhoneField, YearField
from jinlin.ground.places.models import Level, Organisation, Place
from jinlin.shell import move_forms
from jinlin.shell.move_forms import TidyField, a_day, offer

PLANNERS = (*HOSTS, Role.REGISTRAR)


class KeyedForm(move_forms.KeyedForm):
    """The same, with rows to choose from."""

    def offer(self, name: str, rows: Any) -> None:
        """What may be chosen in this field."""
        offer(self, name, rows)


def a_time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


def at(day: Any, time: Any) -> datetime:
    return clock.at(day, time.hour, time.minute)


def one_of(label: Any, *, empty: Any = None, required: bool = True) -> forms.ModelChoiceField:
    """A row to be chosen; what is offered is set when the form is made."""
    return forms.ModelChoiceField(
        Module.objects.none(), label=label, empty_label=empty, required=required
    )


def times_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("At which times"),
        choices=list(TIMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing chosen means: at any time."),
    )


def modules_of(counties: Any) -> Any:
    return Module.objects.filter(within(counties, "county"), is_open=True)


def places_for(actor: Actor, *roles: str) -> Any:
    return places_in(actor.codes(*(roles or PLANNERS)))


def places_in(codes: Any) -> Any:
    levels = (Level.COUNTY, Level.TOWN, Level.COMMUNITY)
    rows = Place.objects.present().filter(within(codes, "code"), level__in=levels)
    return rows.order_by("code")


def organisations_in(counties: Any) -> Any:
    return Organisation.objects.open().filter(within(counties, "county")).order_by("name")


def organisations_at(codes: Any) -> Any:
    """Those that work inside these places."""
    return Organisation.objects.open().filter(within(codes)).order_by("name")


class PersonForm(KeyedForm):
    """Somebody without a phone of their own here: name and number."""

    name = TidyField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), max_length=40, required=False)


class PupilForm(PersonForm):
    """The same for a class; asked for the year of birth only where it has a minimum age."""

    birth_year = YearField(
        label=_("Year of birth"),
        required=False,
        help_text=_("Ask for it if it is not known yet: the class has a minimum age."),
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not course.youngest:
            del self.fields["birth_year"]


class ReasonForm(KeyedForm):
    reason = TidyField(label=_("Reason"), max_length=200)


class DayForm(KeyedForm):
    day = a_day(_("Day"))
    from_time = a_time(_("From"))
    to_time = a_time(_("Until"))
