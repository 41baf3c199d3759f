"""What did somebody choose on the page of choices, or ask of the outbox?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.services.notices.actions import Wanted
from jinlin.services.notices.lifecycle import LABELS, State
from jinlin.services.notices.models import Channel
from jinlin.services.notices.queries.preferences import Choices


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

    def chosen(self) -> dict[str, str]:
        self.full_clean()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class WebhookForm(forms.Form):
    """Another system that is to hear of events.

    `events` holds beginnings of names, apart by spaces.
    """

    county = forms.ChoiceField(label=_("County"))
    name = forms.CharField(label=_("Which system is it?"), max_length=60)
    url = forms.CharField(
        label=_("Address that we call"),
        max_length=500,
        help_text=_("It begins with https://."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    events = forms.CharField(
        label=_("Which events"),
        required=False,
        max_length=300,
        initial="appeals",
        help_text=_(
            "Beginnings of event names, apart by spaces, such as appeals or appeals.finish; "
            "empty: all."
        ),
    )

    def __init__(self, *args: Any, counties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = self.fields["county"]
        assert isinstance(county, forms.ChoiceField)
        county.choices = counties
        if len(counties) == 1:
            county.initial, county.widget = counties[0][0], forms.HiddenInput()

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(given["name"], given["url"].strip(), given["events"].split())


def chosen(posted: Any, choices: Choices) -> dict[tuple[str, str], bool]:
    """For every box that the page showed whether it was ticked."""
    return {
        (box.prefix, box.kind): box.name in posted
        for _label, boxes in choices.rows
        for box in boxes
    }
