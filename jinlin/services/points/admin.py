"""Which reference data of points does a county's system administrator keep?

The numbers of the ledger and the stores; never an account, a transfer or a rule of earning.
"""

from django.contrib import admin

from jinlin.ground.accounts.own_county import DatedNumbers
from jinlin.services.points.models import PointsRule


@admin.register(PointsRule)
class PointsRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "lasting_months", "at_year_end", "notice_days", "pick_up_days")
