"""What happens to a request while the house cannot write, or not even read?"""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse

from jinlin.core import state
from jinlin.core.outages import Trouble, trouble_of
from jinlin.shell.requests import Request
from jinlin.web.refusals import unavailable

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# What is sent and changes nothing that is kept: to look for something, to choose how pages look.
ONLY_READ = frozenset({"desk-search", "choose-mode", "choose-language"})
# Who comes to read may come in, as long as the database itself takes it.
WAYS_IN = frozenset(
    {
        *("accounts:sign-in", "accounts:sign-in-code", "accounts:sign-out", "places:choose"),
        *("account_login", "account_logout", "mfa_authenticate"),
    }
)


class Gate:
    """Every page can be read as long as the database answers; what would change something gets a
    503 that gives back what was typed. When the database is gone everybody is told so at once.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if state.now().is_down:
            return unavailable(request, Trouble.DOWN, blind=True)
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """After the check of the form's origin: only what came from our own page is shown back."""
        known = state.now()
        if known.takes_writing or request.method in SAFE or _is_open(request, known):
            return None
        return unavailable(request, known.trouble or Trouble.READ_ONLY)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        trouble = trouble_of(error)
        return unavailable(request, trouble, blind=True) if trouble else None


class SessionsWhileKept(SessionMiddleware):
    """A session that cannot be written does not spoil a page that was only read."""

    def process_response(self, request: Any, response: Any) -> Any:
        try:
            return super().process_response(request, response)
        except Exception as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            if request.method in SAFE or response.status_code >= 500:
                return response
            return unavailable(request, trouble, blind=True)


def _is_open(request: Request, known: state.State) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    return name in ONLY_READ or (known.trouble is None and name in WAYS_IN)
