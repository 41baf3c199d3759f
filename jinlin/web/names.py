"""What are the forms of apps with many of them called, for the list of forms that burden?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

ACCOUNTS: dict[str, Any] = {
    "account_login": _("Staff sign-in"),
    "account_change_password": _("Change the password"),
    "account_reauthenticate": _("Confirm that it is you"),
    "mfa_authenticate": _("Second step of signing in"),
    "mfa_activate_totp": _("Set up the second step"),
    "mfa_deactivate_totp": _("Turn the second step off"),
    "accounts:security": _("My sign-in"),
    "accounts:staff-add": _("Add a member of staff"),
    "accounts:staff-one": _("One member of staff"),
    "accounts:grant": _("Give a role"),
    "accounts:issue-token": _("Issue an access token"),
    "accounts:duty-plan": _("Plan the days off"),
    "accounts:duty-add": _("Add a shift"),
    "accounts:duty-one": _("One shift"),
    "accounts:duty-swap": _("Swap a shift"),
    "accounts:duty-off": _("Take off a shift"),
}
POINTS: dict[str, Any] = {
    "points:counter": _("Store counter"),
    "points:account": _("An account of points"),
    "points:transfer": _("A transfer of points"),
    "points:order_move": _("Order for points"),
    "points:reversal_move": _("Reversal"),
    "points:new_item": _("Offer something new"),
    "points:stock_item": _("One item of a store"),
    "points:new_store": _("Open a store"),
    "points:take_stock": _("Count everything"),
    "points:rules": _("Rules of earning"),
}
