"""What is written down at a desk or a door for somebody who has a wish?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.keys import uuid7
from jinlin.domains.wishes.actions.posting import TEXT_LIMIT
from jinlin.domains.wishes.forms.fields import BANDS, a_phone, yuan
from jinlin.domains.wishes.models import Channel, Kind, Meeting
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.people.models import Relation
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import HOMES
from jinlin.shell.move_forms import TidyField, words

DOORS = [(c.value, c.label) for c in (Channel.STATION, Channel.DOOR, Channel.RECEPTION)]
DRAFT = "register-wish"  # drafts of this form, forgotten when it has been sent
NOT_YET = ""
AGREED = [(NOT_YET, _("Not asked yet")), *Relation.choices]


class RegisterForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("How did it reach you?"),
        choices=DOORS,
        widget=forms.RadioSelect,
        initial=Channel.STATION,
    )
    place = forms.CharField(
        label=_("Where"),
        widget=forms.HiddenInput,
        error_messages={"required": _("Please choose the place.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of wish"), choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.THING
    )
    text = words(
        _("What is wished for"),
        rows=4,
        limit=TEXT_LIMIT,
        hint=_("In their own words. Only staff read this."),
    )
    estimate = yuan(_("About how much, in yuan"))
    name = TidyField(
        label=_("Whom it is for: name"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = a_phone(
        _("Phone"), required=False, hint=_("Leave it empty for somebody without a phone.")
    )
    band = forms.ChoiceField(label=_("How old, roughly?"), choices=BANDS, widget=forms.RadioSelect)
    meeting = forms.ChoiceField(
        label=_("How it is handed over"),
        choices=Meeting.choices,
        widget=forms.RadioSelect,
        initial=Meeting.STATION,
    )
    relation = forms.ChoiceField(
        label=_("Who agreed that it is shown without a name?"),
        choices=AGREED,
        required=False,
        help_text=_("For a child: the guardian."),
    )
    given_by = TidyField(
        label=_("Name of who agreed"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, actor: Actor, initial: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.actor = actor
        kwargs["initial"] = {"key": uuid7(), **(initial or {})}
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-draft"] = DRAFT

    def clean_place(self) -> Place:
        code = self.cleaned_data["place"]
        found = (
            registrable(self.actor).filter(code=code, level__in=HOMES).first()
            if code.isascii() and code.isdigit()
            else None
        )
        if found is None:
            raise forms.ValidationError(
                _("This place is not known where you work. Please search for it again.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        relation = fields.get("relation")
        if relation and relation != Relation.SELF and not fields.get("given_by"):
            self.add_error("given_by", _("Please enter who agreed."))
        if relation and fields.get("band") == "child" and relation != Relation.GUARDIAN:
            self.add_error("relation", _("It is for a child: please note which guardian agreed."))
        return fields
