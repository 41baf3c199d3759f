"""Which reference data of appeals does a county's system administrator keep? Classes and deadline policies; never an appeal."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.accounts.roles import Role
from jinlin.appeals.models import Category, DeadlinePolicy


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin[Category]):
    """A class is never deleted: appeals carry it for ever. One that is outdated is no longer offered."""

    list_display = ("code", "name", "parent", "grade", "is_offered")
    list_filter = ("is_offered", "grade")
    search_fields = ("code", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "parent") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(DeadlinePolicy)
class DeadlinePolicyAdmin(admin.ModelAdmin[DeadlinePolicy]):
    """Only the administrator's own county. A rule in force is not rewritten: give it an end and add the next one."""

    list_display = ("step", "grade", "category_code", "amount", "unit", "valid_from", "valid_to")
    list_filter = ("step", "grade")

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeadlinePolicy]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("step", "grade", "category_code", "amount", "unit", "valid_from") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: DeadlinePolicy, form: Any, change: bool) -> None:
        if not change:
            obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
