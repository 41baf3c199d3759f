"""Which reference data does a system administrator keep? That of the own county.

What every domain's `admin.py` stands on.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import counties


class OfOneCounty(forms.ModelForm[Any]):
    """A row of this county, which the form does not ask for: what may stand in it once only is
    looked for all the same.
    """

    own_county = ""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.instance._state.adding:  # noqa: SLF001 - documented, for who makes rows
            self.instance.county = self.own_county

    def _get_validation_exclusions(self) -> set[str]:
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out - {"county"}

    def _update_errors(self, errors: ValidationError) -> None:
        """What stands already is said in words that name no column."""
        found = getattr(errors, "error_dict", {NON_FIELD_ERRORS: errors})
        flat = [each for many in found.values() for each in ValidationError(many).error_list]
        if any(each.code in {"unique", "unique_together"} for each in flat):
            words = _("There is one like this already. Please change that one, or enter another.")
            self.add_error(None, words)
        else:
            super()._update_errors(errors)  # type: ignore[misc]


class OwnCounty(admin.ModelAdmin[Any]):
    """Only rows of the administrator's own county; none is deleted."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        own = next(iter(counties_of(request)), "")
        return type(form.__name__, (OfOneCounty, form), {"own_county": own})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).filter(county__in=counties_of(request))
        return with_county_names(rows)

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


@admin.display(description=gettext_lazy("County"), ordering="county")
def county_name(row: Any) -> str:
    """For a column of rows that were read `with_county_names`: what the county is called."""
    return row.county_name or row.county


def with_county_names(rows: QuerySet[Any]) -> QuerySet[Any]:
    names = Place.objects.present().filter(code=OuterRef("county")).values("name")[:1]
    return rows.annotate(county_name=Subquery(names))


def counties_of(request: HttpRequest) -> list[str]:
    """The counties whose reference data this administrator keeps."""
    return counties(request.actor.codes(Role.SYSTEM_ADMIN))  # type: ignore[attr-defined]
