"""The addresses of a served house that is measured."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from jinlin.web.urls import handler400, handler403, handler404, handler500  # noqa: F401
from jinlin.web.urls import urlpatterns as production


def constant(_request: HttpRequest) -> HttpResponse:
    """The floor: a view that does nothing, behind everything that stands before every view."""
    return HttpResponse("ok")


urlpatterns = [path("bench/constant/", constant), *production]
