"""Which reference data of the register does a county's system administrator keep?

Numbers, subsidy policies, exam rules and fields; never a person.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jinlin.domains.workforce.models import ExamDay, ExamRule, Policy, Sector, WorkforceRule
from jinlin.ground.accounts.own_county import DatedNumbers, counties_of


@admin.register(WorkforceRule)
class WorkforceRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "notice_days", "step_days", "hours_assistant", "hours_others")


@admin.register(Policy)
class PolicyAdmin(DatedNumbers):
    list_display = ("name", "level", "kind", "amount", "valid_from", "valid_to")
    exclude = ("place_code",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.place_code = counties_of(request)[0]
        super().save_model(request, obj, form, change)


@admin.register(ExamRule)
class ExamRuleAdmin(admin.ModelAdmin[ExamRule]):
    list_display = ("year", "level", "degree", "is_social_work", "after", "years")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ExamDay)
class ExamDayAdmin(admin.ModelAdmin[ExamDay]):
    """The state's days; those of counties and prefectures move by their verbs only."""

    list_display = ("on", "what", "source", "confirmed_on")
    fields = ("what", "on", "source", "confirmed_on")
    readonly_fields = ("confirmed_on",)

    def get_queryset(self, request: HttpRequest) -> Any:
        return ExamDay.objects.national()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin[Sector]):
    list_display = ("name", "code", "other_names", "is_open", "order")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
