"""Who may open this page, and what happens to whoever may not (yet)?

    @doors.signed_in        residents and staff
    @doors.desk             whoever came in by user name and password
    @doors.staff            of these, who holds a role today
    @doors.role("lead")     of these, who holds this role somewhere
    @doors.keeper("lead")   of these, who looks after a place with this role
Whoever is not signed in is led to the right sign-in and back; what was being sent is shown, so that
nothing typed is lost.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import require
from jinlin.core.keys import is_key
from jinlin.ground.accounts.sessions import BY_PHONE
from jinlin.shell.requests import Request

View = Callable[..., HttpResponseBase]
SECRET = re.compile(r"pass|code|token|csrf|key|version|next", re.IGNORECASE)


def signed_in(view: View) -> View:
    return _guarded(view, sign_in="accounts:sign-in", check=lambda _request: None)


def desk(view: View) -> View:
    return _guarded(view, sign_in="account_login", check=_at_the_desk)


def staff(view: View) -> View:
    return _guarded(view, sign_in="account_login", check=_with_a_role)


def role(*roles: str) -> Callable[[View], View]:
    """Only for whoever holds one of these roles; other staff are told so."""
    return _of_roles(lambda actor: actor.holds(*roles))


def keeper(*roles: str) -> Callable[[View], View]:
    """Only for whoever looks after a place with one of these roles: not for those who hold it for
    a unit with matters of its own.
    """

    return _of_roles(lambda actor: actor.looks_after(*roles))


def _of_roles(opens: Callable[[Any], bool]) -> Callable[[View], View]:
    """The page says of itself to whom it opens, so that nobody is shown a way to a shut door (the
    filter `may_open`).
    """

    def check(request: Any) -> None:
        _with_a_role(request)
        require(opens(request.actor))

    def guard(view: View) -> View:
        guarded: Any = _guarded(view, sign_in="account_login", check=check)
        guarded.opens = opens
        return cast(View, guarded)

    return guard


def able(can: Callable[[Any], bool]) -> Callable[[View], View]:
    """Only for whoever this says may, at the desk or signed in by phone."""

    def check(request: Any) -> None:
        require(can(request.actor))

    return lambda view: _guarded(view, sign_in="accounts:sign-in", check=check)


def sign_in_first(request: Request, *, sign_in: str, away: bool = False) -> HttpResponse:
    """A page that was only opened comes back after signing in.

    What was being sent is shown back.
    """
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else _came_from(request)
    address = f"{reverse(sign_in)}?{urlencode({'next': back, **({'away': 1} if away else {})})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    if request.method in {"GET", "HEAD"}:
        return redirect(address)
    response = render(
        request,
        "accounts/session_over.html",
        {"address": address, "typed": _typed(request)},
        status=401,
    )
    response["Cache-Control"] = "no-store"
    return response


def _guarded(view: View, *, sign_in: str, check: Callable[[Any], None]) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request, sign_in=sign_in)
        check(request)
        return view(request, *args, **kwargs)

    return guarded


def _at_the_desk(request: Any) -> None:
    words = _(
        "This part is for staff. Please sign out and sign in with your user name and password."
    )
    require(bool(request.user.username) and not request.session.get(BY_PHONE), words)


def _with_a_role(request: Any) -> None:
    _at_the_desk(request)
    require(
        request.actor.is_staff,
        _("You hold no role at present. Please turn to your security administrator."),
    )


def _came_from(request: Request) -> str:
    """The page whose form was sent, when it was one of ours; what it was sent to may take POST
    only.
    """
    scheme_and_host = f"{request.scheme}://{request.get_host()}/"
    referer = request.headers.get("Referer", "")
    return (
        referer[len(scheme_and_host) - 1 :]
        if referer.startswith(scheme_and_host)
        else "/desk/"
        if request.path.startswith("/desk/")
        else "/"
    )


def _typed(request: Request) -> list[str]:
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if not SECRET.search(name) and len(value.strip()) > 1 and not is_key(value)
    ]
