"""Where does each address lead? Every app that has addresses brings its own."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from jinlin.web import burdens, choices, desk, leavers, portal
from jinlin.web.api import api

PREFIXES = {
    "core": "files/",
    "places": "",
    "accounts": "",
    "people": "",
    "documents": "",
    "notices": "",
    "journeys": "",  # before the domains that it joins: its addresses stand beside theirs
    "appeals": "",
    "wishes": "",
    "receptions": "",
    "metrics": "",
    "demo": "",
}

urlpatterns = [
    path("", portal.home, name="home"),
    path("mine/", portal.mine, name="mine"),
    path("mode/", choices.choose_mode, name="choose-mode"),
    path("language/", choices.choose_language, name="choose-language"),
    path("desk/", desk.waiting, name="desk"),
    path("desk/burden/", burdens.say, name="say-burden"),
    path("desk/burdens/", burdens.burdens, name="burdens"),
    path("desk/leavers/", leavers.leavers, name="leavers"),
    path("desk/admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("open311/", include("jinlin.appeals.open311.urls")),
    *(path(prefix, include(f"jinlin.{app}.urls")) for app, prefix in PREFIXES.items() if find_spec(f"jinlin.{app}.urls")),
]

handler400 = "jinlin.web.refusals.unreadable"
handler403 = "jinlin.web.refusals.not_allowed"
handler404 = "jinlin.web.refusals.not_here"
handler500 = "jinlin.web.refusals.broken"
