"""Which addresses does GeoReport v2 have?"""

from django.urls import re_path

from jinlin.domains.appeals.open311 import views

app_name = "open311"

FORM = r"\.(?P<form>json|xml)$"

urlpatterns = [
    re_path(r"^(?:v2/)?discovery" + FORM, views.discovery, name="discovery"),
    re_path(r"^v2/services" + FORM, views.services, name="services"),
    re_path(r"^v2/services/(?P<code>[^/]+)" + FORM, views.service_definition, name="service"),
    re_path(r"^v2/requests" + FORM, views.requests, name="requests"),
    re_path(r"^v2/requests/(?P<number>[^/]+)" + FORM, views.one_request, name="request"),
    re_path(r"^v2/tokens/(?P<token>[^/]+)" + FORM, views.token, name="token"),
    re_path(r"^(?P<rest>.*)$", views.nowhere, name="nowhere"),
]
