"""What is counted and measured of requests and of the house, for Prometheus?

Several processes answer: each counts in a small file of its own in a folder that they share, and
whichever is asked adds them up. The folder lies in memory where the machine has such a place: a
full disk must not stop a page. What the house as a whole looks like is read when it is asked for.
"""

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from jinlin.core import state
from jinlin.shell.requests import Request
from jinlin.web.running import readings
from jinlin.web.running.folder import FOLDER, is_on

TEXT = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30)
KINDS = ("api", "open311", "desk", "files", "static")

_here = CollectorRegistry()  # of this process; with a shared folder the files are read instead
REQUESTS = Counter(
    "jinlin_requests_total",
    "Requests by kind of page, app and status",
    ("kind", "app", "status"),
    registry=_here,
)
SECONDS = Histogram(
    "jinlin_request_seconds",
    "Seconds until the answer began, by kind of page",
    ("kind",),
    buckets=BUCKETS,
    registry=_here,
)


class Metered:
    """Each request is counted once, whatever comes of it."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        if not is_on():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        kind = _kind(request.path)
        REQUESTS.labels(kind, _app(request), str(response.status_code)).inc()
        SECONDS.labels(kind).observe(time.perf_counter() - began)
        return response


class House:
    """What is read of the whole house at the moment of asking."""

    def collect(self) -> Iterable[Any]:
        known = state.now()
        yield _gauge("jinlin_takes_writing", "1: forms are taken", float(known.takes_writing))
        for reading in readings.all_readings():
            if reading.value is not None:
                yield _gauge(reading.name, reading.words, reading.value)


def page() -> HttpResponse:
    """All numbers as text."""
    registry: Any = CollectorRegistry()
    if os.environ.get(FOLDER):
        MultiProcessCollector(registry)
    counted = b"" if os.environ.get(FOLDER) else generate_latest(_here)
    registry.register(House())
    return HttpResponse(
        counted + generate_latest(registry),
        content_type=TEXT,
        headers={"Cache-Control": "no-store"},
    )


def _kind(path: str) -> str:
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in KINDS else "portal"


def _app(request: Request) -> str:
    """Whose page it is; of what no address knows nothing is repeated."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "none"
    app = getattr(match.func, "__module__", "").split(".")
    return app[2] if app[:1] == ["jinlin"] and len(app) > 3 and app[1] in _FLOORS else "web"


_FLOORS = frozenset({"domains", "services", "ground"})


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
