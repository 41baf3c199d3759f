"""What did somebody choose on the page of choices, or ask of the outbox?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.notices.lifecycle import LABELS, State
from jinlin.notices.models import Channel
from jinlin.notices.queries.preferences import Choices


class MailboxForm(forms.Form):
    """An e-mail address to be written to."""

    address = forms.EmailField(
        label=_("E-mail address"),
        max_length=120,
        help_text=_("We mail you a link. Once you open it, messages come there too."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class OutboxFilters(forms.Form):
    """What of the outbox is looked at. An unknown value shows everything that is not sent."""

    state = forms.ChoiceField(required=False, choices=[(s.value, LABELS[s]) for s in State])
    channel = forms.ChoiceField(required=False, choices=Channel.choices)

    def asked(self) -> dict[str, str]:
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


def chosen(posted: Any, choices: Choices) -> dict[tuple[str, str], bool]:
    """For every box that the page showed whether it was ticked."""
    return {(box.prefix, box.kind): box.name in posted for _label, boxes in choices.rows for box in boxes}
