"""How does a system administrator keep the places, organisations and stations of a county?

Through the same actions as everybody else.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from jinlin.ground.places import actions
from jinlin.ground.places.holding import held_by
from jinlin.ground.places.models import Level, Organisation, Place, Station
from jinlin.shell.ways_there import is_point


class KeptByActions(admin.ModelAdmin[Any]):
    """Only the county's own rows; nothing is deleted; what is not an action cannot be done."""

    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.model.objects.visible_to(request.actor)  # type: ignore[attr-defined]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        model = db_field.related_model
        kwargs["queryset"] = model.objects.visible_to(request.actor)  # type: ignore[attr-defined]
        if model is Place:
            kwargs["queryset"] = kwargs["queryset"].present().filter(level__in=self.levels)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    levels: tuple[str, ...] = ()


@admin.register(Place)
class PlaceAdmin(KeptByActions):
    """Adding makes a neighbourhood below a community or a grid below a neighbourhood; a new name is
    a renaming, with history.
    """

    list_display = ("name", "code", "level", "valid_from", "valid_to")
    list_filter = ("level",)
    search_fields = ("name", "code")
    levels = (Level.COMMUNITY, Level.NEIGHBOURHOOD)

    def get_fields(self, request: HttpRequest, obj: Place | None = None) -> tuple[str, ...]:
        shown = ("name", "lies_at", "code", "level", "valid_from", "valid_to")
        return shown if obj else ("parent", "name")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Place | None = None
    ) -> tuple[str, ...]:
        return ("code", "level", "valid_from", "valid_to") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Place | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if "lies_at" in form.base_fields:
            form.base_fields["lies_at"].validators.append(_check_point)
        if "parent" in form.base_fields:
            form.base_fields["parent"].required = True
        return form

    def save_model(self, request: HttpRequest, obj: Place, form: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        if change:
            kept = actions.rename(obj, obj.name, actor=actor)
            kept = actions.pin(kept, obj.lies_at, actor=actor)
        elif obj.parent and obj.parent.level == Level.COMMUNITY:
            kept = actions.add_neighbourhood(obj.parent, obj.name, actor=actor)
        else:
            kept = actions.add_grid(form.cleaned_data["parent"], obj.name, actor=actor)
        obj.pk = kept.pk


@admin.register(Organisation)
class OrganisationAdmin(KeptByActions):
    list_display = ("name", "kind", "place", "phone", "is_open")
    list_filter = ("kind", "is_open")
    list_select_related = ("place",)
    search_fields = ("name",)
    fields = ("name", "kind", "place", "phone")
    actions = ("close",)
    levels = (Level.COUNTY, Level.TOWN, Level.COMMUNITY, Level.NEIGHBOURHOOD)

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return obj is None

    @admin.action(description=_("Close the chosen organisations"))
    def close(
        self, request: HttpRequest, chosen: QuerySet[Organisation]
    ) -> HttpResponseBase | None:
        """What a unit has in hand is asked for on the unit's own page."""
        if (only := chosen.open().first()) and chosen.count() == 1 and held_by(only):  # type: ignore[attr-defined]
            return redirect("places:close-unit", only.pk)
        for organisation in chosen.open():  # type: ignore[attr-defined]
            actions.close_organisation(organisation, actor=request.actor)  # type: ignore[attr-defined]
        return None

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        obj.pk = actions.found_organisation(
            obj.place, name=obj.name, kind=obj.kind, phone=obj.phone, actor=actor
        ).pk


@admin.register(Station)
class StationAdmin(KeptByActions):
    list_display = ("name", "place", "organisation", "opened_on", "closed_on")
    list_select_related = ("place", "organisation")
    search_fields = ("name", "place__name")
    fields = ("place", "name", "organisation", "address", "opened_on")
    actions = ("close",)
    levels = (Level.NEIGHBOURHOOD, Level.COMMUNITY)

    def has_change_permission(self, request: HttpRequest, obj: Station | None = None) -> bool:
        return obj is None

    @admin.action(description=_("Close the chosen stations"))
    def close(self, request: HttpRequest, chosen: QuerySet[Station]) -> None:
        for station in chosen.open():  # type: ignore[attr-defined]
            actions.close_station(station, actor=request.actor)  # type: ignore[attr-defined]

    def save_model(self, request: HttpRequest, obj: Station, form: Any, change: bool) -> None:
        details = {
            field: getattr(obj, field) for field in ("name", "organisation", "address", "opened_on")
        }
        obj.pk = actions.open_station(obj.place, **details, actor=request.actor).pk  # type: ignore[attr-defined]


def _check_point(text: str) -> None:
    if text and not is_point(text):
        raise ValidationError(_("Please write latitude and longitude, such as 25.4893,118.2421."))
