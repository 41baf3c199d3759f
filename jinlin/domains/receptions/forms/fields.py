"""Of what are the forms of reception days made?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.receptions.models import ScheduledSeat, Sitting, Topic
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.choosing import SUGGESTED, suggested
from jinlin.ground.places.models import Organisation, OrganisationKind
from jinlin.shell.move_forms import TidyField

TEL = {"inputmode": "tel", "autocomplete": "off"}
LONGEST_NAME = 60
NAME, TOPIC = _("Name"), _("What is it about?")


def a_phone(*, hint: Any = "") -> PhoneField:
    return PhoneField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput(TEL), help_text=hint
    )


def a_name(label: Any = NAME, *, required: bool = False) -> TidyField:
    return TidyField(
        label=label,
        required=required,
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def a_topic(label: Any = TOPIC) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a topic.")},
    )


def a_post() -> TidyField:
    """What whoever sits there is, for everybody."""
    return TidyField(
        label=_("Post or profession, as it is shown"),
        required=False,
        max_length=60,
        help_text=_("Never a name."),
    )


def a_member() -> forms.ModelChoiceField:
    """Who sits there, for staff; whom it offers, the form says."""
    return forms.ModelChoiceField(
        User.objects.none(),
        label=_("Member of staff"),
        required=False,
        empty_label=_("Not named"),
        help_text=_("Gets it in their own calendar."),
    )


def a_time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput({"type": "time", "step": "300"}, format="%H:%M")
    )


class SlotChoice(forms.RadioSelect):
    """Times as tiles; those that are taken stand there too, and cannot be chosen."""

    taken: frozenset[str] = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.taken:
            option["attrs"]["disabled"] = True
        return option


class SlotField(forms.ChoiceField):
    """One of a session's times, sent as a moment that a person can read in the address:

    2026-11-27T15:15.
    """

    def offer(self, slots: Sequence[datetime], free: Sequence[datetime]) -> None:
        self.moments = {written(slot): slot for slot in slots}
        self.choices = [
            (key, f"{slot.astimezone(clock.CHINA):%H:%M}") for key, slot in self.moments.items()
        ]
        self.widget.taken = frozenset(self.moments) - {written(slot) for slot in free}

    def clean(self, value: Any) -> datetime:
        return self.moments[super().clean(value)]


def written(slot: datetime) -> str:
    return f"{slot.astimezone(clock.CHINA):%Y-%m-%dT%H:%M}"


def offer_organisations(field: Any, code: str) -> None:
    """Those whose area holds this place, by kind."""
    field.queryset = Organisation.objects.open().serving(code).order_by("kind", "name")
    groups: dict[str, list[tuple[Any, str]]] = {}
    for unit in field.queryset:
        groups.setdefault(str(OrganisationKind(unit.kind).label), []).append((unit.pk, unit.name))
    able = {str(unit.pk): unit.name for unit in field.queryset}
    sat = ScheduledSeat.objects.annotate(place_code=F("series__place_code"))
    first = suggested(sat, "organisation", [code], able)
    field.choices = [
        ("", _("No organisation: a post or profession only")),
        *([(SUGGESTED, first)] if first else []),
        *groups.items(),
    ]


def staff_serving(code: str) -> QuerySet[User]:
    """Staff who work today for an organisation whose area holds this place."""
    grants = Grant.objects.current().filter(
        organisation__in=Organisation.objects.open().serving(code)
    )
    return (
        User.objects.staff()
        .filter(is_active=True, pk__in=grants.values("user"))
        .order_by("name", "pk")
    )


def seat_words(sitting: Sitting) -> str:
    return f"{sitting.get_part_display()} · {sitting.face}"
