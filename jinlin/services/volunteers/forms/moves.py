"""What does each move of a record and of an activity ask for?"""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.models import Activity, Membership, MembershipState, ServiceRecord
from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, a_day, offer, words


class NothingForm(MoveForm):
    """Nothing to be asked."""


class DisputeForm(MoveForm):
    reason = words(_("What is not right?"), rows=3, limit=300)


class SayWhyForm(MoveForm):
    reason = words(_("Why so"), rows=3, limit=300, hint=_("The volunteer reads this."))


def a_tick_for_the_next_day() -> forms.BooleanField:
    return forms.BooleanField(label=_("It ended on the next day, past midnight"), required=False)


def ending(fields: dict[str, Any]) -> datetime:
    """When it ended, on the day on which it began or on the next."""
    day = fields["day"] + timedelta(days=1) if fields["next_day"] else fields["day"]
    return moment(day, fields["to_time"])


def check_end(form: forms.Form) -> None:
    """The end lies after the begin, within a day, beside the field where it does not."""
    fields = form.cleaned_data
    if not {"day", "from_time", "to_time"} <= fields.keys():
        return
    is_later = fields["to_time"] > fields["from_time"]
    if not is_later and not fields["next_day"]:
        words = _("It must end after it begins. Past midnight? Please tick the next day.")
        form.add_error("to_time", ValidationError(words))
    if is_later and fields["next_day"]:
        words = _("That would be longer than a day. Please look at the tick for the next day.")
        form.add_error("next_day", ValidationError(words))


class CorrectForm(MoveForm):
    day = a_day(_("Day"))
    from_time = forms.TimeField(label=_("From"), widget=forms.TimeInput({"type": "time"}))
    to_time = forms.TimeField(label=_("Until"), widget=forms.TimeInput({"type": "time"}))
    next_day = a_tick_for_the_next_day()
    reason = words(_("Why it is put right"), rows=2, limit=300, hint=_("The volunteer reads this."))

    def __init__(self, *args: Any, row: ServiceRecord, **kwargs: Any) -> None:
        initial = {
            "day": row.served_on,
            "from_time": row.begins_at.astimezone(clock.CHINA).time(),
            "to_time": row.ends_at.astimezone(clock.CHINA).time(),
            "next_day": clock.local_day(row.ends_at) > row.served_on,
        }
        super().__init__(*args, row=row, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_end(self)
        return self.cleaned_data

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {
            "begins_at": moment(fields["day"], fields["from_time"]),
            "ends_at": ending(fields),
            "reason": fields["reason"],
        }


class SheetForm(MoveForm):
    """Who served, and how long those who did not stay from beginning to end."""

    helpers = forms.MultipleChoiceField(
        label=_("Who served"), widget=forms.CheckboxSelectMultiple, required=True
    )
    from_time = forms.TimeField(
        label=_("From"), widget=forms.TimeInput({"type": "time"}), required=False
    )
    to_time = forms.TimeField(
        label=_("Until"), widget=forms.TimeInput({"type": "time"}), required=False
    )

    def __init__(self, *args: Any, row: Activity, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        found = Membership.objects.filter(team=row.team_id, state=MembershipState.MEMBER)
        done = set(row.records.values_list("volunteer_id", flat=True))
        self.members = {
            str(each.volunteer_id): each.volunteer
            for each in found.select_related("volunteer__person").order_by("since", "pk")
            if each.volunteer_id not in done
        }
        offer(self, "helpers", [(key, str(who)) for key, who in self.members.items()])
        if actions.entered_afterwards(row):
            self.fields["helpers"].help_text = _(
                "This activity was entered after it had begun: its hours are written afterwards "
                "and stand on the list that everybody reads. What whoever entered it confirms "
                "waits for a second person."
            )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if bool(fields.get("from_time")) != bool(fields.get("to_time")):
            self.add_error("to_time", ValidationError(_("Please give both times, or neither.")))
        return fields

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        span = (
            (self._moment(fields["from_time"]), self._moment(fields["to_time"]))
            if fields["from_time"]
            else (None, None)
        )
        return {"helpers": [actions.Helper(self.members[key], *span) for key in fields["helpers"]]}

    def _moment(self, time: Any) -> datetime:
        """On the activity's day; of one that goes past midnight, early hours are the next day's."""
        is_night = clock.local_day(self.row.ends_at) > self.row.on
        early = self.row.starts_at.astimezone(clock.CHINA).hour // 2
        day = self.row.on + timedelta(days=1) if is_night and time.hour < early else self.row.on
        return moment(day, time)


class CancelForm(MoveForm):
    reason = words(_("Why it does not take place"), rows=2, limit=min(LONGEST_REASON, 300))


def moment(day: Any, time: Any) -> datetime:
    return clock.at(day, time.hour, time.minute)


def _confirm(activity: Activity, *, helpers: list[Any], actor: Any) -> Activity:
    actions.confirm_sheet(activity, helpers, actor=actor)
    return Activity.objects.get(pk=activity.pk)


FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "approve": (NothingForm, actions.approve),
    "grant": (NothingForm, actions.grant),
    "turn_down": (SayWhyForm, actions.turn_down),
    "verify": (NothingForm, actions.verify),
    "dispute": (DisputeForm, actions.dispute),
    "correct": (CorrectForm, actions.correct),
    "keep_": (SayWhyForm, actions.keep_),
    "insist": (DisputeForm, actions.insist),
    "appeal": (DisputeForm, actions.appeal),
    "allow": (NothingForm, actions.allow),
    "dismiss": (SayWhyForm, actions.dismiss),
    "strike": (SayWhyForm, actions.strike),
}
ACTIVITY_FORMS: dict[str, tuple[type[MoveForm], Any]] = {
    "confirm_sheet": (SheetForm, _confirm),
    "cancel": (CancelForm, actions.cancel),
}
