"""Which reference data of casework does a county's system administrator keep?

Phases and numbers; never a case, and never a service.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.casework.models import CaseRule, Profile
from jinlin.ground.accounts.roles import Role


class OwnCounty(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county; what holds already is not rewritten: a row from
    a later day on is added.
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


@admin.register(CaseRule)
class CaseRuleAdmin(OwnCounty):
    list_display = ("valid_from", "contact_days", "review_days", "seal_days", "keep_years")


@admin.register(Profile)
class ProfileAdmin(OwnCounty):
    list_display = ("name", "method", "agency", "valid_from")
    raw_id_fields = ("agency",)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
