"""What does a phone send that kept entries while it had no network?

Each entry is answered by a receipt; only then the phone forgets it. Sent twice it is one.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jinlin.core.errors import Refusal
from jinlin.core.offline import Sent, keeping_both
from jinlin.core.text import read_json
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.desk.series import hosts
from jinlin.domains.servicedays.models import Tally
from jinlin.domains.servicedays.moves import SESSIONS
from jinlin.domains.servicedays.queries.day import seated
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.shell.requests import Request


@hosts
@never_cache
@require_POST
def take(request: Request) -> HttpResponse:
    """One entry; its receipt, or the refusal in words. 422 and 403 are final, the rest is tried
    again.
    """
    if request.content_type != "application/json":
        return JsonResponse({"code": "unusable", "message": "", "id": ""}, status=422)
    try:
        body = read_json(request.body)
        answer = _take(body, request)
    except Refusal as refusal:
        words = {"code": refusal.code, "message": str(refusal)}
        return JsonResponse({**words, "id": _id_in(request)}, status=refusal.status)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"code": "unusable", "message": "", "id": ""}, status=422)
    return JsonResponse(answer)


def _take(body: dict[str, Any], request: Request) -> dict[str, Any]:
    row = SESSIONS.in_scope(request.actor, UUID(body["session"]))
    sent = Sent(UUID(body["id"]), {**body, "sent_at": ""}, row.place_code)
    if body["what"] == "tally":
        with keeping_both(Tally, sent):
            made = actions.tally(
                row, str(body["kind"]), int(body["people"]), key=sent.key, actor=request.actor
            )
        return {"id": str(made.pk), "digest": f"{made.kind}:{made.people}", "words": ""}
    sight = Sight(
        UUID(body["id"]),
        str(body.get("nonce") or body["id"])[:40],
        Means.WALK_IN if body["what"] == "visit" else Means.LIST,
        clock.certain(datetime.fromisoformat(body["said_at"])),
        clock.certain(datetime.fromisoformat(body["sent_at"])),
        is_leaving=body["what"] == "leave",
        ticket=str(body.get("ticket", ""))[:64],
    )
    with keeping_both(Scan, sent):
        if body["what"] == "visit":
            scan = actions.visit(row, sight, actor=request.actor)
        else:
            scan = actions.arrive(row, seated(row, UUID(body["seat"])), sight, actor=request.actor)
    return vars(receipt(scan))


def _id_in(request: Request) -> str:
    try:
        return str(read_json(request.body).get("id", ""))
    except (ValueError, AttributeError):
        return ""
