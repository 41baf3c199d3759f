"""Where does each address lead? Every app that has addresses brings its own."""

from django.apps import apps
from django.contrib import admin
from django.urls import include, path

from jinlin.shell.worker import service_worker
from jinlin.web import (
    burdens,
    choices,
    conflicts,
    desk,
    domains,
    finding,
    leavers,
    portal,
    starting,
)
from jinlin.web.api import api
from jinlin.web.erasing import desk as erasing
from jinlin.web.indexed import Indexed

EVERY = [
    path("", portal.home, name="home"),
    path("mine/", portal.mine, name="mine"),
    path("sw.js", service_worker, name="service-worker"),
    path("mode/", choices.choose_mode, name="choose-mode"),
    path("language/", choices.choose_language, name="choose-language"),
    path("desk/", desk.waiting, name="desk"),
    path("desk/burden/", burdens.say, name="say-burden"),
    path("desk/burdens/", burdens.burdens, name="burdens"),
    path("desk/conflicts/", conflicts.conflicts, name="conflicts"),
    path("desk/conflicts/<uuid:pk>/", conflicts.conflict, name="conflict"),
    path("desk/erasures/", erasing.erasures, name="erasures"),
    path("desk/erasures/of/<uuid:pk>/", erasing.ask, name="erasure-of"),
    path("desk/erasures/<uuid:pk>/", erasing.erasure, name="erasure"),
    path("desk/search/", finding.find, name="desk-search"),
    path("desk/start/", starting.start, name="start"),
    path("desk/leavers/", leavers.leavers, name="leavers"),
    path("desk/admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("open311/", include("jinlin.domains.appeals.open311.urls")),
    *(
        path(each.prefix, include(f"{apps.get_app_config(each.label).name}.urls"))
        for each in domains.installed()
        if each.prefix is not None
    ),
]
urlpatterns = [Indexed(EVERY)]

handler400 = "jinlin.web.refusals.unreadable"
handler403 = "jinlin.web.refusals.not_allowed"
handler404 = "jinlin.web.refusals.not_here"
handler500 = "jinlin.web.refusals.broken"
