"""Which reference data of training does a county's system administrator keep?

Modules, rooms, teachers and the county's numbers; never an order, a seat or a certificate.
"""

from django.contrib import admin

from jinlin.domains.training.models import Module, Room, Teacher, TrainingRule
from jinlin.ground.accounts.own_county import DatedNumbers, OwnCounty


@admin.register(Module)
class ModuleAdmin(OwnCounty):
    list_display = ("name", "is_core", "threshold", "is_open")


@admin.register(TrainingRule)
class TrainingRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "threshold", "minimum_percent", "follow_up_months", "agree_days")


@admin.register(Room)
class RoomAdmin(OwnCounty):
    list_display = ("name", "seats", "is_open")
    raw_id_fields = ("place",)


@admin.register(Teacher)
class TeacherAdmin(OwnCounty):
    list_display = ("name", "qualification", "is_open")
    raw_id_fields = ("organisation", "user")
