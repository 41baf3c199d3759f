"""Which reference data does a system administrator keep? That of the own county.

What every domain's `admin.py` stands on.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.core.actor import COUNTY_DIGITS
from jinlin.ground.accounts.roles import Role


class OwnCounty(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county; none is deleted."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=counties_of(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.county = counties_of(request)[0]
        super().save_model(request, obj, form, change)


class DatedNumbers(OwnCounty):
    """Numbers in force are not rewritten: add a row from a later day on."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


def counties_of(request: HttpRequest) -> list[str]:
    """The counties whose reference data this administrator keeps."""
    codes = request.actor.codes(Role.SYSTEM_ADMIN)  # type: ignore[attr-defined]
    return [code[:COUNTY_DIGITS] for code in codes]
