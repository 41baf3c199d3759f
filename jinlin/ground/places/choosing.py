"""How is one of a county's many units chosen? By its kind, by its name, by its first letters."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.forms.models import ModelChoiceIterator
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.pinyin import initials
from jinlin.ground.places.models import Organisation, OrganisationKind

MOST = 3
COMMUNITY_DIGITS, TOWN_DIGITS = 12, 9
SUGGESTED = _("Suggested; you decide")
SEEK = _("Type a name or its first letters, such as csglj")


class _ByKind(ModelChoiceIterator):
    """The units under their kinds, in the order of the rows."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        if found := getattr(self.field, "suggested", None):
            yield SUGGESTED, found
        kinds: dict[str, list[Any]] = {}
        for unit in self.queryset:
            kinds.setdefault(unit.kind, []).append(self.choice(unit))
        for kind, units in kinds.items():
            yield OrganisationKind(kind).label, units


class Lettered(ChoiceWidget):
    """Each option says the first letters of its sound."""

    def create_option(self, *given: Any, **more: Any) -> dict[str, Any]:
        option = super().create_option(*given, **more)
        if option["value"]:
            option["attrs"]["data-initials"] = initials(str(option["label"]))
        return option


class UnitSelect(Lettered, forms.Select):
    """A list that a script lets search by typing; without one it is an ordinary list."""


class SeekSelect(UnitSelect):
    """The same for a list of units or places that comes as plain choices."""

    def __init__(self, attrs: Any = None, choices: Any = ()) -> None:
        super().__init__({"data-seek": SEEK, **(attrs or {})}, choices)


class SeekMany(Lettered, forms.SelectMultiple):
    """Several of a long list at once: what is chosen stays while one looks for the next."""

    def __init__(self, attrs: Any = None, choices: Any = ()) -> None:
        super().__init__({"data-seek": SEEK, **(attrs or {})}, choices)


class UnitField(forms.ModelChoiceField):
    """One of the units that `queryset` holds."""

    iterator = _ByKind
    widget = UnitSelect

    suggested: list[tuple[str, Any]] = []

    def suggest(self, rows: "QuerySet[Any]", name: str, codes: Iterable[str]) -> None:
        """The units that took most of these rows here stand first, with how many that were."""
        units: Any = self.queryset
        able = {str(unit.pk): unit.name for unit in units}
        self.suggested = suggested(rows, name, codes, able)

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"queryset": Organisation.objects.none(), **more})
        self.widget.attrs["data-seek"] = SEEK


def suggested(
    rows: "QuerySet[Any]", name: str, codes: Iterable[str], able: dict[str, str]
) -> list[tuple[str, Any]]:
    """Up to three of the units that are `able`, the likeliest first, each with the reason: how many
    of these rows it took in the community or, where there were none, in the town. At most two
    statements.
    """
    codes = list(codes)
    for digits in (COMMUNITY_DIGITS, TOWN_DIGITS):
        here = rows.filter(within(sorted({code[:digits] for code in codes})))
        counted = here.values(name).annotate(number=Count("pk")).order_by("-number", name)
        found = [(str(row[name]), row["number"]) for row in counted if str(row[name]) in able]
        if found:
            whole = sum(number for _key, number in found)
            return [(key, _words_of(able[key], number, whole)) for key, number in found[:MOST]]
    return []


def _words_of(unit: str, number: int, whole: int) -> Any:
    words = _("%(unit)s (took %(number)s of %(whole)s here so far)")
    return words % {"unit": unit, "number": number, "whole": whole}
