"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import within
from jinlin.core.hands import Tally
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ask, Decision
from jinlin.domains.consultations.actions.votes import tellers_at
from jinlin.domains.consultations.lifecycle import MeetingState, State
from jinlin.domains.consultations.models import Meeting, Option, QuorumRule, Topic
from jinlin.domains.consultations.models.meetings import heads
from jinlin.domains.consultations.models.outcomes import How
from jinlin.domains.consultations.models.topics import COMMUNITY_DIGITS
from jinlin.domains.consultations.models.votes import Basis
from jinlin.ground.accounts.models import User
from jinlin.ground.places.queries import whole
from jinlin.shell.move_forms import MoveForm, TidyField, a_day, offer, words

HANDS = ("eligible", "present", "in_favour", "against", "abstained")
Forms = dict[str, tuple[type[MoveForm], Callable[..., Any]]]


class WhyForm(MoveForm):
    reason = words(_("Reason"), rows=3, limit=300, hint=_("Everybody reads it. No names."))


class AfterwardsForm(MoveForm):
    needs_photos = True
    reason = words(
        _("Why it is entered afterwards"),
        rows=3,
        limit=300,
        hint=_("No names. A photo of the list that was signed in the room belongs to it."),
    )


class RefuseForm(WhyForm):
    instead = TidyField(
        label=_("Where to turn instead"),
        required=False,
        max_length=300,
        help_text=_("For instance: it is reported as an appeal."),
    )


class CombineForm(MoveForm):
    into = forms.ModelChoiceField(
        Topic.objects.none(), label=_("Goes on within"), empty_label=_("Please choose")
    )

    def __init__(self, *args: Any, row: Topic, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        open_ones = Topic.objects.filter(
            within(whole(row.place_code[:COMMUNITY_DIGITS])),
            state__in=(State.RAISED, State.TAKEN_UP, State.ON_AGENDA),
        )
        offer(self, "into", open_ones.exclude(pk=row.pk).order_by("due_at", "pk"))


class AgendaForm(MoveForm):
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("In which meeting"), empty_label=_("Please choose")
    )

    def __init__(self, *args: Any, row: Topic, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field = self.fields["meeting"]
        near = Meeting.objects.filter(
            within(whole(row.place_code[:COMMUNITY_DIGITS])),
            state__in=(MeetingState.PLANNED, MeetingState.CALLED),
        )
        field.queryset = near.order_by("starts_at", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = _dated  # type: ignore[attr-defined]


def _dated(meeting: Meeting) -> str:
    from jinlin.core import spoken  # noqa: PLC0415

    return f"{meeting.title} · {spoken.moment(meeting.starts_at)}"


def hands(label: Any, *, required: bool = False, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=0,
        max_value=100_000,
        help_text=hint,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )


class DecideForm(MoveForm):
    """What the room decided; `moved` gives the decision."""

    text = words(
        _("What was decided"), rows=4, hint=_("In full sentences: it is put on public notice.")
    )
    how = forms.ChoiceField(
        label=_("How was it decided?"),
        choices=[choice for choice in How.choices if choice[0] != How.VOTE],
        widget=forms.RadioSelect,
    )
    rule = forms.ChoiceField(
        label=_("By which rule"), required=False, help_text=_("For hands: how many are enough.")
    )
    eligible = hands(_("How many may vote"), hint=_("All who may, not only who came."))
    present = hands(_("How many voices are in the room"))
    in_favour = hands(_("Hands for it"))
    against = hands(_("Hands against it"))
    abstained = hands(_("Abstained"))

    def __init__(self, *args: Any, row: Topic, **kwargs: Any) -> None:
        voices = heads(row.meeting_id) if row.meeting_id else 0
        super().__init__(*args, row=row, initial={"present": voices, "how": How.CONSENT}, **kwargs)
        rules = [r for r in QuorumRule.on(row.county, clock.today()) if not r.by_area]
        offer(self, "rule", [(rule.code, rule.name) for rule in rules])
        self.is_by_name = bool(row.meeting and row.meeting.is_by_name)
        if self.is_by_name and row.meeting:
            self._ask_by_name(row.meeting)

    def _ask_by_name(self, meeting: Meeting) -> None:
        here = [guest for guest in meeting.invitees.filter(may_vote=True) if _has_a_voice(guest)]
        for guest in here:
            self.fields[f"hand-{guest.pk}"] = forms.ChoiceField(
                label=guest.shown_name(),
                required=False,
                choices=[
                    ("", "—"),
                    ("in_favour", _("Hands for it")),
                    ("against", _("Hands against it")),
                    ("abstained", _("Abstained")),
                ],
            )

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        tally = Tally(**{name: fields[name] or 0 for name in HANDS})
        by_name = {
            name.removeprefix("hand-"): value
            for name, value in fields.items()
            if name.startswith("hand-") and value
        }
        return {"decision": Decision(fields["text"], fields["how"], tally, fields["rule"], by_name)}


def _has_a_voice(guest: Any) -> bool:
    return guest.is_here or (guest.proxy is not None and guest.proxy.is_here)


class VoteForm(MoveForm):
    """A vote of all who may; `moved` gives what is asked."""

    question = TidyField(label=_("What is asked"), max_length=120)
    options = words(
        _("Options to choose from"),
        rows=3,
        limit=500,
        required=False,
        hint=_("One a line; empty: for, against, abstain."),
    )
    basis = forms.ChoiceField(
        label=_("Who may vote"),
        help_text=_("Owners: matters of the property; by name, and by the rule of the Civil Code."),
        choices=Basis.choices,
        initial=Basis.HOUSEHOLD,
        widget=forms.RadioSelect,
    )
    rule = forms.ChoiceField(label=_("By which rule"))
    days = forms.IntegerField(
        label=_("Open for how many days"),
        min_value=1,
        max_value=60,
        initial=7,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    is_secret = forms.BooleanField(
        label=_("Secret"),
        required=False,
        initial=True,
        help_text=_("Sealed in the voter's browser; two tellers open the box together."),
    )
    may_change = forms.BooleanField(
        label=_("Everybody may change their vote until closing"), required=False
    )
    tellers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Two tellers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two people from different sides, neither of them you."),
    )

    def __init__(self, *args: Any, row: Topic, **kwargs: Any) -> None:
        options = "\n".join(Option.objects.filter(topic=row).values_list("words", flat=True))
        first = {"question": row.title, "options": options}
        super().__init__(*args, row=row, initial=first, **kwargs)
        rules = QuorumRule.on(row.county, clock.today())
        offer(self, "rule", [(rule.code, f"{rule.name}（{rule.law}）") for rule in rules])
        offer(self, "tellers", tellers_at(row.place_code))
        self.fields["tellers"].label_from_instance = lambda user: user.name  # type: ignore[attr-defined]

    def moved(self) -> dict[str, Any]:
        fields = super().moved()
        options, tellers = fields.pop("options").splitlines(), list(fields.pop("tellers") or ())
        return {"ask": Ask(**fields, options=options, tellers=tellers)}


class ReportForm(MoveForm):
    text = words(_("What came of it"), rows=5, hint=_("Who supported it gets a message. No names."))


class SureForm(MoveForm):
    is_sure = forms.BooleanField(
        label=_("I know that so few voters see how each of them voted"), required=False
    )


class FinishForm(MoveForm):
    outcome = words(
        _("What came of it"), rows=3, limit=300, hint=_("Everybody reads it. No names.")
    )


class PutOffForm(WhyForm):
    due_on = a_day(_("Due on"))

    field_order = ("due_on", "reason")


# The verb and the form of each move that a person can make.
FORMS: Forms = {
    "take_up": (MoveForm, actions.take_up),
    "put_on_agenda": (AgendaForm, actions.put_on_agenda),
    "take_off": (WhyForm, actions.take_off),
    "decide": (DecideForm, actions.decide),
    "go_to_vote": (VoteForm, actions.prepare),
    "reopen": (WhyForm, actions.reopen),
    "stand_by": (WhyForm, actions.stand_by),
    "report": (ReportForm, actions.report),
    "combine": (CombineForm, actions.combine),
    "refuse": (RefuseForm, actions.refuse),
    "withdraw": (WhyForm, actions.withdraw),
}
MEETING_FORMS: Forms = {
    "invite": (MoveForm, actions.invite),
    "begin": (MoveForm, actions.begin),
    "enter_afterwards": (AfterwardsForm, actions.enter_afterwards),
    "end": (MoveForm, actions.end),
    "sign": (MoveForm, actions.sign),
    "cancel": (WhyForm, actions.cancel),
}
VOTE_FORMS: Forms = {
    "open_": (SureForm, actions.open_),
    "close": (MoveForm, actions.close),
    "publish": (MoveForm, actions.publish),
    "declare_void": (WhyForm, actions.declare_void),
}
ITEM_FORMS: Forms = {
    "finish": (FinishForm, actions.finish),
    "put_off": (PutOffForm, actions.put_off),
    "drop": (WhyForm, actions.drop),
}
