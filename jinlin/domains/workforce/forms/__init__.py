"""What is typed on the pages of the register?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.domains.workforce.models import Degrees, Level, Round, Sector
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Level as PlaceLevel
from jinlin.ground.places.models import Place
from jinlin.shell.boards import AddressForm
from jinlin.shell.move_forms import TidyField, offer

LAYERS = [
    ("level", _("Qualification level")),
    ("schooling", _("Schooling")),
    ("sector", _("Field")),
    ("work_class", _("Class of social work")),
    ("age", _("Age group")),
    ("town", _("Town")),
    ("county", _("County")),
]


def counties_of(actor: Actor, *roles: Role) -> list[tuple[str, str]]:
    """The counties where an actor holds one of these roles, else whose registers they keep."""
    rows = Place.objects.present().filter(level=PlaceLevel.COUNTY).order_by("code")
    codes = actor.codes(*(roles or (Role.REGISTRAR,)))
    return [
        (place.code, place.name)
        for place in rows
        if any(place.code.startswith(code) for code in codes)
    ]


class FilterForm(AddressForm):
    """Filters of the register."""

    name = TidyField(label=_("Whole name"), required=False, max_length=40)
    county = forms.ChoiceField(label=_("County"), required=False)
    level = forms.TypedChoiceField(
        label=_("Qualification level"),
        required=False,
        choices=[("", _("All")), *Level.choices],
        coerce=int,
        empty_value=None,
    )
    schooling = forms.TypedChoiceField(
        label=_("Schooling"),
        required=False,
        choices=[("", _("All")), *Degrees.choices],
        coerce=int,
        empty_value=None,
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(), label=_("Field"), required=False, empty_label=_("All")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = self.fields["county"]
        assert isinstance(county, forms.ChoiceField)
        county.choices = [("", _("All")), *counties_of(actor)]

    def chosen(self) -> dict[str, Any]:
        """The filters in force."""
        return {name: value for name, value in self.used.items() if value}


class CrossForm(AddressForm):
    """Which layers are crossed."""

    down = forms.ChoiceField(label=_("Rows of the table"), choices=LAYERS, required=False)
    across = forms.ChoiceField(label=_("Columns of the table"), choices=LAYERS, required=False)
    also = forms.ChoiceField(
        label=_("Rows divided further by"),
        choices=[("", _("Not divided")), *LAYERS],
        required=False,
    )
    of = forms.ModelChoiceField(
        Round.objects.none(),
        label=_("Of whom"),
        required=False,
        empty_label=_("The register as it is now"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rounds = Round.objects.filter(within(actor.codes(Role.REGISTRAR), "county"))
        offer(self, "of", rounds)


class SendForm(forms.Form):
    """A roster from the reader's own machine."""

    county = forms.ChoiceField(label=_("County"))
    file = forms.FileField(
        label=_("Roster (.xlsx, .xls or .csv)"),
        help_text=_("As you have it: titles, merged cells and several sheets may stay."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = self.fields["county"]
        assert isinstance(county, forms.ChoiceField)
        county.choices = counties_of(actor)


class WhyForm(forms.Form):
    why = TidyField(label=_("Why do you need to see this?"), max_length=200)
