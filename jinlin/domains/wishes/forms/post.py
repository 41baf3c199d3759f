"""What does a resident say to make a wish, in three questions?"""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Refusal
from jinlin.domains.wishes.actions.posting import TEXT_LIMIT
from jinlin.domains.wishes.forms.fields import BANDS, a_phone, yuan
from jinlin.domains.wishes.models import Kind, Meeting
from jinlin.shell.move_forms import TidyField, offer

KINDS = {
    Kind.THING: _("a warm quilt, a walking stick, a schoolbag"),
    Kind.HELP: _("a lamp put up, a room cleaned, an errand"),
    Kind.COMPANY: _("a chat, a walk, somebody to go to the doctor with"),
    Kind.LESSON: _("using a phone, homework, a song"),
}
TILE = '<span><strong>{}</strong><br><span class="hint">{}</span></span>'
ME, OTHER = "me", "other"
DRAFT = "wish"  # drafts of these forms, forgotten when it has been sent


class WhatForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of wish is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    text = TidyField(
        label=_("What do you wish for?"),
        help_text=_("In your own words: what, and why it would be a joy. Only staff read this."),
        widget=forms.Textarea({"rows": 5, "data-draft": DRAFT}),
        error_messages={"required": _("Please say in a few words what is wished for.")},
    )
    estimate = yuan(
        _("About how much does it cost, in yuan?"),
        hint=_("0 when it costs nothing. A wish may cost up to {cap} yuan."),
    )

    def __init__(self, *args: Any, cap: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cap = cap
        offer(
            self,
            "kind",
            [
                (kind.value, format_html(TILE, kind.label, example))
                for kind, example in KINDS.items()
            ],
        )
        self.fields["estimate"].help_text = str(self.fields["estimate"].help_text).format(cap=cap)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > TEXT_LIMIT:
            words = _("Please say it in at most %(limit)d characters. What you typed is kept.")
            raise forms.ValidationError(words % {"limit": TEXT_LIMIT})
        return text

    def clean_estimate(self) -> int:
        cost = self.cleaned_data["estimate"] or 0
        if cost > self.cap:
            words = _(
                "A wish may cost up to %(cap)d yuan. For something larger please ask at your "
                "station: they know which help there is."
            )
            raise forms.ValidationError(words % {"cap": self.cap})
        return int(cost)


class WhomForm(forms.Form):
    """Whom it is for. The band is all that everybody will read; a child is never shown as one."""

    whom = forms.ChoiceField(
        label=_("Whom is it for?"),
        choices=[(ME, _("For me")), (OTHER, _("For somebody else"))],
        widget=forms.RadioSelect,
    )
    name = TidyField(
        label=_("Their name"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = a_phone(_("Their phone"), required=False, hint=_("Leave it empty when they have none."))
    band = forms.ChoiceField(
        label=_("How old, roughly?"),
        choices=BANDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("whom") == OTHER and "name" in fields and not fields["name"]:
            self.add_error("name", _("Please say who it is; only staff see the name."))
        return fields


class SendForm(forms.Form):
    """The last question. `agreed`: for oneself it has to be agreed to; for somebody else the
    station asks them.
    """

    meeting = forms.ChoiceField(
        label=_("Where should it be handed over?"),
        choices=Meeting.choices,
        widget=forms.RadioSelect,
        initial=Meeting.STATION,
    )
    called = TidyField(
        label=_("What may we call you?"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    agreed = forms.BooleanField(
        label=_("It may stand on the wish wall without my name, phone or address"),
        error_messages={
            "required": _(
                "Without this nobody can take it on. Please tick it, or ask at your station."
            )
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_for_me: bool, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_for_me:
            self.fields["agreed"].label = _(
                "I said it for them; the station asks them before it stands on the wish wall, "
                "without a name"
            )
        if not asks_name:
            del self.fields["called"]


def put_problem(form: forms.Form, refusal: Refusal) -> None:
    """The refusal stands beside its field if the form has it, else above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
