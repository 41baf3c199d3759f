"""What does a resident type to report something, and to find it again?"""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Refusal
from jinlin.domains.appeals.actions.intake import TEXT_LIMIT
from jinlin.domains.appeals.models import Identity
from jinlin.shell.forms import copying_only
from jinlin.shell.move_forms import TidyField, offer

SPOT_LIMIT = 120
LOOKALIKES = str.maketrans("OIL", "011")  # what is read for what in Crockford's letters

IDENTITIES = {
    Identity.NAMED: (_("With my name"), _("The unit that handles it may call you to ask.")),
    Identity.HIDDEN: (
        _("Keep my identity from the handling unit"),
        _("Only the staff who pass it on see who you are."),
    ),
    Identity.ANONYMOUS: (_("Anonymous"), _("Nobody sees who you are. You get a tracking code.")),
}


class WholeTextField(TidyField):
    """A long text.

    The browser must not cut off what is pasted, so it is told no limit; the message names the limit
    instead.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=TEXT_LIMIT,
            error_messages={"required": _("Please say in a few words what happened.")},
            **kwargs,
        )

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name not in {"maxlength", "minlength"}
        }

    def run_validators(self, value: Any) -> None:
        if value and len(value) > TEXT_LIMIT:
            words = _now(
                "This text has %(length)d characters, please keep it under %(limit)d. What you "
                "typed is kept."
            )
            raise forms.ValidationError(words % {"length": len(value), "limit": TEXT_LIMIT})
        super().run_validators(value)


class WhatForm(forms.Form):
    text = WholeTextField(
        label=_("What happened?"),
        help_text=_("Where exactly, since when, how bad. In your own words."),
        widget=forms.Textarea({"rows": 6, "data-draft": "report"}),
    )
    spot = TidyField(
        label=_("Exact spot"),
        required=False,
        max_length=SPOT_LIMIT,
        widget=forms.TextInput(
            {"placeholder": _("e.g. the lamp in front of building 3"), "autocomplete": "off"}
        ),
    )


@copying_only("identity")
class WhoForm(forms.Form):
    """The last question.

    It carries all that was told, so that nothing depends on a session that may be over.
    """

    identity = forms.ChoiceField(label=_("How do you want to report it?"), widget=forms.RadioSelect)
    name = TidyField(
        label=_("What may we call you?"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "name", "placeholder": _("e.g. Mrs Wang")}),
    )
    text = WholeTextField(widget=forms.HiddenInput)
    spot = TidyField(required=False, max_length=SPOT_LIMIT, widget=forms.HiddenInput)
    place = forms.CharField(max_length=18, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_signed_in: bool, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = (
            IDENTITIES if is_signed_in else {Identity.ANONYMOUS: IDENTITIES[Identity.ANONYMOUS]}
        )
        tile = '<span><strong>{}</strong><br><span class="hint">{}</span></span>'
        offer(
            self,
            "identity",
            [(value, format_html(tile, *words)) for value, words in offered.items()],
        )
        if not asks_name:
            del self.fields["name"]


class TrackForm(forms.Form):
    number = forms.CharField(
        label=_("Number"),
        max_length=30,
        widget=forms.TextInput(
            {"placeholder": "260418-ABCDE", "autocapitalize": "characters", "autocomplete": "off"}
        ),
    )
    code = forms.CharField(
        label=_("Tracking code"),
        max_length=30,
        widget=forms.TextInput({"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_number(self) -> str:
        plain = plain_code(self.cleaned_data["number"])
        return f"{plain[:6]}-{plain[6:]}"

    def clean_code(self) -> str:
        return plain_code(self.cleaned_data["code"])


def plain_code(typed: str) -> str:
    """Letters and digits as they were printed, however they were typed: small, in groups,
    O for 0.
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(LOOKALIKES)


def fields_of(form: WhoForm) -> dict[str, str]:
    """What was told, as plain values: two sendings of the same form have the same."""
    return {name: str(value) for name, value in form.cleaned_data.items() if name != "key"}


def put_problem(form: forms.Form, refusal: Refusal) -> None:
    """The refusal stands beside its field if the resident sees that field, else above the form."""
    visible = refusal.field in form.fields and not form.fields[refusal.field].widget.is_hidden
    form.add_error(refusal.field if visible else None, str(refusal))
