"""Which reference data of talents does a county's system administrator keep?

The skills with the words for what is broken, and the county's numbers; never a talent.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from jinlin.core.search import index
from jinlin.domains.talents.models import Skill, TalentRule
from jinlin.ground.accounts.own_county import DatedNumbers, OwnCounty, counties_of


@admin.register(TalentRule)
class TalentRuleAdmin(DatedNumbers):
    list_display = ("valid_from", "notice_days", "panel_size", "certificate_months")


@admin.register(Skill)
class SkillAdmin(OwnCounty):
    list_display = ("name", "parent", "words", "order", "is_open")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "parent":
            rows = Skill.objects.filter(county__in=counties_of(request), parent=None)
            kwargs["queryset"] = rows
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        index(obj)
