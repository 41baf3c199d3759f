"""How does a visitor choose text size and language?

By a cookie: no account, no session, no JavaScript.
"""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

A_YEAR = 365 * 24 * 3600
LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


# it changes how pages look, nothing else; and it must work on a page that never met a form before
@csrf_exempt
@require_POST
def choose_mode(request: HttpRequest) -> HttpResponse:
    return _remember(request, "elder", allowed={"on", "off"})


@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return _remember(request, "language", allowed=LANGUAGES)


def _remember(request: HttpRequest, name: str, *, allowed: Collection[str]) -> HttpResponse:
    """The choice is in a cookie for a year, and the visitor is back where they were."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = "/"
    response = HttpResponseRedirect(target)
    value = request.POST.get(name, "")
    if value in allowed:
        response.set_cookie(
            name, value, max_age=A_YEAR, samesite="Lax", secure=settings.IS_SECURE, httponly=True
        )
    return response
