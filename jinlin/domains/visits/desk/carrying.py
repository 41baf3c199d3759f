"""What does the phone in a visitor's hand get from us: its page, the day's list, and the word that
it is shut out?
"""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal, Unusable
from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions import Handset
from jinlin.domains.visits.desk.deciding import KNOCKING
from jinlin.domains.visits.models import Phone
from jinlin.domains.visits.permissions import can_carry, can_shut_out
from jinlin.domains.visits.queries.carried import COOKIE, carried, known_phone
from jinlin.domains.visits.questions import GIVEN
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request

DAYS = 400  # for which the cookie holds


@doors.role(*KNOCKING)
@ensure_csrf_cookie
@require_safe
def phone(request: Request) -> HttpResponse:
    """The page in a stairwell. It holds nothing of anybody: the list is taken along by its
    button.
    """
    context = {"known": known_phone(request.COOKIES.get(COOKIE), request.user.pk), "given": GIVEN}
    return render(request, "visits/desk/phone.html", context)


@doors.able(can_carry)
@never_cache
@require_POST
def take_along(request: Request) -> HttpResponse:
    """The list of the day as JSON, with the county's public key; whom it names is on record."""
    try:
        body = _body_of(request)
        handset = Handset(UUID(str(body["phone"])), str(body.get("name", "")))
        with transaction.atomic():
            pack, found = actions.take_along(handset, actor=request.actor)
            written, persons = carried(pack, found)
            actions.record_looks(persons, actor=request.actor)
        key = actions.key_of(pack.county)
    except Refusal as refusal:
        return _refused(refusal)
    except (KeyError, ValueError):
        return _refused(Unusable())
    sealing = {"county": pack.county, "number": key.number, "public": key.public}
    answer = JsonResponse(
        {**written, "sealing": sealing}, json_dumps_params={"ensure_ascii": False}
    )
    answer.set_cookie(
        COOKIE, str(pack.phone_id), max_age=DAYS * 86400, httponly=True, samesite="Lax",
        secure=request.is_secure(), path=_where(request),
    )  # fmt: skip
    return answer


@doors.able(can_carry)
@never_cache
@require_POST
def word(request: Request) -> HttpResponse:
    """The phone says how many forms it still has, and hears whether it is shut out, and which of
    its doors are somebody else's by now.
    """
    try:
        body = _body_of(request)
        pack = UUID(str(body["pack"])) if body.get("pack") else None
        known = actions.hear(
            UUID(str(body["phone"])), waiting=int(str(body.get("waiting", 0))), actor=request.actor
        )
    except (KeyError, ValueError, TypeError, Unusable):
        return _refused(Unusable())
    is_shut_out = bool(known and known.shut_out_at)
    gone = actions.given_away(pack, actor=request.actor) if pack else []
    answer = {"shut_out": is_shut_out, "now": clock.now().isoformat(), "gone": gone}
    return JsonResponse(answer)


@doors.role(*KNOCKING)
@require_safe
def phones(request: Request) -> HttpResponse:
    """One's own phones, and as a lead those of one's places: how many forms each still has."""
    rows = (
        Phone.objects.visible_to(request.actor).select_related("user").order_by("-seen_at", "-pk")
    )
    shown = [(row, can_shut_out(request.actor, row)) for row in rows[:200]]
    return render(request, "visits/desk/phones.html", {"rows": shown})


@doors.role(*KNOCKING)
@require_POST
def shut_out(request: Request, pk: UUID) -> HttpResponse:
    """The phone gets no list any more."""
    row = Phone.objects.visible_to(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    try:
        actions.shut_out(row, actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The phone is shut out. Please also change the password of its owner.")
        )
    return redirect("visits:phones")


def _where(request: Request) -> str:
    """Where this person's page in a stairwell is: at the desk, or on the portal."""
    return "/desk/visits/" if request.actor.holds(*KNOCKING) else "/visits/"


def _body_of(request: Request) -> dict[str, object]:
    if request.content_type != "application/json":
        raise Unusable
    body = read_json(request.body)
    if not isinstance(body, dict):
        raise Unusable
    return body


def _refused(refusal: Refusal) -> HttpResponse:
    words = {"code": refusal.code, "message": str(refusal), **refusal.detail}
    return JsonResponse(words, status=refusal.status)
