"""How does a system administrator settle whose word the county takes? The secret is never shown."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.ground.accounts.own_county import county_name, with_county_names
from jinlin.ground.accounts.queries.homes import counties_kept
from jinlin.ground.identities import actions
from jinlin.ground.identities.models import FIXED, Provider
from jinlin.shell.move_forms import offer


class ProviderForm(forms.ModelForm[Any]):
    """What the row says, with a secret that can be entered and replaced, but not read."""

    actor: Actor

    of_county = forms.ChoiceField(label=_("County"))
    new_secret = forms.CharField(
        label=_("Our secret there"),
        required=False,
        help_text=_("Leave it empty to keep what is entered."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=500,
    )

    class Meta:
        model = Provider
        fields = (
            *("kind", "audience", "slug", "name", "client_id", "agent_id"),
            *("issuer", "pages_at", "calls_at", "asks_name", "valid_from", "valid_to", "is_open"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "of_county" in self.fields:
            offer(self, "of_county", counties_kept(self.actor))

    def clean(self) -> dict[str, Any]:
        """Tried as it will be kept, so that a no stands beside its field."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return given
        draft = self.instance
        for name, value in given.items():
            if name in (self._meta.fields or ()):
                setattr(draft, name, value)
        try:
            actions.check(draft, secret=given.get("new_secret", ""))
        except Unusable as no:
            self.add_error(no.field if no.field in self.fields else None, str(no))
        return given


@admin.register(Provider)
class ProviderAdmin(admin.ModelAdmin[Any]):
    """Only one's own counties; nothing is deleted: what is no longer used is closed."""

    form = ProviderForm
    list_display = ("name", county_name, "kind", "audience", "valid_from", "valid_to", "is_open")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request) & Provider.objects.visible_to(_actor(request))
        return with_county_names(rows)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.actor = _actor(request)
        if obj is not None:
            form.base_fields.pop("of_county", None)
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return FIXED if obj is not None else ()

    def save_model(self, request: HttpRequest, obj: Provider, form: Any, change: bool) -> None:
        given = form.cleaned_data
        if not change:
            obj.county = given["of_county"]
        actions.settle_provider(obj, actor=_actor(request), secret=given["new_secret"])


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
