"""Where do people sign in, and where are accounts kept?

django-allauth finds its pages by their names, which therefore stand without a namespace. Only what
the house shows is here: nothing else of it has an address.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from jinlin.ground.accounts import doors, portal
from jinlin.ground.accounts.desk import accounts, audit, duty, password


def page(view: Any, template: str) -> Any:
    return view.as_view(template_name=f"accounts/{template}.html")


def own_page(view: Any, template: str) -> Any:
    return doors.desk(page(view, template))


sign_in = [
    path("desk/sign-in/", page(account.LoginView, "desk_sign_in"), name="account_login"),
    path("desk/sign-in/code/", page(second.AuthenticateView, "desk_code"), name="mfa_authenticate"),
    path(
        "desk/sign-in/locked/", page(account.AccountInactiveView, "locked"), name="account_inactive"
    ),
    path("desk/security/", own_page(second.IndexView, "security"), name="mfa_index"),
    path(
        "desk/security/confirm/",
        own_page(account.ReauthenticateView, "same_person"),
        name="account_reauthenticate",
    ),
    path(
        "desk/security/confirm/code/",
        own_page(second.ReauthenticateView, "same_person"),
        name="mfa_reauthenticate",
    ),
    path(
        "desk/security/password/",
        own_page(password.ChangeView, "password"),
        name="account_change_password",
    ),
    path(
        "desk/security/authenticator/",
        own_page(totp.ActivateTOTPView, "authenticator"),
        name="mfa_activate_totp",
    ),
    path(
        "desk/security/authenticator/off/",
        own_page(totp.DeactivateTOTPView, "authenticator_off"),
        name="mfa_deactivate_totp",
    ),
    path(
        "desk/security/recovery-codes/",
        own_page(recovery.ViewRecoveryCodesView, "recovery_codes"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "desk/security/recovery-codes/new/",
        own_page(recovery.GenerateRecoveryCodesView, "recovery_codes_new"),
        name="mfa_generate_recovery_codes",
    ),
    path("sign-out/", page(account.LogoutView, "sign_out"), name="account_logout"),
]

house = [
    path("sign-in/", portal.sign_in, name="sign-in"),
    path("sign-in/code/", portal.sign_in_code, name="sign-in-code"),
    path("sign-out/", page(account.LogoutView, "sign_out"), name="sign-out"),
    path("sign-out/everywhere/", portal.sign_out_everywhere, name="sign-out-everywhere"),
    path("me/", portal.me, name="me"),
    path("desk/security/", own_page(second.IndexView, "security"), name="security"),
    path("desk/accounts/", accounts.staff, name="staff"),
    path("desk/accounts/add/", accounts.add, name="staff-add"),
    path("desk/accounts/<uuid:pk>/", accounts.one, name="staff-one"),
    path("desk/accounts/<uuid:pk>/roles/", accounts.grant, name="grant"),
    path("desk/accounts/roles/<uuid:pk>/end/", accounts.revoke, name="revoke"),
    path("desk/accounts/<uuid:pk>/lock/", accounts.lock, name="lock"),
    path("desk/accounts/<uuid:pk>/unlock/", accounts.unlock, name="unlock"),
    path("desk/accounts/<uuid:pk>/password/", accounts.renew_password, name="renew-password"),
    path(
        "desk/accounts/<uuid:pk>/second-factor/remove/",
        accounts.remove_second_factor,
        name="remove-second-factor",
    ),
    path("desk/accounts/<uuid:pk>/tokens/", accounts.issue_token, name="issue-token"),
    path("desk/tokens/", accounts.tokens, name="tokens"),
    path("desk/tokens/<uuid:pk>/revoke/", accounts.revoke_token, name="revoke-token"),
    path("desk/duty/", duty.duty, name="duty"),
    path("desk/duty/plan/", duty.plan, name="duty-plan"),
    path("desk/duty/add/", duty.add, name="duty-add"),
    path("desk/duty/<uuid:pk>/", duty.one, name="duty-one"),
    path("desk/duty/<uuid:pk>/phone/", duty.phone, name="duty-phone"),
    path("desk/duty/<uuid:pk>/swap/", duty.swap, name="duty-swap"),
    path("desk/duty/<uuid:pk>/off/", duty.off, name="duty-off"),
    path("desk/audit/", audit.audit, name="audit"),
    path("desk/audit/verify/", audit.verify, name="audit-verify"),
]

urlpatterns = [*sign_in, path("", include((house, "accounts")))]
