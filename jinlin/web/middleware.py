"""What happens to every request on its way in and out?"""

import logging
import re
from codecs import lookup
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, TooManyFieldsSent
from django.db import DataError
from django.http import HttpResponse, QueryDict
from django.http.request import RawPostDataException
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinlin.core import limits
from jinlin.core.addresses import came_secretly
from jinlin.core.errors import Refusal, TooOften, Unusable
from jinlin.ground.identities import queries as identities
from jinlin.shell.requests import Request
from jinlin.web.choices import LANGUAGES
from jinlin.web.refusals import only_sent, refused, too_large, unreadable

Answer = Callable[[Request], HttpResponse]
log = logging.getLogger(__name__)

# blob: is the preview of a photo before it is sent
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
MB, FORM_MB, FILES_AT_ONCE = 1024 * 1024, 10, 6
ENDLESS = 20  # digits of a length that nobody sends
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
POSTS, POSTS_SECONDS = 300, 600  # of one address, behind which a whole office may be
DRAFTS = 3  # times as many pages of a form that is not sent yet
# NUL, and half a character: the one engine keeps it within JSON, the other never.
UNREADABLE_IN_JSON = re.compile(
    rb"(?<!\\)(?:\\\\)*\\u(?:0000|[dD][89abAB]..(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB]..\\u)[dD][c-fC-F])"
)


class ContentSecurityPolicy:
    """Nothing inline, nothing from elsewhere, in nobody's frame."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request, response))
        return response


def _policy(request: Request, response: HttpResponse) -> str:
    """A page that stands in WeChat may load WeChat's own script, where the county has an account
    there: its scanner and its place cannot be had otherwise.
    """
    agent = request.META.get("HTTP_USER_AGENT", "")
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if is_page and identities.is_in_wechat(agent) and identities.wechat_of(""):
        return f"{POLICY}; script-src 'self' https://res.wx.qq.com"
    return POLICY


class BehindProxy:
    """Whether the asker came by https is what our own proxy says; nobody else is believed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if came_secretly(request):
            request.META["wsgi.url_scheme"] = "https"
        return self.get_response(request)


class KnownHost:
    """Who asks for another name than this house's is told so at once, in plain words: a page with
    addresses in it could not be made.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            words = gettext(
                "This house is not known by this address. Please use the published one."
            )
            return HttpResponse(f"{words}\n", status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class NothingKept:
    """No answer stays behind in a browser or on the way to it, unless its view says how long it
    may: computers are shared, and the button 'back' still works after signing out.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class ChosenLanguage:
    """Chinese, unless the visitor chose otherwise: what the browser was installed with says little
    about its reader.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        chosen = request.COOKIES.get("language", "")
        language = chosen if chosen in LANGUAGES else "zh-hans"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])  # language and text size are in cookies
        return response


class FewBytes:
    """Whoever sends more than six photos and a form is refused before a byte of it is read: a file
    that is sent lies on the disk first, whoever sends it and wherever to. The proxy's own limit
    (docs/nginx.conf) is the same.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        most = FILES_AT_ONCE * settings.UPLOAD_LIMIT_MB + FORM_MB
        length = request.META.get("CONTENT_LENGTH") or "0"
        if (
            length.isascii()
            and length.isdecimal()
            and len(length) < ENDLESS
            and int(length) <= most * MB
        ):
            return self.get_response(request)
        return too_large(request, most)


class Watching:
    """Answers nothing by itself; its hooks look at what comes in and goes out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)


class FewPosts:
    """Whoever is not signed in sends no more forms than people do: a robot is told to wait. Of
    programs with a token, those with an unknown one are counted where it is read. Pages of a form
    that is not sent yet are counted apart: what reaches staff is what the limit is for. A view that
    counts by itself (`counts_its_posts`) does so with what it writes, or it is done afterwards.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        if later := getattr(request, "counted_later", None):
            later.settle()
        return response

    def process_view(
        self, request: Request, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method in SAFE or request.user.is_authenticated or _is_program(request):
            return None
        who, most = limits.by_address(request), POSTS * limits.times(request)
        if getattr(view, "keeps_a_draft", False):
            is_one = limits.take("draft", who, limit=most * DRAFTS, seconds=POSTS_SECONDS)
            return None if is_one else refused(request, TooOften())
        later = limits.Later("post", who, most, POSTS_SECONDS)
        if not getattr(view, "counts_its_posts", False):
            return None if later.take() else refused(request, TooOften())
        if limits.used(later.what, later.who) >= most:
            return refused(request, TooOften())
        request.counted_later = later
        return None


def _is_program(request: Request) -> bool:
    return request.path.startswith("/api/") and "HTTP_AUTHORIZATION" in request.META


class Refusals(Watching):
    """A Refusal raised anywhere in a view becomes a page, a part or JSON. Characters that no text
    holds are refused before any view sees them, and so is what nobody can read. An address that
    only takes what is sent says so to whoever opens it: a page that was kept, or a language that
    was changed after a no.
    """

    def __call__(self, request: Request) -> HttpResponse:
        response = _unread(request) or super().__call__(request)
        if response.status_code == 405 and _reads_pages(request):
            return only_sent(request, response)
        return response

    def process_view(
        self, request: Request, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        return refused(request, Unusable(_UNREADABLE)) if _holds_nul(request) else None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return refused(request, exception)
        if words := _why_unusable(exception):
            return refused(request, Unusable(words))
        return None


def _unread(request: Request) -> HttpResponse | None:
    """The refusal of what cannot be read: written in another way than every page of the house, or
    an address with more fields than anybody asks for. Whoever answers reads it again, and so it is
    put away first.
    """
    if request.encoding and lookup(request.encoding).name != "utf-8":  # Django looked it up before
        request.encoding = "utf-8"
        return unreadable(request, BadRequest())
    try:
        request.GET  # noqa: B018 - read by this
    except TooManyFieldsSent as problem:
        request.GET = QueryDict()
        return unreadable(request, problem)
    return None


def _reads_pages(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


_UNREADABLE = _(
    "The text holds characters that cannot be read. Please remove them, or type the text again."
)


_BEYOND = _(
    "A number, a day or a text lies beyond what can be kept. Please check what you entered."
)
_NO_JSON = _("This address reads JSON. Please send the body as application/json.")


def _why_unusable(exception: Exception) -> Any:
    """What was wrong with what was sent, where no form or schema said it; empty for everything that
    is the house's own fault. The transaction around it is undone already.
    """
    if isinstance(exception, UnicodeEncodeError) and "surrogates" in exception.reason:
        return _UNREADABLE  # half a character, which only a program can send
    if isinstance(exception, (OverflowError, DataError)):
        log.warning("something sent lay beyond what is kept", exc_info=exception)
        return _BEYOND
    return _NO_JSON if isinstance(exception, RawPostDataException) else ""


def _holds_nul(request: Request) -> bool:
    if "\0" in request.path or any(
        "\0" in value for values in request.GET.lists() for value in (values[0], *values[1])
    ):
        return True
    if request.content_type == "application/json":
        return UNREADABLE_IN_JSON.search(request.body) is not None
    if request.method != "POST" or request.content_type not in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        return False
    return any(
        "\0" in value for values in request.POST.lists() for value in (values[0], *values[1])
    )
