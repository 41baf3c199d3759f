"""Of what are the forms of the moves made?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries.classes import offered_classes
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation


def a_unit(label: Any, *, required: bool = True) -> forms.ModelChoiceField:
    """One of the county's open units, once `offer_units` has filled it."""
    return UnitField(label=label, empty_label=_("Choose a unit"), required=required)


def offer_units(field: Any, appeal: Appeal, *, but: Any = None) -> None:
    units = Organisation.objects.open().filter(county=appeal.county).order_by("kind", "name")
    field.queryset = units.exclude(pk=but) if but else units


def offer_categories(field: Any) -> None:
    """The classes of the second level, grouped by the first."""
    field.queryset, field.choices = offered_classes()
