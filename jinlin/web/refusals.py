"""How does a no look: on a page, in a part of a page, to a program?

Every refusal says the reason and the next step, and shows what was typed. Programs get {code,
message, detail}; those of Open311 get its shape.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from jinlin.core.errors import Refusal
from jinlin.core.outages import Trouble, trouble_of
from jinlin.domains.appeals.open311 import door as open311
from jinlin.shell.requests import Request
from jinlin.shell.typed import sent_fields, typed_text

OPEN311 = "/open311/"
SECONDS_TO_WAIT = {
    Trouble.DOWN: 10,
    Trouble.BUSY: 5,
    Trouble.SLOW: 30,
    Trouble.READ_ONLY: 120,
    Trouble.FULL: 300,
}
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
        response: HttpResponse = _as_json(no)
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
            {"no": no, "face": face, **_typed(request, no)},
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
        503: _("Please come back in a moment"),
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


def too_large(request: Request, limit: int) -> HttpResponse:
    """413, before anything of what is sent was read: neither its fields nor who sends it."""
    words = _(
        "What you sent is too large: all files together may be up to %(limit)d MB. Nothing was "
        "saved; please go back and send fewer or smaller files."
    ) % {"limit": limit}
    no = No(413, "too_much", title(413), words, {"limit_mb": limit})
    if request.path.startswith(OPEN311):
        return open311.refusal(no.status, no.words, open311.form_of(request.path))
    if _wants_json(request):
        return _as_json(no)
    if request.headers.get("HX-Request") == "true":
        return part(no)
    return HttpResponse(render_to_string("refusals/broken.html", {"no": no}), status=no.status)


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


def only_sent(request: Request, response: HttpResponse) -> HttpResponse:
    """405: this address shows nothing by itself. `response` says what it takes."""
    words = _(
        "This address only takes what is sent from a page, and nothing was sent just now. Nothing "
        "was changed. Please go on from the first page."
    )
    page = answer(request, No(405, "only_sent", _("There is nothing to show here"), words, {}))
    page["Allow"] = response["Allow"]
    return page


def form_expired(request: Request, reason: str = "") -> HttpResponse:
    """The form is older than the session it was opened in (or came from elsewhere).

    What was typed is shown back.
    """
    words = _(
        "The page stood open for a long time, so we cannot be sure that it was you. Please open "
        "it again and send it once more."
    )
    return answer(request, No(403, "form_expired", _("The page has expired"), words, {}))


def unavailable(request: Request, trouble: Trouble, *, blind: bool = False) -> HttpResponse:
    """503: not now, by nobody's fault. `blind`: nothing may be asked of the database for it."""
    no = No(503, trouble.value, title(503), _words_of(trouble, request.method == "GET"), {})
    if request.path.startswith(OPEN311):
        response = open311.refusal(no.status, no.words, open311.form_of(request.path))
    elif _wants_json(request):
        response = problem(no)
    elif blind or request.headers.get("HX-Request") == "true":
        response = _in_the_dark(request, no)
    else:
        response = answer(request, no)
    response["Retry-After"] = str(SECONDS_TO_WAIT[trouble])
    response["Cache-Control"] = "no-store"
    return response


def problem(no: No) -> HttpResponse:
    """RFC 9457, with the two names that this house's programs know besides."""
    body = {
        "type": "about:blank",
        "title": no.title,
        "status": no.status,
        "detail": no.words,
        "code": no.code,
        "message": no.words,
    }
    return JsonResponse(body, status=no.status, content_type="application/problem+json")


def broken(request: Request) -> HttpResponse:
    """500: our mistake; or 503, when it is the database that failed. Asks nothing of it."""
    if trouble := trouble_of(sys.exc_info()[1]):
        return unavailable(request, trouble, blind=True)
    words = _("Something went wrong on our side, not on yours. Please try again in a few minutes.")
    no = No(500, "broken", _("This did not work"), words, {})
    if request.path.startswith(OPEN311):
        return open311.refusal(500, no.words, open311.form_of(request.path))
    if _wants_json(request):
        return _as_json(no)
    return _in_the_dark(request, no)


def _as_json(no: No) -> JsonResponse:
    body = {"code": no.code, "message": no.words, "detail": no.detail}
    return JsonResponse(body, status=no.status)


def _in_the_dark(request: Request, no: No) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return part(no)
    text = render_to_string("refusals/broken.html", {"no": no, **_typed(request, no)})
    return HttpResponse(text, status=no.status)


def _typed(request: Request, no: No) -> dict[str, Any]:
    """What was typed, to be read; where waiting helps also the form, to be sent again as it was."""
    if no.status != 503:
        return {"typed": typed_text(request)}
    return {
        "typed": typed_text(request),
        "again": sent_fields(request),
        "again_to": request.get_full_path(),
        "csrf_token": get_token(request),
    }


def _words_of(trouble: Trouble, is_read: bool) -> str:
    if trouble in {Trouble.READ_ONLY, Trouble.FULL} and is_read:
        return _(
            "This page notes something when it is opened, and nothing can be noted for the "
            "moment. Everything else can be read."
        )
    return {
        Trouble.DOWN: _("We cannot reach our records for the moment. Nothing is lost."),
        Trouble.BUSY: _("A great many people are here just now. Nothing is lost."),
        Trouble.SLOW: _("This took too long and was stopped. Nothing was changed."),
        Trouble.READ_ONLY: _(
            "For the moment everything can be read, but nothing can be sent. Nothing was changed."
        ),
        Trouble.FULL: _(
            "There is no room left to store anything; everything can still be read. Nothing was "
            "changed; whoever runs this site knows."
        ),
    }[trouble]


def _wants_json(request: Request) -> bool:
    return (
        request.path.startswith("/api/")
        or request.headers.get("Accept", "").split(",")[0].split(";")[0].strip()
        == "application/json"
    )


def _is_staff(request: Request) -> bool:
    return bool(getattr(request, "actor", None) and request.actor.is_staff)
