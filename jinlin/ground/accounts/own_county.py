"""Which reference data does a system administrator keep? That of the own county.

What every domain's `admin.py` stands on.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import counties


class OwnCounty(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county; none is deleted."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=counties_of(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A row is one county's: whoever keeps several adds it there as that county's own."""
        return len(counties_of(request)) == 1 and super().has_add_permission(request)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.county = counties_of(request)[0]
        super().save_model(request, obj, form, change)


class DatedNumbers(OwnCounty):
    """Numbers in force are not rewritten: add a row from a later day on."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


@admin.display(description=_("County"), ordering="county")
def county_name(row: Any) -> str:
    """For a column of rows: what the county is called, not its code."""
    names = Place.objects.present().filter(code=row.county).values_list("name", flat=True)
    return names.first() or row.county


def counties_of(request: HttpRequest) -> list[str]:
    """The counties whose reference data this administrator keeps."""
    return counties(request.actor.codes(Role.SYSTEM_ADMIN))  # type: ignore[attr-defined]
