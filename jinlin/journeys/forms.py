"""What do the journeys ask for beyond what is known already?"""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.deadlines import GRADES, Grade
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.queries.classes import offered_classes
from jinlin.domains.casework.models import Field
from jinlin.domains.wishes.models import Kind
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.journeys.reception_to_appeal import Passed
from jinlin.journeys.wish_to_appeal import Wished
from jinlin.shell.move_forms import LONGEST_REASON, KeyedForm, MoveForm, TidyField, words


def a_class(*, required: bool) -> forms.ModelChoiceField:
    """A class of appeals, once `offer_classes` has filled it."""
    return forms.ModelChoiceField(
        Category.objects.none(),
        label=_("Class"),
        required=required,
        error_messages={"required": _("Please choose a class.")},
    )


def offer_classes(field: Any) -> None:
    """The classes of the second level, grouped by the first."""
    field.queryset, field.choices = offered_classes()


class PassOnForm(MoveForm):
    """A conversation as an appeal; `moved` gives what the journey takes."""

    text = words(
        _("What is to be put right"), rows=4, hint=_("As it was said. The unit reads exactly this.")
    )
    spot = TidyField(label=_("Exact spot"), required=False, max_length=120)
    category = a_class(required=True)
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES.items, initial=Grade.ORDINARY)
    unit = UnitField(
        label=_("Hand it to"),
        required=False,
        empty_label=_("Nobody yet: it stays with us, accepted"),
    )
    note = words(_("Note on the ticket"), rows=2, limit=LONGEST_REASON, required=False)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"text": row.said}, **kwargs)
        offer_classes(self.fields["category"])
        unit = cast(UnitField, self.fields["unit"])
        open_ones = Organisation.objects.open().filter(county=row.county)
        unit.queryset = open_ones.order_by("kind", "name")
        unit.suggest(
            Appeal.objects.exclude(state__in=(State.REPORTED, State.ACCEPTED)),
            "unit",
            [row.place_code],
        )

    def moved(self) -> dict[str, Any]:
        fields = super().moved()
        return {"matter": Passed(**{**fields, "grade": Grade(fields["grade"])})}


class TransferForm(MoveForm):
    category = a_class(required=False)
    note = words(_("Note to the resident"), rows=2, limit=LONGEST_REASON, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_classes(self.fields["category"])


class TurnForm(MoveForm):
    """An appeal as a wish; `moved` gives what the journey takes."""

    kind = forms.ChoiceField(
        label=_("What kind of wish is it?"), choices=Kind.choices, widget=forms.RadioSelect
    )
    text = words(_("The wish, in the resident's words"), rows=4)
    estimate = forms.IntegerField(
        label=_("About how much it costs, in yuan"), min_value=0, max_value=100_000, initial=0
    )

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"text": row.text}, **kwargs)

    def moved(self) -> dict[str, Any]:
        fields = super().moved()
        return {
            "matter": Wished(
                kind=Kind(fields["kind"]), text=fields["text"], estimate=fields["estimate"]
            )
        }


class HelpForm(KeyedForm):
    """Who behind an appeal needs a social worker, with what, and from which agency."""

    agency = forms.ChoiceField(label=_("Agency"))
    field = forms.ChoiceField(label=_("Field of work"), choices=Field.choices)
    name = TidyField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    problem = words(_("What do they need help with?"), rows=4, limit=2000)
    agreed = forms.BooleanField(label=_("They want a social worker to call"), required=False)

    def __init__(self, *args: Any, agencies: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.pk), each.name) for each in agencies]
