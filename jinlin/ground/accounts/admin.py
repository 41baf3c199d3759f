"""Which tables may a system administrator keep through Django's admin?

Reference data of the house's own apps; accounts, codes and tokens never.
"""

from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import NotAllowed
from jinlin.ground.accounts.adapter import Door
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.shell.requests import onward


class ReferenceData(AdminSite):
    """Django's admin behind the house's own sign-in, with its lock-out and second factor; there is
    no second door.
    """

    site_header = site_title = _("Reference data")
    index_title = _("Reference data of this house")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Tables of other packages that offer themselves are left out."""
        models = (
            model_or_iterable
            if isinstance(model_or_iterable, list | tuple)
            else [model_or_iterable]
        )
        own = [
            model
            for model in models
            if apps.get_app_config(model._meta.app_label).name.startswith("jinlin.")
        ]
        super().register(own, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not request.session.get(BY_PHONE)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """At the house's own page, where tries are counted."""
        return redirect("account_change_password")

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Leads to the house's sign-in and back; who is signed in without the role is told so."""
        target = onward(request) or reverse("admin:index", current_app=self.name)
        if self.has_permission(request):
            return redirect(target if Door(request).is_safe_url(target) else "admin:index")
        if request.user.is_authenticated:
            raise NotAllowed
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")
