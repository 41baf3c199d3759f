"""What is asked once for many appeals?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries.parts import numbered
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import TidyField, offer, words


class ManyForm(forms.Form):
    """`moved()` gives the arguments of the verb, the same for every row."""

    note = words(
        _("A word to the residents"),
        rows=2,
        required=False,
        hint=_("Each of them reads exactly this."),
    )

    def __init__(self, *args: Any, counties: set[str], actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counties, self.actor = counties, actor

    def moved(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class HandOverManyForm(ManyForm):
    unit = UnitField(label=_("To which unit"), empty_label=_("Choose a unit"))
    internal = words(_("Note to the unit"), rows=2, required=False, hint=_("Only staff see this."))
    field_order = ("unit", "note", "internal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            "unit",
            Organisation.objects.open().filter(county__in=self.counties).order_by("kind", "name"),
        )


class MergeManyForm(ManyForm):
    """The main one is named by its number; `moved` gives the appeal itself."""

    main = TidyField(label=_("Number of the appeal that they belong to"), max_length=20)
    field_order = ("main", "note")

    def clean_main(self) -> Appeal:
        main = numbered(self.cleaned_data["main"], self.actor)
        if main is None:
            raise forms.ValidationError(
                _("There is no appeal with this number that you see. Please compare it once more.")
            )
        return main


MANY_FORMS: dict[str, type[ManyForm]] = {
    "accept": ManyForm,
    "hand_over": HandOverManyForm,
    "merge": MergeManyForm,
}
