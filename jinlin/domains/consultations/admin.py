"""Which reference data of consultations does a county's system administrator keep?

The county's numbers and its rules of votes; never a topic, a meeting or a vote.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.consultations.models import ConsultationRule, QuorumRule
from jinlin.ground.accounts.roles import Role


class DatedRows(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county. What is in force is not rewritten: add a row
    from a later day on.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


@admin.register(ConsultationRule)
class ConsultationRuleAdmin(DatedRows):
    list_display = ("valid_from", "screening_days", "notice_days", "objection_days")


@admin.register(QuorumRule)
class QuorumRuleAdmin(DatedRows):
    list_display = ("name", "valid_from", "law", "is_offered")


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
