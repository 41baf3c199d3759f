"""What is written down of each request, and of statements that take long?

Of a statement its text as it was prepared, never the values; which route asked; how long it took.
"""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created
from django.http import HttpResponse

from jinlin.shell.requests import Request
from jinlin.web.running import routes

requests = logging.getLogger("jinlin.requests")
queries = logging.getLogger("jinlin.queries")

LONGEST_STATEMENT = 2000
VALUE = re.compile(
    r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b"
)  # of a statement that came with values in it
SPACES = re.compile(r"\s+")


class Logged:
    """Each request knows its route, for whatever is written down meanwhile; with logs for machines
    it has a line of its own.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        routes.begin(routes.NO_ROUTE)
        began = time.perf_counter()
        response = self.get_response(request)
        if settings.JSON_LOGS:
            took = round((time.perf_counter() - began) * 1000, 1)
            details = {"method": request.method, "status": response.status_code, "ms": took}
            requests.info("answered", extra=details)
        return response

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        routes.begin(match.view_name or match.route if match else routes.NO_ROUTE)


def note_slow(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """What Django calls around each statement."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        took = (time.perf_counter() - began) * 1000
        if took >= settings.SLOW_QUERY_MS:
            details = {"statement": without_values(str(sql)), "ms": round(took, 1)}
            queries.warning(
                "slow: %s ms, %s: %s",
                details["ms"],
                routes.current(),
                details["statement"],
                extra=details,
            )


def without_values(sql: str) -> str:
    return SPACES.sub(" ", VALUE.sub("?", sql)).strip()[:LONGEST_STATEMENT]


def watch_statements() -> None:
    """Every connection that is made from now on notes what is slow, where a bound is set."""
    if settings.SLOW_QUERY_MS:
        connection_created.connect(_watched, dispatch_uid="slow statements")


def _watched(connection: Any, **_more: Any) -> None:
    if note_slow not in connection.execute_wrappers:
        connection.execute_wrappers.append(note_slow)
