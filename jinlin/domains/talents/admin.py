"""Which reference data of talents does a county's system administrator keep?

The skills with the words for what is broken, and the county's numbers; never a talent.
"""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jinlin.core.search import index
from jinlin.domains.talents.models import Skill, TalentRule
from jinlin.ground.accounts.roles import Role


class OwnCounty(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(county__in=_counties(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.county = _counties(request)[0]
        super().save_model(request, obj, form, change)


@admin.register(TalentRule)
class TalentRuleAdmin(OwnCounty):
    """Numbers in force are not rewritten: add a row from a later day on."""

    list_display = ("valid_from", "notice_days", "panel_size", "certificate_months")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request, obj)


@admin.register(Skill)
class SkillAdmin(OwnCounty):
    list_display = ("name", "parent", "words", "order", "is_open")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            rows = Skill.objects.filter(county__in=_counties(request), parent=None)
            kwargs["queryset"] = rows
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        index(obj)


def _counties(request: HttpRequest) -> list[str]:
    return [code[:6] for code in request.actor.codes(Role.SYSTEM_ADMIN)]  # type: ignore[attr-defined]
