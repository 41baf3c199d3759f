"""Does this process live, and can it serve? And what may Prometheus read?

Answered before anything else: whoever asks this asks by the machine's address, without a session,
and also when the database is gone. Nothing here says more than yes, no and numbers.
"""

import hmac
from collections.abc import Callable
from ipaddress import ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse

from jinlin.core import state
from jinlin.core.addresses import client_address, read
from jinlin.core.outages import trouble_of
from jinlin.shell.requests import Request
from jinlin.web.running import metering

LIVE, READY, WHOLE, METRICS = "/health/live", "/health/ready", "/health", "/metrics"


class Probes:
    """The doors for machines: /health/live, /health/ready, /health (both) and /metrics."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        door = request.path.rstrip("/")
        if request.method not in {"GET", "HEAD"} or door not in {LIVE, READY, WHOLE, METRICS}:
            return self.get_response(request)
        if door == METRICS:
            return metering.page() if may_measure(request) else self.get_response(request)
        response = JsonResponse({"live": True}) if door == LIVE else _ready()
        response["Cache-Control"] = "no-store"
        return response


def may_measure(request: Request) -> bool:
    """A token that was set, or an address that was named; nobody where neither was."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if settings.METRICS_TOKEN and hmac.compare_digest(
        sent.encode(), settings.METRICS_TOKEN.encode()
    ):
        return True
    here = read(client_address(request))
    return here is not None and any(here in ip_network(each) for each in settings.METRICS_FROM)


def _ready() -> JsonResponse:
    """503 while pages cannot be read; a house that only reads is ready, and says so."""
    known = state.now()
    is_ready = not known.is_down and _database_answers()
    body = {"live": True, "ready": is_ready, "writes": is_ready and known.takes_writing}
    return JsonResponse(body, status=200 if is_ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        if trouble_of(error) is None:
            raise
        return False
    return True
