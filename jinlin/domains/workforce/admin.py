"""Which reference data of the register does a county's system administrator keep?

Numbers, subsidy policies, exam rules and fields; never a person.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.workforce.models import ExamRule, Policy, Sector, WorkforceRule
from jinlin.ground.accounts.roles import Role


class OfCounty(admin.ModelAdmin[Any]):
    """Only the administrator's own county. What is in force is not rewritten: a row from a later
    day on follows it.
    """

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.county = _counties(request)[0]
            if isinstance(obj, Policy):
                obj.place_code = obj.county
        super().save_model(request, obj, form, change)


@admin.register(WorkforceRule)
class WorkforceRuleAdmin(OfCounty):
    list_display = ("valid_from", "notice_days", "step_days", "hours_assistant", "hours_others")


@admin.register(Policy)
class PolicyAdmin(OfCounty):
    list_display = ("name", "level", "kind", "amount", "valid_from", "valid_to")
    exclude = ("place_code",)


@admin.register(ExamRule)
class ExamRuleAdmin(admin.ModelAdmin[ExamRule]):
    list_display = ("year", "level", "degree", "is_social_work", "after", "years")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin[Sector]):
    list_display = ("name", "code", "other_names", "is_open", "order")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
