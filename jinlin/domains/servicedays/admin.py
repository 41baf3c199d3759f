"""Which reference data of service days does a county's system administrator keep?

The themes of the months and the vehicles; never a day, a seat or a help.
"""

from django.contrib import admin

from jinlin.domains.servicedays.models import Theme, Vehicle
from jinlin.ground.accounts.own_county import OwnCounty


@admin.register(Theme)
class ThemeAdmin(OwnCounty):
    list_display = ("month", "name")


@admin.register(Vehicle)
class VehicleAdmin(OwnCounty):
    list_display = ("name", "kind", "is_open")
    raw_id_fields = ("organisation",)
