"""How does a system administrator settle a county's channels, robots and quiet hours?

Through the same actions as everybody; what is secret is never shown.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import Unusable
from jinlin.core.outside import check_address
from jinlin.ground.accounts.own_county import county_name, with_county_names
from jinlin.ground.accounts.queries.homes import counties_kept
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Credentials
from jinlin.services.notices.models import (
    AppTemplate,
    Channel,
    CountyChannel,
    GroupRobot,
    QuietHours,
)
from jinlin.shell.move_forms import offer

TEMPLATE_WORDS = {"title", "text", "time", "event"}
KEPT = _("Leave it empty to keep what is entered.")


def hidden_value(label: Any, *, required: bool = False) -> forms.CharField:
    """A field for something that can be entered and replaced, but not read."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=KEPT,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=500,
    )


class OfCounty(forms.ModelForm[Any]):
    """A row of one of the counties that the administrator keeps; the county is chosen once."""

    of_county = forms.ChoiceField(label=_("County"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "of_county" in self.fields:
            offer(self, "of_county", counties_kept(self.actor))

    actor: Actor


class ChannelForm(OfCounty):
    address = hidden_value(_("Address of the gateway, or sender of the mail"))
    secret = hidden_value(_("Shared secret"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind = given.get("kind") or self.instance.kind
        if kind == Channel.SMS and given.get("address"):
            _check(given["address"])
        return given

    class Meta:
        model = CountyChannel
        fields = ("kind", "events", "is_open")


class RobotForm(forms.ModelForm[Any]):
    url = hidden_value(_("Webhook address"))
    secret = hidden_value(_("Signing secret"))

    class Meta:
        model = GroupRobot
        fields = ("organisation", "kind", "is_open")

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url or not self.instance.url:
            _check(url)
        return url


class TemplateForm(OfCounty):
    class Meta:
        model = AppTemplate
        fields = ("prefix", "template", "fields", "is_open")

    def clean_fields(self) -> dict[str, str]:
        """Each field of the template takes one of our words."""
        given = self.cleaned_data["fields"]
        if not isinstance(given, dict) or not given or set(given.values()) - TEMPLATE_WORDS:
            raise forms.ValidationError(
                _("Please write pairs such as {example}.").format(example='{"thing1": "title"}')
            )
        return given


class QuietForm(OfCounty):
    class Meta:
        model = QuietHours
        fields = ("begins", "ends")


class SettledByActions(admin.ModelAdmin[Any]):
    """Only one's own counties; nothing is deleted: what is no longer used is closed."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        own = within(_actor(request).codes(Role.SYSTEM_ADMIN), "county")
        return with_county_names(super().get_queryset(request).filter(own))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.actor = _actor(request)
        if obj is not None:
            form.base_fields.pop("of_county", None)
            form.base_fields.pop("kind", None)
            form.base_fields.pop("organisation", None)
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = Organisation.objects.visible_to(_actor(request)).open()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(CountyChannel)
class CountyChannelAdmin(SettledByActions):
    form = ChannelForm
    list_display = (county_name, "kind", "is_open", "events")

    def save_model(self, request: HttpRequest, obj: CountyChannel, form: Any, change: bool) -> None:
        given, county = form.cleaned_data, obj.county if change else form.cleaned_data["of_county"]
        kept = actions.settle_channel(
            county,
            obj.kind,
            Credentials(given["address"], given["secret"]),
            actor=_actor(request),
            events=obj.events,
            is_open=obj.is_open,
        )
        obj.pk, obj.county = kept.pk, kept.county


@admin.register(GroupRobot)
class GroupRobotAdmin(SettledByActions):
    form = RobotForm
    list_display = ("organisation", "kind", "is_open")
    list_select_related = ("organisation",)

    def save_model(self, request: HttpRequest, obj: GroupRobot, form: Any, change: bool) -> None:
        given = form.cleaned_data
        kept = actions.settle_robot(
            obj.organisation,
            obj.kind,
            Credentials(given["url"], given["secret"]),
            actor=_actor(request),
            is_open=obj.is_open,
        )
        obj.pk = kept.pk


@admin.register(AppTemplate)
class AppTemplateAdmin(SettledByActions):
    form = TemplateForm
    list_display = (county_name, "prefix", "template", "is_open")

    def save_model(self, request: HttpRequest, obj: AppTemplate, form: Any, change: bool) -> None:
        county = obj.county if change else form.cleaned_data["of_county"]
        obj.pk = actions.settle_template(
            county,
            obj.prefix,
            (obj.template, obj.fields),
            actor=_actor(request),
            is_open=obj.is_open,
        ).pk


@admin.register(QuietHours)
class QuietHoursAdmin(SettledByActions):
    form = QuietForm
    list_display = (county_name, "begins", "ends")

    def save_model(self, request: HttpRequest, obj: QuietHours, form: Any, change: bool) -> None:
        county = obj.county if change else form.cleaned_data["of_county"]
        obj.pk = actions.settle_quiet_hours(county, obj.begins, obj.ends, actor=_actor(request)).pk


def _check(url: str) -> None:
    try:
        check_address(url)
    except Unusable as refusal:
        raise forms.ValidationError(str(refusal)) from refusal


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
