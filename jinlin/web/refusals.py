"""How does a no look: on a page, in a part of a page, to a program?

Every refusal says the reason and the next step, and shows what was typed. Programs get {code,
message, detail}; those of Open311 get its shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jinlin.core.errors import Refusal
from jinlin.domains.appeals.open311 import door as open311
from jinlin.shell.requests import Request
from jinlin.shell.typed import typed_text

OPEN311 = "/open311/"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True)
class No:
    """One refusal, ready to be shown.

    `title` is what happened, `words` the reason and what to do.
    """

    status: int
    code: str
    title: str
    words: str
    detail: Mapping[str, Any]


def answer(request: Request, no: No) -> HttpResponse:
    """The refusal in the form that the asker reads: JSON, a part for htmx, or a page."""
    if request.path.startswith(OPEN311):
        return open311.refused(no.status, no.words, open311.form_of(request.path))
    if _wants_json(request):
        response: HttpResponse = JsonResponse(
            {"code": no.code, "message": no.words, "detail": no.detail}, status=no.status
        )
    elif request.headers.get("HX-Request") == "true":
        response = part(no)
    else:
        face = (
            "desk.html"
            if request.path.startswith("/desk/") and _is_staff(request)
            else "portal.html"
        )
        response = render(
            request,
            "refusals/page.html",
            {"no": no, "face": face, "typed": typed_text(request)},
            status=no.status,
        )
    response["Cache-Control"] = "no-store"
    return response


def part(no: No) -> HttpResponse:
    """The refusal beside a page that stays as it is, with everything typed in it."""
    text = render_to_string("refusals/part.html", {"no": no})
    return HttpResponse(
        text, status=no.status, headers={"HX-Retarget": "#flash", "HX-Reswap": "innerHTML"}
    )


def refused(request: Request, refusal: Refusal) -> HttpResponse:
    detail = {**refusal.detail, **({"field": refusal.field} if refusal.field else {})}
    return answer(
        request, No(refusal.status, refusal.code, title(refusal.status), str(refusal), detail)
    )


def title(status: int) -> str:
    return {
        403: _("This is not yours to do"),
        404: _("There is nothing here"),
        409: _("Something changed meanwhile"),
        413: _("This was too much at once"),
        422: _("This cannot be used as it is"),
        429: _("A little slower, please"),
    }.get(status, _("This did not work"))


def unreadable(request: Request, exception: Exception) -> HttpResponse:
    """400: what arrived is too large, or cannot be read at all."""
    if isinstance(exception, TOO_MUCH):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        words = _(
            "What you sent is too large: text may be up to %(limit)d MB in all. Nothing was "
            "saved; please go back, your text is still there, shorten it and send it again."
        ) % {"limit": limit}
        return answer(request, No(413, "too_much", title(413), words, {"limit_mb": limit}))
    words = _("What arrived could not be read. Please open the page again and try once more.")
    return answer(request, No(400, "unreadable", title(400), words, {}))


def not_allowed(request: Request, exception: Exception | None = None) -> HttpResponse:
    words = _(
        "This page is for other duties than yours. If you need it, please turn to your "
        "administrator."
    )
    return answer(request, No(403, "not_allowed", title(403), words, {}))


def not_here(request: Request, exception: Exception | None = None) -> HttpResponse:
    words = _(
        "The address may be mistyped, or what stood here is not open to you. Your own matters are "
        "all still there."
    )
    return answer(request, No(404, "not_here", title(404), words, {}))


def form_expired(request: Request, reason: str = "") -> HttpResponse:
    """The form is older than the session it was opened in (or came from elsewhere).

    What was typed is shown back.
    """
    words = _(
        "The page stood open for a long time, so we cannot be sure that it was you. Please open "
        "it again and send it once more."
    )
    return answer(request, No(403, "form_expired", _("The page has expired"), words, {}))


def broken(request: Request) -> HttpResponse:
    """500: our mistake. Asks nothing of the database, which may be what broke."""
    words = _("Something went wrong on our side, not on yours. Please try again in a few minutes.")
    no = No(500, "broken", _("This did not work"), words, {})
    if request.path.startswith(OPEN311):
        return open311.refusal(500, no.words, open311.form_of(request.path))
    if _wants_json(request):
        return JsonResponse({"code": no.code, "message": no.words, "detail": {}}, status=500)
    if request.headers.get("HX-Request") == "true":
        return part(no)
    return HttpResponse(
        render_to_string("refusals/broken.html", {"no": no, "typed": typed_text(request)}),
        status=500,
    )


def _wants_json(request: Request) -> bool:
    return (
        request.path.startswith("/api/")
        or request.headers.get("Accept", "").split(",")[0].split(";")[0].strip()
        == "application/json"
    )


def _is_staff(request: Request) -> bool:
    return bool(getattr(request, "actor", None) and request.actor.is_staff)
