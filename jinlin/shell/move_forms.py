"""What does the form of every move have?

The fields of a form are the keyword arguments of its verb. Every form also carries the version that
it was rendered from (a stale one is refused and shown what changed) and an idempotency key (sent
twice, done once).
"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.keys import uuid7
from jinlin.core.text import tidy
from jinlin.core.time import clock

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
LONGEST_REASON = 500


def offer(form: forms.BaseForm, name: str, rows: Any) -> None:
    """The field offers these: rows of a query, or values each with its words."""
    field: Any = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
    else:
        field.choices = rows


class TidyField(forms.CharField):
    """Text without what cannot be shown; too long a text stays in the field with a message."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


def words(
    label: Any, *, rows: int = 4, limit: int = 2000, required: bool = True, hint: Any = ""
) -> TidyField:
    return TidyField(
        label=label,
        required=required,
        max_length=limit,
        help_text=hint,
        error_messages={"required": _("Please fill this in.")},
        widget=forms.Textarea({"rows": rows, "data-draft": ""}),
    )


def yes_or_no(label: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=YES_NO,
        required=required,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose yes or no.")},
    )


def a_number(
    label: Any, *, least: int = 0, most: int, required: bool = True, **more: Any
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Please enter a number.")},
        **more,
    )


class DayField(forms.DateField):
    """A day that somebody can mean."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not clock.is_possible(day):
            raise forms.ValidationError(_("This day lies too far away."))
        return day


def a_day(label: Any, *, hint: Any = "", required: bool = True) -> DayField:
    return DayField(label=label, help_text=hint, required=required)


class KeyedForm(forms.Form):
    """Sent twice, done once: it is sent under a key that was drawn when it was first shown."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid7(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class MoveForm(forms.Form):
    """The hidden part of every move. `moved()` gives the verb's arguments."""

    needs_photos = False  # where a move takes photos, whether it asks for at least one

    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Any, actor: Actor, **kwargs: Any) -> None:
        self.row, self.actor = row, actor
        initial = {"version": row.version, "key": uuid7(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, **{**kwargs, "initial": initial})
        for each in self.fields.values():
            if "data-draft" in each.widget.attrs:
                each.widget.attrs["data-draft"] = str(
                    row.pk
                )  # what was typed about one matter must not turn up at another

    def moved(self) -> dict[str, Any]:
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "key"}
        }


class ReasonForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=LONGEST_REASON)
