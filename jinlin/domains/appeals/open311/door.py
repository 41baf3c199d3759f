"""Who comes through this door, and how does a no look here?

A key is an API token of the house: as `api_key`, as `Authorization: Bearer`, or as the password in
the address (`https://key:jl_...@host/open311/v2`), for clients that know no other way. A session is
never looked at, so that no page elsewhere can use one.
"""

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotHere, Refusal
from jinlin.domains.appeals.open311.formats import Answer, refusal, written
from jinlin.ground.accounts.tokens import PREFIX, speaker
from jinlin.ground.places.models import Level, Place
from jinlin.shell.requests import Request

STANDARD = (
    403,
    404,
    # a key that is wrong or missing, what does not exist; every other refusal is a 400 here, as the
    # standard wants it
)


class KeyMissing(NotAllowed):
    words = gettext_lazy(
        "Please send an api_key: what residents wrote is not public. Keys are issued by the "
        "county's security administrator."
    )


class KeyUnknown(NotAllowed):
    words = gettext_lazy("This api_key is unknown, expired or revoked.")


def door(*methods: str) -> Callable[[Callable[..., Answer]], Callable[..., HttpResponse]]:
    """A view that gives an Answer becomes one that speaks JSON or XML and refuses in GeoReport's
    shape.
    """

    def wrap(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def answered(request: Request, *, form: str = "", **words: str) -> HttpResponse:
            form = form or form_of(request.path)
            if request.method not in methods and not (
                request.method == "HEAD" and "GET" in methods
            ):
                no = refusal(405, _("This address does not know this method."), form)
                no["Allow"] = ", ".join(methods)
                return no
            try:
                return written(view(request, **words), form)
            except Refusal as problem:
                return refused(problem.status, str(problem), form)
            except SuspiciousOperation:
                return refused(400, _("This was more than can be taken at once."), form)

        return answered

    return wrap


def refused(status: int, words: str, form: str) -> HttpResponse:
    return refusal(status if status in STANDARD else 400, words, form)


def form_of(path: str) -> str:
    return "xml" if path.endswith(".xml") else "json"


def given(request: Request) -> QueryDict:
    """What was said: in the address, and in a form's body, which goes before."""
    fields = request.GET.copy()
    for name, values in request.POST.lists():
        fields.setlist(name, values)
    return fields


def caller(request: Request, fields: QueryDict, scope: str) -> Actor:
    """The member of staff whom the program speaks for.

    Raises KeyMissing, KeyUnknown, or NotAllowed when the key was not issued for this.
    """
    raw = _key_in(request.headers.get("Authorization", "")) or fields.get("api_key", "").strip()
    if not raw:
        raise KeyMissing
    actor = speaker(request, raw)
    if actor is None:
        raise KeyUnknown
    if actor.scopes is None or scope not in actor.scopes:
        raise NotAllowed(_("This api_key was not issued for %(scope)s.") % {"scope": scope})
    return actor


def jurisdiction(fields: QueryDict, actor: Actor | None = None) -> str:
    """The county's code; without one, the only county the actor works in, or none.

    Raises NotHere for a county that is not here.
    """
    code = (fields.get("jurisdiction_id") or "").strip()
    if not code:
        own = actor.counties() if actor else ()
        return own[0] if len(own) == 1 else ""
    if not Place.objects.present().filter(code=code, level=Level.COUNTY).exists():
        raise NotHere(_("jurisdiction_id: there is no county with this code."))
    return code


def _key_in(header: str) -> str:
    kind, _blank, credentials = header.partition(" ")
    if kind.lower() == "bearer":
        return credentials.strip()
    if kind.lower() != "basic":
        return ""
    try:
        user, _colon, password = (
            base64.b64decode(credentials, validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        return credentials
    return user if user.startswith(PREFIX) else password or user
