"""Which reference data of reception days does a county's system administrator keep?

Its numbers; never a session, a booking or a conversation.
"""

from django.contrib import admin

from jinlin.domains.receptions.models import ReceptionRule
from jinlin.ground.accounts.own_county import DatedNumbers


@admin.register(ReceptionRule)
class ReceptionRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "weeks_ahead", "confirm_days", "pass_on_days", "open_days")
