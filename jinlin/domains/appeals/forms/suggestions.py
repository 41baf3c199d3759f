"""What is asked when somebody keeps a standard reply or a routing rule?"""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.appeals.actions.suggesting import Route, Wording
from jinlin.domains.appeals.models import Category
from jinlin.domains.appeals.queries.replies import BRACED
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import DayField, KeyedForm, TidyField, offer, words


class KeptForm(KeyedForm):
    """What is kept for a class."""

    category_code = forms.ChoiceField(label=_("Class"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = (
            Category.objects.filter(is_offered=True).order_by("code").values_list("pk", "name")
        )
        choices = [
            ("", _("All classes")),
            *((code, name if len(code) < 4 else f"　{name}") for code, name in classes),
        ]
        offer(self, "category_code", choices)


class ReplyForm(KeptForm):
    name = TidyField(label=_("Name"), max_length=40, help_text=_("As the clerk looks for it."))
    text = words(
        _("Text"),
        rows=7,
        hint=format_lazy(
            _(
                "{unit}, {place} and {date} are filled in. The clerk reads and changes it before "
                "it is sent."
            ),
            **BRACED,
        ),
    )
    is_open = forms.BooleanField(label=_("Offered"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("name", "category_code", "text", "is_open")

    def wording(self) -> Wording:
        fields = self.cleaned_data
        return Wording(fields["name"], fields["text"], fields["category_code"], fields["is_open"])


class RuleForm(KeptForm):
    place_code = forms.ChoiceField(label=_("Place, with all that lies inside"))
    unit = UnitField(label=_("Unit"), empty_label=_("Choose a unit"))
    order = forms.IntegerField(
        label=_("Order"), min_value=1, max_value=999, help_text=_("The lowest comes first.")
    )
    reason = TidyField(
        label=_("Why this unit"),
        required=False,
        max_length=120,
        help_text=_("Whoever sends an appeal on reads it."),
    )
    valid_from = DayField(label=_("First day"))
    valid_to = DayField(label=_("Last day"), required=False)
    field_order = (
        "category_code",
        "place_code",
        "unit",
        "reason",
        "order",
        "valid_from",
        "valid_to",
    )

    def __init__(
        self, *args: Any, counties: set[str], places: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"order": 10, "valid_from": clock.today()}, **kwargs)
        offer(self, "place_code", places)
        offer(
            self,
            "unit",
            Organisation.objects.open().filter(county__in=counties).order_by("kind", "name"),
        )

    def route(self) -> Route:
        return Route(**{name: value for name, value in self.cleaned_data.items() if name != "key"})
