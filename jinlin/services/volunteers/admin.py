"""Which reference data of volunteers does a county's system administrator keep?

Its numbers, skills, layouts of tables and pilots; never a volunteer, a team or an hour.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.ground.accounts.roles import Role
from jinlin.services.volunteers.models import Pilot, SheetLayout, Skill, VolunteerRule


class OwnCounty(admin.ModelAdmin[Any]):
    """Only the rows of the administrator's own county; none is deleted."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.county = _counties(request)[0]
        if isinstance(obj, Pilot):
            obj.place_code = obj.place.code
        super().save_model(request, obj, form, change)


@admin.register(VolunteerRule)
class VolunteerRuleAdmin(OwnCounty):
    """A row in force is not rewritten: add the next one with its day."""

    list_display = ("valid_from", "record_workdays", "backfill_county_minutes", "recheck_percent")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)


@admin.register(Skill)
class SkillAdmin(OwnCounty):
    list_display = ("name", "is_open")


@admin.register(SheetLayout)
class SheetLayoutAdmin(OwnCounty):
    list_display = ("name", "is_assumption")


@admin.register(Pilot)
class PilotAdmin(OwnCounty):
    list_display = ("name", "theme", "since", "until")
    fields = ("name", "theme", "place", "organisation", "teams", "since", "until")
    raw_id_fields = ("place", "organisation", "teams")


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
