"""Which reference data of pacts does a county's system administrator keep?

The county's numbers and its sample clauses; never a pact.
"""

from django.contrib import admin

from jinlin.domains.pacts.models import PactRule, Sample
from jinlin.ground.accounts.own_county import DatedNumbers, OwnCounty


@admin.register(PactRule)
class PactRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "comment_days", "draft_days", "review_months")


@admin.register(Sample)
class SampleAdmin(OwnCounty):
    list_display = ("heading", "text", "order", "is_offered")
