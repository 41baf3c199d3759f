"""By which words and rules of the house does django-allauth open the door?"""

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core import spoken, timeline
from jinlin.core.addresses import client_address
from jinlin.core.secrets import fields
from jinlin.core.time import clock
from jinlin.ground.accounts import lockout
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.owed import OWES, owed
from jinlin.ground.accounts.sessions import BY_PHONE, SEEN

WORDS: dict[
    str, Any
    # what allauth has to tell, in the house's words; of the rest (that somebody signed in) nobody
    # needs
    # to be told
] = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "mfa/messages/totp_activated.txt": _("The second step is on."),
    "mfa/messages/totp_deactivated.txt": _("The second step is off."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "These are your recovery codes. Earlier ones no longer work."
    ),
}

NOTED = {  # what somebody changed about their own sign-in, as it stands in the account's history
    "account/email/password_changed": "password_changed",
    "mfa/email/totp_activated": "second_factor_on",
    "mfa/email/totp_deactivated": "second_factor_off",
    "mfa/email/recovery_codes_generated": "recovery_codes_renewed",
}


class Door(DefaultAccountAdapter):
    """Counts wrong passwords by name, keeps apart who came by phone and who by password, and leads
    each to their own face.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _(
            "This account is locked. Please turn to your security administrator."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Please enter the one that is shown now."),
        "incorrect_password": _("This password is not right."),
        "too_many_login_attempts": _("Too many wrong codes. Please wait 15 minutes."),
        "rate_limited": _("Too many attempts. Please wait a few minutes."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """What the limits per address are counted by."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._refuse_if(lockout.take_a_try(credentials["username"]))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user:
            lockout.forgive(credentials["username"])
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        left = lockout.failed(credentials["username"])
        self._refuse_if(lockout.shut_until(credentials["username"]))
        raise ValidationError(
            _("The user name or the password is not right. You can try %(left)d more times.")
            % {"left": left}
        )

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        by_phone = request.session.get(BY_PHONE, False)
        super().login(request, user)
        request.session[BY_PHONE] = by_phone
        request.session[SEEN] = clock.now().timestamp()
        if not by_phone and isinstance(user, User) and owed(user):
            request.session[OWES] = True
        User.objects.filter(pk=user.pk).update(last_seen_at=clock.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/" if request.session.get(BY_PHONE) else "/desk/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:security")

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_more: Any,
        **options: Any,
    ) -> None:
        words = options.get("message") or WORDS.get(message_template or "")
        if words:
            messages.add_message(request, level, words)

    @transaction.atomic
    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *_more: Any, **_options: Any
    ) -> None:
        """No mail is sent: the change is on record in the account's history."""
        if verb := NOTED.get(template_prefix):
            own = User.objects.locked(user.pk)
            timeline.record(own, verb, actor=actor_for(own), audience="staff")

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very site: a path, without a host."""
        return (
            url.startswith("/") and not url.startswith(("//", "/\\")) and super().is_safe_url(url)
        )

    def _refuse_if(self, until: datetime | None) -> None:
        if until:
            words = _(
                "Too many wrong passwords. Signing in with this name is possible again from "
                "%(until)s. Your security administrator can open it earlier."
            )
            raise ValidationError(words % {"until": spoken.moment(until)}, code="locked_out")


class SecondFactor(DefaultMFAAdapter):
    """Keeps the secrets of authenticators encrypted like every other sensitive value."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": Door.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Please set up the second factor first."),
    }

    def encrypt(self, text: str) -> str:
        return fields.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return fields.unlock(encrypted_text)
