"""Who acts in this request, and has a member of staff been away too long?"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from jinlin.core.actor import Actor
from jinlin.core.editions import ask_once_ahead
from jinlin.core.time import clock
from jinlin.ground.accounts import actors, sessions
from jinlin.ground.accounts.doors import sign_in_first
from jinlin.ground.accounts.owed import OPEN, WORDS, still_owed
from jinlin.ground.accounts.sessions import BY_PHONE, SEEN

WRITE_AFTER_SECONDS = 60


class ActorOnRequest:
    """Puts the lazy `request.actor` on every request and ends the session of staff who were idle
    longer than the house allows.
    """

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        with ask_once_ahead():  # who a program speaks for, and what it names
            return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """After the check of the form's origin, so that only what was typed on our own page is
        shown back.
        """
        if not _is_over(request):
            return _first_of_all(request)
        logout(request)
        request.actor = actors.anonymous()
        return sign_in_first(request, sign_in="account_login", away=True)


def actor_of(request: Any) -> Actor:
    tracks = sessions.tracks(request)
    if not request.user.is_authenticated:
        return actors.anonymous(tracks=tracks)
    if request.session.get(BY_PHONE):
        return actors.without_grants(request.user, tracks=tracks)
    return actors.actor_for(request.user, tracks=tracks)


def _first_of_all(request: Any) -> HttpResponse | None:
    """Who still owes something is led to it from wherever they go."""
    if (
        settings.SESSION_COOKIE_NAME not in request.COOKIES
        or not request.user.is_authenticated
        or request.resolver_match.view_name in OPEN
        or not (page := still_owed(request))
    ):
        return None
    messages.info(request, WORDS[page])
    if request.headers.get("HX-Request"):
        return HttpResponse(status=403, headers={"HX-Redirect": reverse(page)})
    return redirect(page)


def _is_over(request: Any) -> bool:
    """Whether this is a staff session unused for too long.

    A used one is noted, at most once a minute, to spare writes.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return False
    if request.session.get(BY_PHONE) or not request.user.username:
        return False
    now = clock.now().timestamp()
    seen = request.session.get(SEEN, now)
    if now - seen > settings.STAFF_IDLE_MINUTES * 60:
        return True
    if SEEN not in request.session or now - seen > WRITE_AFTER_SECONDS:
        request.session[SEEN] = now
    return False
