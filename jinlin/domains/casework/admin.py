"""Which reference data of casework does a county's system administrator keep?

Phases and numbers; never a case, and never a service.
"""

from django.contrib import admin

from jinlin.domains.casework.models import CaseRule, Profile
from jinlin.ground.accounts.own_county import DatedNumbers


@admin.register(CaseRule)
class CaseRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "contact_days", "review_days", "seal_days", "keep_years")


@admin.register(Profile)
class ProfileAdmin(DatedNumbers):
    list_display = ("name", "method", "agency", "valid_from")
    raw_id_fields = ("agency",)
