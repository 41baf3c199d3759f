"""What does a phone hear when it hands in what was written at doors?

Each form and each file is answered by a receipt of its own; only then the phone forgets it. The
receipt names the form and proves its bytes, says how it counts, and brings the numbers of what it
became. Sent twice it is one.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jinlin.core.errors import Refusal, Unusable
from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.domains.visits import actions as visits
from jinlin.domains.visits.actions import Handed, Taken
from jinlin.domains.visits.models import Finding, FindingState
from jinlin.domains.visits.permissions import can_carry
from jinlin.ground.accounts import doors
from jinlin.journeys.visit_to_appeal import pass_on_all
from jinlin.shell.requests import Request


@doors.able(can_carry)
@never_cache
@require_POST
def take_form(request: Request) -> HttpResponse:
    """One sealed form; its receipt, or the refusal in words. 422 is final, the rest is tried
    again.
    """
    return receipt_of(request, lambda content: _take(content, request))


@doors.able(can_carry)
@never_cache
@require_POST
def take_file(request: Request) -> HttpResponse:
    """One sealed photo, voice note or signature; its receipt."""
    text = request.POST.get("told", "")
    try:
        content, file = read_json(text), request.FILES["file"]
        sealed = visits.envelope(content, file.read())  # type: ignore[union-attr]
        row = visits.take_file(UUID(content["id"]), sealed)
        return JsonResponse({"id": str(row.pk), "digest": row.digest, "words": ""})
    except Refusal as refusal:
        return refused(refusal, id_in(text))
    except (ValueError, KeyError, TypeError, AttributeError):
        return refused(Unusable(), id_in(text))


def _take(content: dict[str, Any], request: Request) -> dict[str, Any]:
    sealed = visits.envelope(content)
    handed = Handed(
        key=UUID(content["id"]),
        content=visits.opened_form(sealed),
        digest=sealed.digest,
        sent_at=moment(content.get("sent_at")),
        sender=request.actor,
    )
    taken = visits.take(handed)
    found = pass_on_all(taken.keys)
    numbers = [
        {"id": str(each.pk), "kind": each.kind, "number": each.number}
        for each in found
        if each.state == FindingState.PASSED
    ]
    return {
        "id": str(handed.key),
        "digest": handed.digest,
        "state": taken.state,
        "found": numbers,
        "words": _words(taken, found),
    }


def _words(taken: Taken, found: list[Finding]) -> str:
    words = {
        "stands": _("Handed in."),
        "held": _("Handed in; it counts when the form before it has come."),
        "beside": _("Handed in. A colleague filled in a form for the same door; both are kept."),
        "set_aside": _("Handed in."),
        "aside": _("Handed in and laid aside for the lead to look at."),
        "twice": _("Handed in beside another form under the same number; both are kept."),
    }[taken.state]
    numbers = "、".join(each.number for each in found if each.number)
    return f"{words} {_('Numbers: {numbers}').format(numbers=numbers)}" if numbers else words


def receipt_of(request: Request, take: Callable[[dict[str, Any]], dict[str, Any]]) -> HttpResponse:
    """What `take` says of the one entry that was sent as JSON, or the refusal in words."""
    if request.content_type != "application/json":
        return refused(Unusable(), "")
    try:
        return JsonResponse(take(read_json(request.body)))
    except Refusal as refusal:
        return refused(refusal, id_in(request.body))
    except (ValueError, KeyError, TypeError, AttributeError):
        return refused(Unusable(), id_in(request.body))


def moment(text: Any) -> datetime:
    """What a phone says of when; now where it cannot be read."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return clock.now()
    return found if found.tzinfo else clock.now()


def refused(refusal: Refusal, key: str) -> HttpResponse:
    """The refusal as the outbox of a phone reads it."""
    words = {"code": refusal.code, "message": str(refusal), "id": key}
    return JsonResponse(words, status=refusal.status)


def id_in(body: bytes | str) -> str:
    """Of which entry a phone speaks, where that can be read."""
    try:
        return str(read_json(body).get("id", ""))
    except (ValueError, AttributeError):
        return ""
