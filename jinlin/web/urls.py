"""Where does each address lead? Every app that has addresses brings its own."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from jinlin.web import choices
from jinlin.web.api import api

PREFIXES = {"core": "files/", "places": "", "accounts": "", "people": "", "appeals": "", "metrics": "", "demo": ""}

urlpatterns = [
    path("mode/", choices.choose_mode, name="choose-mode"),
    path("language/", choices.choose_language, name="choose-language"),
    path("desk/admin/", admin.site.urls),
    path("api/v1/", api.urls),
    *(path(prefix, include(f"jinlin.{app}.urls")) for app, prefix in PREFIXES.items() if find_spec(f"jinlin.{app}.urls")),
]

handler400 = "jinlin.web.refusals.unreadable"
handler403 = "jinlin.web.refusals.not_allowed"
handler404 = "jinlin.web.refusals.not_here"
handler500 = "jinlin.web.refusals.broken"
