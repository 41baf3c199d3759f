"""Which reference data of appeals does a county's system administrator keep?

Classes, deadline policies and county rules; never an appeal.
"""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from jinlin.core.time import clock
from jinlin.domains.appeals.models import (
    Category,
    CountyRule,
    DeadlinePolicy,
    Hotline,
    ScriptQuestion,
    check_mapping,
)
from jinlin.ground.accounts.own_county import OwnCounty, counties_of, county_name
from jinlin.ground.places.models import Place


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin[Category]):
    """A class is never deleted: appeals carry it for ever.

    One that is outdated is no longer offered.
    """

    list_display = ("code", "name", "parent", "grade", "is_offered")
    list_filter = ("is_offered", "grade")
    search_fields = ("code", "name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", "parent") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(DeadlinePolicy)
class DeadlinePolicyAdmin(OwnCounty):
    """Only the administrator's own county. A rule in force is not rewritten: give it an end and add
    the next one.
    """

    list_display = ("step", "grade", "category_code", "amount", "unit", "valid_from", "valid_to")
    list_filter = ("step", "grade")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("step", "grade", "category_code", "amount", "unit", "valid_from") if obj else ()


class CountyRuleForm(forms.ModelForm[CountyRule]):
    """One rule a day, and none that reaches back: what was finished by an earlier rule stays under
    it.
    """

    county = ""

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day <= clock.today():
            raise forms.ValidationError(_("Please choose a later day: a rule does not reach back."))
        if CountyRule.objects.filter(county=self.county, valid_from=day).exists():
            raise forms.ValidationError(
                _("A rule begins on this day already. Please choose another.")
            )
        return day


@admin.register(CountyRule)
class CountyRuleAdmin(OwnCounty):
    """Only the administrator's own county. A rule is never rewritten: the next one begins."""

    form = CountyRuleForm
    list_display = (
        "valid_from",
        "judge_days",
        "call_back_percent",
        "call_tries",
        "call_days",
        "returns_limit",
        "reopen_days",
    )
    ordering = ("-valid_from",)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.county = next(iter(counties_of(request)), "")
        return form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ScriptQuestion)
class ScriptQuestionAdmin(OwnCounty):
    """What is asked when somebody is called back: only the administrator's own county."""

    list_display = ("text", "category_code", "is_yes_or_no", "order", "is_asked")
    ordering = ("order", "id")


class HotlineForm(forms.ModelForm[Hotline]):
    """The platform and its mapping; a table that cannot be used is refused beside it."""

    class Meta:
        model = Hotline
        fields = (
            *("slug", "name", "place", "columns", "states", "meanings", "classes"),
            *("valid_from", "valid_to", "is_open"),
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return given
        for name in check_mapping(SimpleNamespace(**given)):
            self.add_error(
                name,
                _("Please write pairs of texts, as docs/hotline.md shows; nothing may be missing."),
            )
        return given


@admin.register(Hotline)
class HotlineAdmin(OwnCounty):
    """Only the administrator's own county. What it calls things may change; it is never deleted."""

    form = HotlineForm
    list_display = ("name", county_name, "slug", "valid_from", "valid_to", "is_open")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = Place.objects.present().filter(county__in=counties_of(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
