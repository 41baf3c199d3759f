"""Which reference data of visits does a county's system administrator keep?

The county's numbers and its target groups; never a door. Checklists are kept by its lead.
"""

from django.contrib import admin

from jinlin.domains.visits.models import TargetGroup, VisitRule
from jinlin.ground.accounts.own_county import DatedNumbers, OwnCounty


@admin.register(VisitRule)
class VisitRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "tries", "hold_days")


@admin.register(TargetGroup)
class TargetGroupAdmin(OwnCounty):
    list_display = ("group", "weight", "is_offered")
