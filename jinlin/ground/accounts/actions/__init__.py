"""Which verbs change accounts, roles, tokens and the duty roster?"""

from jinlin.ground.accounts.actions.accounts import (
    add_staff,
    grant_role,
    issue_token,
    lock,
    new_password,
    remove_second_factor,
    renew_password,
    resident_by_phone,
    revoke_role,
    revoke_token,
    sign_out_everywhere,
    unlock,
)
from jinlin.ground.accounts.actions.duty import (
    plan_days_off,
    put_on_duty,
    see_phone,
    swap,
    take_off,
)

__all__ = [
    "add_staff",
    "grant_role",
    "issue_token",
    "lock",
    "new_password",
    "plan_days_off",
    "put_on_duty",
    "remove_second_factor",
    "renew_password",
    "resident_by_phone",
    "revoke_role",
    "revoke_token",
    "see_phone",
    "sign_out_everywhere",
    "swap",
    "take_off",
    "unlock",
]
