"""What must a member of staff still do before they may work?

A password that somebody else has seen is changed first; an administrator sets up a second step of
signing in. It is asked at each sign-in, and again at each page until it is done.
"""

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import ADMINISTRATORS

OWES = "owes"  # of a session
WORDS: Final = {
    "account_change_password": _(
        "Your first password was seen by whoever gave it to you. Please choose your own."
    ),
    "mfa_activate_totp": _(
        "Administrators sign in with a second step. Please set it up before you go on."
    ),
}
OPEN: Final = frozenset(  # what leads to it, and the way out
    {
        *WORDS,
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "account_logout",
        "accounts:sign-out",
        "mfa_index",
        "accounts:security",
    }
)


def owed(user: User) -> str:
    """The name of the page that comes first, or "".

    A demo prints its passwords: there nobody is asked for a second step.
    """
    if user.has_first_password:
        return "account_change_password"
    if settings.DEMO or not _is_administrator(user):
        return ""
    has_second = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return "" if has_second else "mfa_activate_totp"


def still_owed(request: Any) -> str:
    """As `owed`, for a session that began with something to do; it ends with the last of it."""
    if not request.session.get(OWES):
        return ""
    if not (page := owed(request.user)):
        del request.session[OWES]
    return page


def _is_administrator(user: User) -> bool:
    return Grant.objects.current().filter(user=user, role__in=ADMINISTRATORS).exists()
