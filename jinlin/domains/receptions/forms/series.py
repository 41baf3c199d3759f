"""What does the lead type to set up a series and its roster?"""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.receptions.actions import Chair, Terms
from jinlin.domains.receptions.forms.fields import (
    a_member,
    a_post,
    a_time,
    offer_organisations,
    staff_serving,
)
from jinlin.domains.receptions.models import Part, Series
from jinlin.domains.receptions.models.series import WEEKDAYS
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Place
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, offer

NAMES = ("name", "room", "address", "weekday", "from_time", "to_time", "minutes_each", "seats")
USUAL = {
    "weekday": 4,
    "from_time": time(15),
    "to_time": time(17, 30),
    "minutes_each": 15,
    "seats": 6,
}


class TermsForm(KeyedForm):
    """When and where a series meets."""

    name = TidyField(label=_("Name of the series"), max_length=60)
    room = TidyField(label=_("Room"), max_length=60, help_text=_("As it stands on its door."))
    address = TidyField(label=_("Address of the room"), max_length=120, required=False)
    weekday = forms.TypedChoiceField(label=_("Every"), choices=WEEKDAYS, coerce=int)
    from_time = a_time(_("From"))
    to_time = a_time(_("Until"))
    minutes_each = forms.IntegerField(
        label=_("Minutes for each appointment"), min_value=5, max_value=120
    )
    seats = forms.IntegerField(
        label=_("Appointments in a session"),
        min_value=0,
        max_value=60,
        help_text=_("The rest of the time is for walk-ins."),
    )

    def __init__(
        self,
        *args: Any,
        series: Series | None = None,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        known = {name: getattr(series, name) for name in NAMES} if series else USUAL
        super().__init__(*args, **{**kwargs, "initial": {**known, **(initial or {})}})

    def terms(self) -> Terms:
        return Terms(**{name: self.cleaned_data[name] for name in NAMES})


class NewSeriesForm(TermsForm):
    """A series begins in a place."""

    place = forms.CharField(label=_("Neighbourhood"), max_length=18)
    valid_from = a_day(_("First day"))

    field_order = ("place",)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        self.places = {place.code: place for place in places}
        super().__init__(*args, initial={"valid_from": clock.today()}, **kwargs)
        self.fields["place"].widget = forms.Select(
            choices=[(code, place.name) for code, place in self.places.items()]
        )

    def clean_place(self) -> Place:
        found = self.places.get(self.cleaned_data["place"])
        if found is None:
            raise forms.ValidationError(
                _("This place is not known where you work. Please choose it again.")
            )
        return found


class SeatForm(forms.Form):
    """One more place on the roster."""

    part = forms.ChoiceField(label=_("Part"), choices=Part.choices)
    organisation = UnitField(label=_("Organisation"), required=False)
    title = a_post()
    user = a_member()

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_organisations(self.fields["organisation"], series.place_code)
        offer(self, "user", staff_serving(series.place_code))

    def chair(self) -> Chair:
        fields = self.cleaned_data
        return Chair(Part(fields["part"]), fields["organisation"], fields["user"], fields["title"])


class EndForm(forms.Form):
    """The last day of a series."""

    on = a_day(_("Last day"))
