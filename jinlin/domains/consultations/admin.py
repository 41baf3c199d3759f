"""Which reference data of consultations does a county's system administrator keep?

The county's numbers and its rules of votes; never a topic, a meeting or a vote.
"""

from django.contrib import admin

from jinlin.domains.consultations.models import ConsultationRule, QuorumRule
from jinlin.ground.accounts.own_county import DatedNumbers


@admin.register(ConsultationRule)
class ConsultationRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "screening_days", "notice_days", "late_days", "objection_days")


@admin.register(QuorumRule)
class QuorumRuleAdmin(DatedNumbers):
    list_display = ("name", "valid_from", "law", "is_offered")
