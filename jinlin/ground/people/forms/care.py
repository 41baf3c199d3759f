"""What may be typed about a household in need, and about who looks after it?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import tidy
from jinlin.ground.accounts.models import User
from jinlin.ground.people.actions import Carer, NewMember
from jinlin.ground.people.actions.care import LONGEST_NOTE
from jinlin.ground.people.knowing import LONGEST_NAME
from jinlin.ground.people.models import (
    WRITERS,
    CareLink,
    CareRole,
    GroupInNeed,
    Household,
    Person,
    Relation,
)
from jinlin.ground.people.numbers import clean_citizen_id, clean_phone
from jinlin.ground.people.queries.care import homes_to_choose, staff_to_choose
from jinlin.ground.places.models import Place
from jinlin.shell.boards import AddressForm, place_field
from jinlin.shell.move_forms import offer

OFF = {"autocomplete": "off"}
TEL = {"inputmode": "tel", **OFF}


SHOWS = (
    ("", _("Somebody missing")),
    (CareRole.MEMBER.value, _("No party member")),
    (CareRole.WORKER.value, _("No social worker")),
    (CareRole.VOLUNTEER.value, _("No volunteer")),
    ("all", _("All in need")),
    ("leavers", _("Kept by leavers")),
    ("over", _("No longer in need")),
)


class CareForm(AddressForm):
    """Which households of which place stand on the list."""

    place = place_field()
    show = forms.ChoiceField(label=_("Which households"), required=False, choices=SHOWS)


class HomeChoice(forms.ModelChoiceField):
    """Places by their code, each with the community it lies in."""

    def label_from_instance(self, place: Any) -> str:
        return (
            f"{place.parent.name} · {place.name}"
            if len(place.code) > 12 and place.parent
            else str(place.name)
        )


class MemberForm(forms.Form):
    """One who lives in the household, and who agreed to keep a record of what they need."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME, widget=forms.TextInput(OFF))
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(TEL),
        help_text=_("Leave it empty for somebody without one."),
    )
    citizen_id = forms.CharField(
        label=_("Citizen id"), required=False, max_length=40, widget=forms.TextInput(OFF)
    )
    groups = forms.ModelMultipleChoiceField(
        GroupInNeed.objects.filter(is_open=True),
        label=_("Groups in need"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    relation = forms.ChoiceField(
        label=_("Who gave the consent?"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
        initial=Relation.SELF,
    )
    given_by = forms.CharField(
        label=_("Name, when it is somebody else"), required=False, max_length=LONGEST_NAME
    )
    agreed = forms.BooleanField(
        label=_(
            "I explained that whoever looks after the household will see its address, names and "
            "phones, and they agreed."
        )
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)

    def clean_phone(self) -> str:
        return _cleaned(clean_phone, self.cleaned_data["phone"])

    def clean_citizen_id(self) -> str:
        return _cleaned(clean_citizen_id, self.cleaned_data["citizen_id"])

    def member(self) -> NewMember:
        fields = self.cleaned_data
        return NewMember(
            name=fields["name"],
            phone=fields["phone"],
            citizen_id=fields["citizen_id"],
            groups=list(fields["groups"]),
            relation=fields["relation"],
            given_by=fields["given_by"],
        )


class HouseholdForm(MemberForm):
    """The household, and the first of its members: the one in need."""

    place = HomeChoice(
        Place.objects.none(), label=_("Place"), to_field_name="code", empty_label=_("Please choose")
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        widget=forms.TextInput(OFF),
        help_text=_("Building and door. It is kept encrypted."),
    )
    field_order = (
        "place",
        "address",
        "name",
        "phone",
        "citizen_id",
        "groups",
        "relation",
        "given_by",
        "agreed",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", homes_to_choose(actor.codes(*WRITERS)))
        self.fields["groups"].required = True


class CarerForm(forms.Form):
    """Who looks after the household: one of the staff, or a resident who has signed in once."""

    staff = forms.ModelChoiceField(
        User.objects.none(),
        label=_("One of the staff"),
        required=False,
        empty_label=_("None of the staff"),
    )
    phone = forms.CharField(
        label=_("Or a resident, by mobile number"),
        required=False,
        max_length=40,
        widget=forms.TextInput(TEL),
        help_text=_("They need to have signed in with this number once."),
    )
    name = forms.CharField(
        label=_("The resident's name"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(OFF),
        help_text=_("So that a wrong number opens nothing: it is compared with what is known."),
    )

    def __init__(self, *args: Any, household: Household, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.household = household
        offer(self, "staff", staff_to_choose(household.county))

    def clean_phone(self) -> str:
        return _cleaned(clean_phone, self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if self.errors:
            return fields
        if bool(fields["staff"]) == bool(fields["phone"]):
            raise forms.ValidationError(
                _("Please choose one of the staff, or enter a resident's number; not both.")
            )
        if fields["phone"]:
            fields["resident"] = self._resident(fields["phone"], tidy(fields["name"]))
        return fields

    def carer(self) -> Carer:
        fields = self.cleaned_data
        return (
            Carer(fields["staff"]) if fields["staff"] else Carer(fields["resident"], fields["name"])
        )

    def _resident(self, phone: str, name: str) -> User | None:
        user = User.objects.filter(phone_key=match_key(phone, "phone"), is_active=True).first()
        if user is None:
            self.add_error(
                "phone",
                _(
                    "Nobody has signed in with this number yet. Please ask them to sign in once, "
                    "then come back."
                ),
            )
        elif not name:
            self.add_error("name", _("Please enter the name."))
        elif (known := _names_of(user, self.household.county)) and name not in known:
            self.add_error(
                "name", _("This number belongs to somebody of another name. Please compare both.")
            )
        return user


class HandOverForm(CarerForm):
    note = forms.CharField(
        label=_("What the successor needs to know"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The successor reads it. It is kept encrypted."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, link: CareLink, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": link.version}
        super().__init__(*args, household=link.household, **kwargs)
        staff: Any = self.fields["staff"]
        staff.queryset = staff.queryset.exclude(pk=link.user_id)


class EndForm(forms.Form):
    note = forms.CharField(
        label=_("Why does it end?"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, link: CareLink, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": link.version}
        super().__init__(*args, **kwargs)


def _names_of(user: User, county: str) -> set[str]:
    person = Person.objects.filter(county=county, user=user).first()
    return {name for name in (user.name, person.name if person else "") if name}


def _cleaned(clean: Any, text: str) -> str:
    try:
        return str(clean(text))
    except Unusable as refusal:
        raise forms.ValidationError(refusal.words) from refusal
