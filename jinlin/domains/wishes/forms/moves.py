"""What does each move ask for? The fields of a form are the keyword arguments of its verb."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.actions import Agreed, Pledge, Record, Shown
from jinlin.domains.wishes.actions.screening import TITLE_LIMIT, WORDS_LIMIT
from jinlin.domains.wishes.forms.fields import BANDS, a_phone, yuan
from jinlin.domains.wishes.models import Capacity, Meeting, Photo, Receiver, Wish
from jinlin.ground.people.models import Relation
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.move_forms import MoveForm, ReasonForm, TidyField, a_day, offer, words

EVERYBODY = _(
    "Everybody reads this. No name, phone, door number or anything else that tells who it is."
)


class ShownForm(MoveForm):
    """What the wall will show, beside what was said."""

    public_title = TidyField(
        label=_("Title on the wall"), max_length=TITLE_LIMIT, help_text=EVERYBODY
    )
    public_text = words(
        _("Words on the wall"),
        rows=4,
        limit=WORDS_LIMIT,
        required=False,
        hint=_("Two or three friendly sentences."),
    )
    band = forms.ChoiceField(
        label=_("For whom, roughly"),
        choices=BANDS,
        help_text=_("A child is shown as a family, under the community's name."),
    )
    photos = forms.MultipleChoiceField(
        label=_("Photos for the wall"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those that you tick. No face, no door, no paper."),
    )
    meeting = forms.ChoiceField(
        label=_("How it is handed over"), choices=Meeting.choices, widget=forms.RadioSelect
    )
    is_address_released = forms.BooleanField(
        label=_("The person agreed: whoever takes it on may know the address"),
        required=False,
        help_text=_("Only for a hand-over at home."),
    )

    def __init__(self, *args: Any, row: Wish, actor: Actor, **kwargs: Any) -> None:
        photos = list(Photo.objects.filter(wish=row, claim=None))
        first = {
            "public_title": row.public_title,
            "public_text": row.public_text,
            "band": row.band,
            "meeting": row.meeting,
            "is_address_released": row.is_address_released,
            "photos": [str(photo.pk) for photo in photos if photo.is_released],
        }
        super().__init__(*args, row=row, actor=actor, initial=first, **kwargs)
        offered = [
            (str(photo.pk), _("Photo %(n)d") % {"n": number})
            for number, photo in enumerate(photos, 1)
        ]
        offer(self, "photos", offered)
        if not offered:
            del self.fields["photos"]

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        shown = Shown(
            title=fields["public_title"],
            text=fields["public_text"],
            band=fields["band"],
            photos=tuple(fields.get("photos", ())),
            meeting=Meeting(fields["meeting"]),
            is_address_released=fields["is_address_released"],
        )
        return {"shown": shown}


class AskBackForm(MoveForm):
    question = words(_("What do you want to know?"), rows=3, limit=500)


class AnswerBackForm(MoveForm):
    answer = words(_("Your answer"), rows=3, limit=1000)


class AgreeForm(MoveForm):
    relation = forms.ChoiceField(
        label=_("Who agreed that it is shown without a name?"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
    )
    given_by = TidyField(
        label=_("Name of who agreed"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("relation") not in {None, Relation.SELF} and not fields.get("given_by"):
            self.add_error("given_by", _("Please enter who agreed."))
        return fields

    def moved(self) -> dict[str, Any]:
        return {
            "agreed": Agreed(
                relation=self.cleaned_data["relation"], given_by=self.cleaned_data["given_by"]
            )
        }


class DeclineForm(MoveForm):
    reason = words(_("Why it cannot stand on the wall"), rows=3, limit=500)
    instead = words(_("Where the person can turn to"), rows=2, limit=500)


class PledgeForm(MoveForm):
    """Who takes it on. As a member of an organisation's staff one may do it in its name."""

    capacity = forms.ChoiceField(
        label=_("As what do you take it on?"), choices=Capacity.choices, widget=forms.RadioSelect
    )
    organisation = UnitField(
        label=_("Organisation"),
        required=False,
        empty_label=_("None of these"),
    )
    team = TidyField(
        label=_("Name of the team or enterprise"),
        required=False,
        max_length=60,
        help_text=_("Only for a team or an enterprise."),
    )
    name = TidyField(
        label=_("Your name"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("Only staff see it."),
    )
    phone = a_phone(
        _("Your phone"), hint=_("The station arranges the hand-over with you."), is_own=True
    )
    brings = TidyField(label=_("What you bring"), required=False, max_length=120)
    open_to = forms.TypedChoiceField(
        label=_("May others join in?"),
        choices=[
            (0, _("No, I do it alone")),
            (1, _("Yes, one more")),
            (2, _("Yes, two more")),
            (4, _("Yes, up to four more")),
            (9, _("Yes, up to nine more")),
        ],
        coerce=int,
        initial=0,
    )
    is_named = forms.BooleanField(label=_("The wall may name our organisation"), required=False)
    is_contact_shown = forms.BooleanField(
        label=_("The person may know my name and phone"), required=False
    )

    def __init__(self, *args: Any, row: Wish, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, row=row, actor=actor, **kwargs)
        own = (
            Organisation.objects.open()
            .filter(county=row.county, pk__in=actor.organisations())
            .order_by("name")
        )
        offer(self, "organisation", own)
        if not actor.organisations():
            del self.fields["organisation"], self.fields["is_named"]

    def moved(self) -> dict[str, Any]:
        fields = self.cleaned_data
        pledge = Pledge(
            capacity=Capacity(fields["capacity"]),
            organisation=fields.get("organisation"),
            is_named=fields.get("is_named", False),
            **{
                name: fields[name]
                for name in ("team", "name", "phone", "brings", "is_contact_shown")
            },
            open_to=fields.get("open_to", 0),
        )
        return {"pledge": pledge}


class ShareForm(PledgeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["open_to"]
        self.fields["brings"].required = True


class GiveBackForm(MoveForm):
    reason = words(
        _("What came in between?"),
        rows=2,
        limit=300,
        required=False,
        hint=_("Only staff read it. Nobody blames you."),
    )


class FulfilForm(MoveForm):
    handed_on = a_day(_("On which day?"))
    what = words(_("What was handed over or done?"), rows=3, limit=300)
    received_by = forms.ChoiceField(
        label=_("Who received it?"),
        choices=Receiver.choices,
        widget=forms.RadioSelect,
        initial=Receiver.PERSON,
    )
    cost = yuan(_("Cost in yuan"), hint=_("If you like. Nobody asks for a receipt."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"handed_on": clock.today()}, **kwargs})

    def moved(self) -> dict[str, Any]:
        fields = {name: self.cleaned_data[name] for name in ("handed_on", "what", "cost")}
        return {"record": Record(received_by=Receiver(self.cleaned_data["received_by"]), **fields)}


class ConfirmForm(MoveForm):
    words = words(_("Anything you want to say"), rows=2, limit=300, required=False)


class DisputeForm(MoveForm):
    reason = words(_("What is missing?"), rows=3, limit=500)


class ThankForm(MoveForm):
    words = words(
        _("Your thanks"),
        rows=3,
        limit=300,
        hint=_("Whoever fulfilled it reads this. On the wall stands only that there were thanks."),
    )


class RemarkForm(MoveForm):
    text = words(_("What do you want to add?"), rows=3, limit=1000, required=False)


# The verb and the form of each move that a person can make.
FORMS: dict[str, tuple[type[MoveForm], Callable[..., Wish]]] = {
    "publish": (ShownForm, actions.publish),
    "ask_back": (AskBackForm, actions.ask_back),
    "answer_back": (AnswerBackForm, actions.answer_back),
    "agree": (AgreeForm, actions.agree),
    "reword": (ShownForm, actions.reword),
    "decline": (DeclineForm, actions.decline),
    "claim": (PledgeForm, actions.claim),
    "share": (ShareForm, actions.share),
    "step_out": (GiveBackForm, actions.step_out),
    "give_back": (GiveBackForm, actions.give_back),
    "release": (ReasonForm, actions.release),
    "fulfil": (FulfilForm, actions.fulfil),
    "confirm": (ConfirmForm, actions.confirm),
    "dispute": (DisputeForm, actions.dispute),
    "thank": (ThankForm, actions.thank),
    "remark": (RemarkForm, actions.remark),
    "withdraw": (ReasonForm, actions.withdraw),
}
TAKES_PHOTOS = frozenset({"fulfil", "remark"})
