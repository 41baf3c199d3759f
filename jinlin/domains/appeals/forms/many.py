"""What is asked once for many appeals?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import words


class ManyForm(forms.Form):
    """`moved()` gives the arguments of the verb, the same for every row."""

    note = words(
        _("A word to the residents"),
        rows=2,
        required=False,
        hint=_("Each of them reads exactly this."),
    )

    def __init__(self, *args: Any, counties: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counties = counties

    def moved(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class HandOverManyForm(ManyForm):
    unit = UnitField(label=_("To which unit"), empty_label=_("Choose a unit"))
    internal = words(_("Note to the unit"), rows=2, required=False, hint=_("Only staff see this."))
    field_order = ("unit", "note", "internal")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = (  # type: ignore[attr-defined]
            Organisation.objects.open().filter(county__in=self.counties).order_by("kind", "name")
        )


MANY_FORMS: dict[str, type[ManyForm]] = {"accept": ManyForm, "hand_over": HandOverManyForm}
