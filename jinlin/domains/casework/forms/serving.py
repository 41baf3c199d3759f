"""What is asked about a service, and about a service point?"""

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.time import clock
from jinlin.domains.casework.actions import Known, ServiceTerms
from jinlin.domains.casework.forms.cases import Choices, Keyed, a_number
from jinlin.domains.casework.models import Field, Form, Fund, Point, PointKind
from jinlin.domains.casework.queries.choices import volunteers_by_phone
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.choosing import SeekSelect
from jinlin.ground.places.models import Place
from jinlin.shell.boards import ANY, FiltersForm, check_span, day_field, place_field
from jinlin.shell.move_forms import TidyField, a_day

SPLIT = re.compile(r"[\s,;，；、]+")


class ServiceFilterForm(FiltersForm):
    """What cannot be used of the address is named and left out."""

    field = forms.ChoiceField(
        label=_("Field of work"), required=False, choices=[ANY, *Field.choices]
    )
    form = forms.ChoiceField(
        label=_("Form of service"), required=False, choices=[ANY, *Form.choices]
    )
    point = forms.ChoiceField(label=_("Service point"), required=False)
    place = place_field()
    since = day_field(_("From"))
    until = day_field(_("Until"))

    def __init__(self, *args: Any, points: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        point = self.fields["point"]
        assert isinstance(point, forms.ChoiceField)
        point.choices = [ANY, *points]
        self.fields["place"].widget = forms.Select(choices=[ANY, *places])

    def clean(self) -> dict[str, Any]:
        return check_span(self, super().clean() or {})

    def used(self) -> dict[str, Any]:
        """What can be used of the address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ServiceForm(Keyed):
    agency = forms.ChoiceField(label=_("Agency"))
    point = forms.ChoiceField(label=_("Service point"), required=False)
    field = forms.ChoiceField(label=_("Field of work"), choices=Field.choices)
    form = forms.ChoiceField(label=_("Form of service"), choices=Form.choices)
    place = forms.ChoiceField(label=_("Village or community"), widget=SeekSelect)
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
    spent = forms.DecimalField(
        label=_("How many yuan were spent?"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        widget=forms.NumberInput({"class": "short", "inputmode": "decimal"}),
        help_text=_("Without what a project pays: that stands with the project."),
    )
    helpers = TidyField(
        label=_("Phones of volunteers who came along"),
        max_length=300,
        required=False,
        help_text=_("One after the other, with a blank between them."),
    )

    def __init__(
        self,
        *args: Any,
        county: str,
        agencies: Choices,
        points: Choices,
        places: Choices,
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial=initial or {"on": clock.today()}, **kwargs)
        self.county, self.along = county, list[UUID]()
        self.choose("agency", agencies)
        self.choose("point", [("", _("None of them")), *points])
        self.choose("place", places)

    def clean_helpers(self) -> str:
        """Whose phones these are: each must be a volunteer's."""
        typed: str = self.cleaned_data["helpers"]
        phones = list(dict.fromkeys(filter(None, SPLIT.split(typed))))
        found = volunteers_by_phone(phones, county=self.county)
        if unknown := [phone for phone in phones if phone not in found]:
            raise forms.ValidationError(
                _("No volunteer of the county has the number %(phone)s.") % {"phone": unknown[0]}
            )
        self.along = list(found.values())
        return typed

    def service_terms(self, place: Place, point: Point | None) -> ServiceTerms:
        fields = self.cleaned_data
        kept = ("field", "form", "on", "title", "heads", "minutes", "fund", "key")
        who = Known(fields["name"], fields["phone"])
        return ServiceTerms(
            spent=fields["spent"] or Decimal(0),
            volunteers=self.along,
            place=place,
            point=point,
            people=[who] if who.name and who.phone else [],
            **{name: fields[name] for name in kept},
        )


class PointForm(Keyed):
    agency = forms.ChoiceField(label=_("Agency"))
    name = TidyField(label=_("Name of the service point"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=PointKind.choices)
    place = forms.ChoiceField(label=_("Village or community"), widget=SeekSelect)
    since = a_day(_("Since"))

    def __init__(self, *args: Any, agencies: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, initial={"since": clock.today()}, **kwargs)
        self.choose("agency", agencies)
        self.choose("place", places)
