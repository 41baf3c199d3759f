"""What is asked about a service, and about a service point?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.time import clock
from jinlin.domains.casework.actions import Known, Told
from jinlin.domains.casework.forms.cases import Choices, Keyed, a_number
from jinlin.domains.casework.models import Field, Form, Fund, Point, PointKind
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.models import Place
from jinlin.shell.boards import ANY, day_field
from jinlin.shell.move_forms import TidyField, a_day


class ServiceFilterForm(forms.Form):
    """What cannot be used of the address is left out."""

    field = forms.ChoiceField(
        label=_("Field of work"), required=False, choices=[ANY, *Field.choices]
    )
    form = forms.ChoiceField(
        label=_("Form of service"), required=False, choices=[ANY, *Form.choices]
    )
    since = day_field(_("From"))
    until = day_field(_("Until"))

    def used(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ServiceForm(Keyed):
    agency = forms.ChoiceField(label=_("Agency"))
    point = forms.ChoiceField(label=_("Service point"), required=False)
    field = forms.ChoiceField(label=_("Field of work"), choices=Field.choices)
    form = forms.ChoiceField(label=_("Form of service"), choices=Form.choices)
    place = forms.ChoiceField(label=_("Village or community"))
    on = a_day(_("Day"))
    title = TidyField(
        label=_("What was done?"), max_length=80, help_text=_("Without names of people.")
    )
    minutes = a_number(_("How many minutes?"), initial=60)
    heads = a_number(_("How many people were there?"), most=100_000, initial=1)
    name = TidyField(
        label=_("Name of the person"),
        max_length=60,
        required=False,
        help_text=_("Not kept: only so that each person is counted once."),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    fund = forms.ChoiceField(
        label=_("Paid from"),
        required=False,
        choices=[("", pgettext_lazy("money", "Nothing to pay")), *Fund.choices],
    )

    def __init__(
        self, *args: Any, agencies: Choices, points: Choices, places: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
        self.choose("agency", agencies)
        self.choose("point", [("", _("None of them")), *points])
        self.choose("place", places)

    def told(self, place: Place, point: Point | None) -> Told:
        said = self.cleaned_data
        kept = ("field", "form", "on", "title", "heads", "minutes", "fund", "key")
        who = Known(said["name"], said["phone"])
        return Told(
            place=place,
            point=point,
            people=[who] if who.name and who.phone else [],
            **{name: said[name] for name in kept},
        )


class PointForm(Keyed):
    agency = forms.ChoiceField(label=_("Agency"))
    name = TidyField(label=_("Name of the service point"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=PointKind.choices)
    place = forms.ChoiceField(label=_("Village or community"))
    since = a_day(_("Since"))

    def __init__(self, *args: Any, agencies: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": clock.today()}, **kwargs)
        self.choose("agency", agencies)
        self.choose("place", places)
