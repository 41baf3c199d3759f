"""Which reference data of volunteers does a county's system administrator keep?

Its numbers, skills, layouts of tables and pilots; never a volunteer, a team or an hour.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jinlin.ground.accounts.own_county import DatedNumbers, OwnCounty
from jinlin.services.volunteers.models import Pilot, SheetLayout, Skill, VolunteerRule


@admin.register(VolunteerRule)
class VolunteerRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "record_workdays", "backfill_county_minutes", "recheck_percent")


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

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.place_code = obj.place.code
        super().save_model(request, obj, form, change)
