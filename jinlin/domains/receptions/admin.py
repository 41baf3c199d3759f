"""Which reference data of reception days does a county's system administrator keep?

Its numbers; never a session, a booking or a conversation.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.receptions.models import ReceptionRule
from jinlin.ground.accounts.roles import Role


@admin.register(ReceptionRule)
class ReceptionRuleAdmin(admin.ModelAdmin[ReceptionRule]):
    """Only the administrator's own county. A row in force is not rewritten: add the next one with
    its day.
    """

    list_display = ("valid_from", "weeks_ahead", "confirm_days", "pass_on_days", "open_days")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReceptionRule]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: ReceptionRule, form: Any, change: bool) -> None:
        obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
