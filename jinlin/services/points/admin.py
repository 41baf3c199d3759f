"""Which reference data of points does a county's system administrator keep?

The numbers of the ledger and the stores; never an account, a transfer or a rule of earning.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.ground.accounts.roles import Role
from jinlin.services.points.models import PointsRule


@admin.register(PointsRule)
class PointsRuleAdmin(admin.ModelAdmin[Any]):
    """Numbers in force are not rewritten: add a row from a later day on."""

    list_display = ("valid_from", "lasting_months", "at_year_end", "notice_days", "pick_up_days")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
