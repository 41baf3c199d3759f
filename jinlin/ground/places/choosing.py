"""How is one of a county's many units chosen? By its kind, by its name, by its first letters."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from jinlin.core.pinyin import initials
from jinlin.ground.places.models import Organisation, OrganisationKind


class _ByKind(ModelChoiceIterator):
    """The units under their kinds, in the order of the rows."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        kinds: dict[str, list[Any]] = {}
        for unit in self.queryset:
            kinds.setdefault(unit.kind, []).append(self.choice(unit))
        for kind, units in kinds.items():
            yield OrganisationKind(kind).label, units


class UnitSelect(forms.Select):
    """A list that a script lets search by typing; without one it is an ordinary list."""

    def create_option(self, *given: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(*given, **more)
        if option["value"]:
            option["attrs"]["data-initials"] = initials(str(option["label"]))
        return option


class UnitField(forms.ModelChoiceField):
    """One of the units that `queryset` holds."""

    iterator = _ByKind
    widget = UnitSelect

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"queryset": Organisation.objects.none(), **more})
        self.widget.attrs["data-seek"] = _("Type a name or its first letters, such as csglj")
