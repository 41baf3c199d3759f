"""Which reference data of service days does a county's system administrator keep?

The themes of the months and the vehicles; never a day, a seat or a help.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.servicedays.models import Theme, Vehicle
from jinlin.ground.accounts.roles import Role


class OwnCounty(admin.ModelAdmin[Any]):
    """Only the rows of the administrator's own county; none is deleted."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


@admin.register(Theme)
class ThemeAdmin(OwnCounty):
    list_display = ("month", "name")


@admin.register(Vehicle)
class VehicleAdmin(OwnCounty):
    list_display = ("name", "kind", "is_open")
    raw_id_fields = ("organisation",)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
