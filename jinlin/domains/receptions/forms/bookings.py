"""What is asked of somebody who wants to be heard?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.receptions import actions
from jinlin.domains.receptions.forms.fields import SlotChoice, SlotField, a_name, a_phone, a_topic
from jinlin.domains.receptions.models import Booking, Outcome, Session, Sitting, SittingState
from jinlin.domains.receptions.queries.onward import is_there_a_journey
from jinlin.shell.move_forms import KeyedForm, MoveForm, TidyField, offer, words

LONGEST_WORDS = 200
OUTCOMES = [
    (Outcome.ANSWERED, _("Answered on the spot")),
    (Outcome.APPEAL, _("Pass it on as an appeal")),
    (Outcome.OUTSIDE, _("Belongs elsewhere")),
]


class ButtonForm(MoveForm):
    """A button."""


class WhenForm(forms.Form):
    """The first question."""

    slot_at = SlotField(
        label=_("When do you want to come?"),
        widget=SlotChoice,
        error_messages={"required": _("Please choose one of the times.")},
    )

    def __init__(
        self, *args: Any, session: Session, free: Sequence[datetime], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot_at"].offer(session.slots, free)  # type: ignore[attr-defined]


class WhatForm(forms.Form):
    """The second question."""

    topic = a_topic()
    words = TidyField(
        label=_("In a few words"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("So that the right people can prepare. Only those who receive you read it."),
        widget=forms.Textarea({"rows": 3, "data-draft": "booking"}),
    )


class SendForm(forms.Form):
    """The last page.

    It carries all that was told, so that nothing depends on a session that may be over.
    """

    name = a_name(_("What may we call you?"), required=True)
    slot_at = forms.CharField(max_length=20, widget=forms.HiddenInput)
    topic = forms.CharField(max_length=10, widget=forms.HiddenInput)
    words = TidyField(required=False, max_length=LONGEST_WORDS, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if not asks_name:
            del self.fields["name"]


class WalkInForm(KeyedForm):
    """Somebody came without an appointment. They need not say who they are."""

    topic = a_topic()
    name = a_name()
    phone = a_phone(hint=_("To confirm the answer by a text message. May stay empty."))
    words = TidyField(label=_("In a few words"), required=False, max_length=LONGEST_WORDS)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("phone") and "name" in fields and not fields["name"]:
            self.add_error("name", _("Please enter whose number this is."))
        return fields


class RecordForm(MoveForm):
    """A conversation, in one form: what was said, and what came of it.

    What becomes an appeal is asked for its class and unit on the next page.
    """

    topic = a_topic()
    text = words(
        _("What the resident says"),
        rows=5,
        limit=5000,
        hint=_("In their own words, as far as possible."),
    )
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what came of the conversation.")},
    )
    answered_by = forms.ChoiceField(label=_("Who answered"), required=False)
    answer = words(
        _("Answer, or where to turn"),
        rows=4,
        limit=5000,
        required=False,
        hint=_("Who does what, and when. The resident reads exactly this."),
    )

    def __init__(self, *args: Any, row: Booking, **kwargs: Any) -> None:
        super().__init__(*args, row=row, initial={"topic": row.topic, "text": row.words}, **kwargs)
        offer_sitters(self.fields["answered_by"], row.session)
        if not is_there_a_journey():
            offered = [(value, label) for value, label in OUTCOMES if value != Outcome.APPEAL]
            offer(self, "outcome", offered)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        missing = {
            Outcome.ANSWERED: _("Please write the answer that the resident was given."),
            Outcome.OUTSIDE: _("Please write where the resident can turn to."),
        }
        if fields.get("outcome") in missing and "answer" in fields and not fields["answer"]:
            self.add_error("answer", missing[fields["outcome"]])
        return fields

    def moved(self) -> dict[str, Any]:
        details = super().moved()
        return {**details, "answered_by": details["answered_by"] or None}


def offer_sitters(field: Any, session: Session) -> None:
    """Those who sit; the organiser answers when nobody is named."""
    rows = session.sittings.exclude(
        state__in=[SittingState.REPLACED, SittingState.ABSENT]
    ).select_related("organisation")
    field.choices = [
        ("", session.series.organiser.name),
        *((str(each.pk), _face(each)) for each in rows),
    ]


def _face(sitting: Sitting) -> str:
    return f"{sitting.face} · {sitting.get_part_display()}"


FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "arrive": (ButtonForm, actions.arrive),
    "call": (ButtonForm, actions.call),
    "miss": (ButtonForm, actions.miss),
    "cancel": (ButtonForm, actions.cancel_booking),
    "talk": (RecordForm, actions.record),
}
