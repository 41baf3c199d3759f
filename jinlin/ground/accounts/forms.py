"""What do people type to sign in, administrators about accounts, leads about the duty?"""

from datetime import timedelta
from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as second_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.ground.accounts import tokens
from jinlin.ground.accounts.models import Shift, ShiftKind, User
from jinlin.ground.accounts.phones import mobile
from jinlin.ground.accounts.queries import (
    duties_to_swap_with,
    grantable_organisations,
    grantable_places,
    people_for,
)
from jinlin.ground.accounts.roles import CHOICES
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation, Place
from jinlin.shell.move_forms import DayField, offer
from jinlin.shell.requests import Request

ONE_TIME = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autofocus": True,
    "class": "short",
}


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "autofocus": True}
        ),
        error_messages={"required": _("Please enter your mobile number.")},
    )

    def clean_phone(self) -> str:
        try:
            return mobile(self.cleaned_data["phone"])
        except Unusable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six digits from the message"),
        max_length=20,
        widget=forms.TextInput(attrs=ONE_TIME),
        error_messages={"required": _("Please enter the code.")},
    )


class StaffSignIn(account_forms.LoginForm):
    """User name and password. What else the visitor had in this session stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "autofocus": True,
            "maxlength": 40,
        }
        self.fields["login"].error_messages["required"] = _("Please enter your user name.")
        _say(self.fields["password"], _("Password"), _("Please enter your password."))

    def clean_login(self) -> str:
        return super().clean_login().lower()

    def login(self, request: Request, redirect_url: str | None = None) -> HttpResponseBase:
        request.session[BY_PHONE] = False
        return super().login(request, redirect_url)


class SamePerson(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], _("Password"), _("Please enter your password."))


class SamePersonByCode(second_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], _("Code from the authenticator, or a recovery code"))


class SecondFactorCode(second_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], _("Code from the authenticator, or a recovery code"))


class FirstSecondFactorCode(totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], _("The six digits that the authenticator shows"))


class OwnPassword(account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        required = _("Please fill this in.")
        _say(self.fields["oldpassword"], _("Present password"), required)
        _say(self.fields["password1"], _("New password"), required)
        _say(self.fields["password2"], _("New password once more"), required)
        self.fields["password1"].help_text = _(
            "At least 10 characters, not only digits, nothing that many people use."
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super(account_forms.PasswordVerificationMixin, self).clean() or {}
        if (
            typed.get("password1")
            and typed.get("password2")
            and typed["password1"] != typed["password2"]
        ):
            self.add_error("password2", _("The two new passwords differ."))
        elif typed.get("password1") and typed["password1"] == typed.get("oldpassword"):
            self.add_error("password1", _("This is your present password. Please choose another."))
        return typed

    def save(self) -> None:
        self.user.has_first_password = False
        super().save()


class NewStaff(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40)
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("Small letters, digits, dots or dashes; begins with a letter."),
    )
    phone = forms.CharField(label=_("Mobile number"), max_length=40, required=False)


class RoleForm(forms.Form):
    """A role at a place, or for an organisation in its area."""

    role = forms.ChoiceField(label=_("Role"), choices=CHOICES)
    place = forms.ModelChoiceField(Place.objects.none(), label=_("Place"), required=False)
    organisation = UnitField(label=_("Or for an organisation, in its area"), required=False)
    since = DayField(
        label=_("First day"),
        initial=clock.today,
    )
    last = DayField(
        label=_("Last day"),
        required=False,
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, county: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", grantable_places(actor, county))
        offer(self, "organisation", grantable_organisations(actor, county))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if bool(typed.get("place")) == bool(typed.get("organisation")):
            self.add_error("place", _("Please choose a place or an organisation, one of the two."))
        last = typed.get("last")
        typed["days"] = (typed.get("since"), last + timedelta(days=1) if last else None)
        return typed


class WhyForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class TokenForm(forms.Form):
    name = forms.CharField(label=_("What it is for"), max_length=60)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=list(tokens.SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = DayField(label=_("Last day"))


class DutyForm(forms.Form):
    """One person on duty for the place or unit that was chosen before."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Who is on duty"))
    kind = forms.ChoiceField(
        label=pgettext_lazy("duty", "Kind"),
        choices=ShiftKind.choices,
        widget=forms.RadioSelect,
        initial=ShiftKind.NIGHT,
    )
    day = DayField(
        label=_("Day"),
        initial=clock.today,
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, at: Place | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "user", people_for(at))


class RosterForm(forms.Form):
    """Who shares the days off between two days. `seen` is the plan that the preview showed: another
    one is shown again before it stands.
    """

    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Who takes turns"), widget=forms.CheckboxSelectMultiple
    )
    first = DayField(
        label=_("First day"),
        initial=clock.today,
    )
    last = DayField(label=_("Last day"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=8000)

    def __init__(self, *args: Any, at: Place | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "people", people_for(at))


class SwapForm(forms.Form):
    other = forms.ModelChoiceField(Shift.objects.none(), label=_("With which duty"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "other", duties_to_swap_with(shift))
        self.fields["other"].label_from_instance = lambda row: f"{spoken.day(row.day)} · {row.user}"  # type: ignore[attr-defined]


def _say(field: forms.Field, label: Any, required: Any) -> None:
    """The house's words on a field that allauth made; its own placeholder repeats the label and
    goes.
    """
    field.label, field.help_text = label, ""
    field.error_messages["required"] = required
    field.widget.attrs.pop("placeholder", None)


def _ask_for_code(field: forms.Field, label: Any) -> None:
    _say(field, label, _("Please enter the code."))
    field.widget.attrs |= {
        "autocomplete": "one-time-code",
        "autocapitalize": "none",
        "autofocus": True,
    }
