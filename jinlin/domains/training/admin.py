"""Which reference data of training does a county's system administrator keep?

Modules, rooms, teachers and the county's numbers; never an order, a seat or a certificate.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.training.models import Module, Room, Teacher, TrainingRule
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


@admin.register(Module)
class ModuleAdmin(OwnCounty):
    list_display = ("name", "is_core", "threshold", "is_open")


@admin.register(TrainingRule)
class TrainingRuleAdmin(OwnCounty):
    list_display = ("valid_from", "threshold", "minimum_percent")


@admin.register(Room)
class RoomAdmin(OwnCounty):
    list_display = ("name", "seats", "is_open")
    raw_id_fields = ("place",)


@admin.register(Teacher)
class TeacherAdmin(OwnCounty):
    list_display = ("name", "qualification", "is_open")
    raw_id_fields = ("organisation", "user")


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
