"""Of what are the forms of the moves made?"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.appeals.models import Appeal, Category
from jinlin.core.actor import Actor
from jinlin.core.keys import uuid7
from jinlin.core.text import tidy
from jinlin.places.models import Organisation

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
LONGEST_REASON = 500


class TidyField(forms.CharField):
    """Text without what cannot be shown; too long a text stays in the field with a message."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class ListedInput(forms.TextInput):
    """A field to type into that offers what is likely. `offers`: (value, words)."""

    template_name = "appeals/desk/listed_input.html"
    offers: Iterable[tuple[str, str]] = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super().get_context(name, value, {**(attrs or {}), "list": f"{name}-offers"}), "offers": list(self.offers)}


def words(label: Any, *, rows: int = 4, limit: int = 2000, required: bool = True, hint: Any = "") -> TidyField:
    return TidyField(
        label=label,
        required=required,
        max_length=limit,
        help_text=hint,
        error_messages={"required": _("Please fill this in.")},
        widget=forms.Textarea({"rows": rows, "data-draft": ""}),
    )


class MoveForm(forms.Form):
    """The hidden part of every move. `moved()` gives the verb's arguments."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, appeal: Appeal, actor: Actor, **kwargs: Any) -> None:
        self.appeal, self.actor = appeal, actor
        initial = {"version": appeal.version, "key": uuid7(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for each in self.fields.values():
            if "data-draft" in each.widget.attrs:
                each.widget.attrs["data-draft"] = str(appeal.pk)  # what was typed about one appeal must not turn up at another

    def moved(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "key"}}


class ReasonForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=LONGEST_REASON)


def yes_or_no(label: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=YES_NO,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


def a_day(label: Any, *, hint: Any = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


def a_unit(label: Any) -> forms.ModelChoiceField:
    """One of the county's open units, once `offer_units` has filled it."""
    return forms.ModelChoiceField(Organisation.objects.none(), label=label, empty_label=_("Choose a unit"))


def offer_units(field: Any, appeal: Appeal, *, but: Any = None) -> None:
    units = Organisation.objects.open().filter(county=appeal.county).order_by("kind", "name")
    field.queryset = units.exclude(pk=but) if but else units


def offer_categories(field: Any) -> None:
    """The classes of the second level, grouped by the first."""
    field.queryset = Category.objects.filter(is_offered=True, parent__isnull=False).select_related("parent")
    groups: dict[str, list[tuple[str, str]]] = {}
    for category in field.queryset:
        groups.setdefault(category.parent.name, []).append((category.pk, category.name))
    field.choices = [("", _("Choose a class")), *groups.items()]
