"""What does each move of a session ask for?"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.actions import Chair
from jinlin.domains.receptions.forms.fields import (
    a_member,
    a_post,
    a_time,
    offer_organisations,
    seat_words,
    staff_serving,
)
from jinlin.domains.receptions.models import Part, Session, Sitting, SittingState
from jinlin.domains.receptions.permissions import can_substitute
from jinlin.ground.places.choosing import UnitField
from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, a_day, offer, words

OPEN_TO_ALL = _("Everybody reads this; those who booked are told at once.")


class OpenForm(MoveForm):
    """Nothing to be asked."""


class CloseForm(MoveForm):
    note = words(
        _("A word for the minutes"),
        rows=3,
        required=False,
        hint=_("What does not belong to one conversation."),
    )


class CancelForm(MoveForm):
    reason = words(_("Why it does not take place"), rows=2, limit=LONGEST_REASON, hint=OPEN_TO_ALL)


class RescheduleForm(MoveForm):
    on = a_day(_("New day"))
    from_time = a_time(_("From"))
    to_time = a_time(_("Until"))
    reason = words(_("Why it is moved"), rows=2, limit=LONGEST_REASON, hint=OPEN_TO_ALL)

    def __init__(self, *args: Any, row: Session, **kwargs: Any) -> None:
        times = {
            "from_time": row.starts_at.astimezone(clock.CHINA).time(),
            "to_time": row.ends_at.astimezone(clock.CHINA).time(),
        }
        super().__init__(*args, row=row, initial={"on": row.on, **times}, **kwargs)


class SeatsField(forms.MultipleChoiceField):
    """Some of those who are to sit."""

    def clean(self, value: Any) -> list[UUID]:
        return [UUID(key) for key in super().clean(value)]


class NotePresenceForm(MoveForm):
    present = SeatsField(
        label=_("Who is here"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, row: Session, **kwargs: Any) -> None:
        seats = list(
            row.sittings.exclude(state=SittingState.REPLACED).select_related("organisation")
        )
        here = [str(each.pk) for each in seats if each.state != SittingState.ABSENT]
        super().__init__(*args, row=row, initial={"present": here}, **kwargs)
        offer(self, "present", [(str(each.pk), seat_words(each)) for each in seats])


class SubstituteForm(MoveForm):
    sitting = forms.ChoiceField(label=_("Who cannot come"), widget=forms.RadioSelect)
    organisation = UnitField(label=_("Who sits there instead"), required=False)
    title = a_post()
    user = a_member()
    reason = words(_("Why somebody else goes"), rows=2, limit=LONGEST_REASON)

    def __init__(self, *args: Any, row: Session, **kwargs: Any) -> None:
        seats = row.sittings.exclude(state=SittingState.REPLACED).select_related("organisation")
        self.seats = {
            str(each.pk): each for each in seats if can_substitute(kwargs["actor"], row, each)
        }
        super().__init__(*args, row=row, **kwargs)
        offer(self, "sitting", [(key, seat_words(each)) for key, each in self.seats.items()])
        offer_organisations(self.fields["organisation"], row.place_code)
        offer(self, "user", staff_serving(row.place_code))

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if not fields.get("organisation") and not fields.get("title") and "title" in fields:
            self.add_error(
                "organisation",
                ValidationError(
                    _("Please choose an organisation, or say which post or profession sits here.")
                ),
            )
        return fields

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        absent: Sitting = self.seats[fields["sitting"]]
        chair = Chair(Part(absent.part), fields["organisation"], fields["user"], fields["title"])
        return {"sitting": absent.pk, "chair": chair, "reason": fields["reason"]}


FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "open_": (OpenForm, actions.open_),
    "substitute": (SubstituteForm, actions.substitute),
    "note_presence": (NotePresenceForm, actions.note_presence),
    "close": (CloseForm, actions.close),
    "reschedule": (RescheduleForm, actions.reschedule),
    "cancel": (CancelForm, actions.cancel),
}
