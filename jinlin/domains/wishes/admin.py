"""Which reference data of wishes does a county's system administrator keep?

The county's numbers; never a wish.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.domains.wishes.models import WishRule
from jinlin.ground.accounts.roles import Role


@admin.register(WishRule)
class WishRuleAdmin(admin.ModelAdmin[WishRule]):
    """Only the administrator's own county. Numbers in force are not rewritten: add a row from a
    later day on.
    """

    list_display = (
        "valid_from",
        "cap",
        "screen_days",
        "answer_days",
        "claim_days",
        "fulfil_days",
        "confirm_days",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[WishRule]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: WishRule, form: Any, change: bool) -> None:
        if not change:
            obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
