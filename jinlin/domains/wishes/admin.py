"""Which reference data of wishes does a county's system administrator keep?

The county's numbers; never a wish.
"""

from django.contrib import admin

from jinlin.domains.wishes.models import WishRule
from jinlin.ground.accounts.own_county import DatedNumbers


@admin.register(WishRule)
class WishRuleAdmin(DatedNumbers):
    list_display = (
        "valid_from",
        "cap",
        "screen_days",
        "answer_days",
        "claim_days",
        "fulfil_days",
        "confirm_days",
    )
