"""How does the house hand something to a gateway outside, and what may go wrong?

Everything ends within DEADLINE_SECONDS, also when the other side sends one byte at a time. No
redirect is followed. What went wrong is said in a word that is safe to show: no address, no number
of anybody.
"""

import hashlib
import hmac
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import partial
from typing import Any, Self
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from jinlin.core import outside
from jinlin.core.text import read_json
from jinlin.core.time import clock

TIMEOUT_SECONDS = 6  # for one step: to connect, to the next bytes
DEADLINE_SECONDS = 15  # for all of it
LARGEST_ANSWER = 64 * 1024
LONGEST_AWAY = 10**6  # seconds
TRY_AGAIN = frozenset({408, 409, 425, 429})  # the 4xx that say 'not now' rather than 'no'
LONGEST_DETAIL = 120


class Wrong(StrEnum):
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    BUSY = "busy"
    BROKEN = "broken"
    GARBAGE = "garbage"
    REFUSED = "refused"
    GONE = "gone"
    INSIDE = "inside"


Watch = Callable[[socket.socket], None]
FINAL = frozenset({Wrong.REFUSED, Wrong.GONE, Wrong.INSIDE})


class NotTaken(Exception):
    """The gateway did not say that it took the message.

    Only when `wrong` is among FINAL is it certain that it did not.
    """

    def __init__(
        self, wrong: Wrong, detail: object = "", *, stay_away: timedelta = timedelta(0)
    ) -> None:
        self.wrong = wrong
        self.detail = harmless(str(detail))
        self.stay_away = stay_away
        super().__init__(f"{wrong} {self.detail}".strip())


def hand_in(
    url: str,
    message: Mapping[str, object],
    *,
    key: str,
    secret: str,
    outside_only: bool = False,
) -> bytes:
    """The gateway's answer to a signed message:

    X-Signature is the HMAC-SHA256 of "timestamp.body" in hex. With the same `key` it is to act
    once.
    """
    body, stamp = written(message), str(int(time.time()))
    return post(
        url,
        body,
        headers={
            "Idempotency-Key": key,
            "X-Timestamp": stamp,
            "X-Signature": signature(secret, stamp, body),
        },
        outside_only=outside_only,
    )


def signature(secret: str, stamp: str, body: bytes) -> str:
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def written(message: Mapping[str, object]) -> bytes:
    return json.dumps(message, ensure_ascii=False, sort_keys=True).encode()


def read_object(answer: bytes) -> dict[str, Any]:
    """The answer as a JSON object.

    Raises NotTaken when it is anything else, such as the page of some proxy on the way.
    """
    try:
        read = read_json(answer)
    except ValueError:
        raise NotTaken(Wrong.GARBAGE) from None
    if not isinstance(read, dict):
        raise NotTaken(Wrong.GARBAGE)
    return read


def is_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str] | None = None,
    outside_only: bool = False,
) -> bytes:
    """What a gateway answers with a status of success. Raises NotTaken for everything else.

    `outside_only`, for an address that was typed at the desk, as `notify` does it.
    """
    return _read_whole(url, body, headers or {}, outside_only=outside_only)


def fetch(
    url: str, *, headers: Mapping[str, str] | None = None, outside_only: bool = False
) -> bytes:
    """What an address answers with a status of success when it is asked. Raises NotTaken for
    everything else.
    """
    return _read_whole(url, None, headers or {}, outside_only=outside_only)


def notify(url: str, body: bytes, *, headers: Mapping[str, str], outside_only: bool) -> None:
    """The other side said with a status of success that it has it; whatever else it says is not
    read. Raises NotTaken for everything else.

    `outside_only`: never to an address inside the house's own network, and never through a proxy,
    which would hide where it leads.
    """
    _exchange(url, body, headers, read=lambda _response: b"", outside_only=outside_only)


def _read_whole(
    url: str, body: bytes | None, headers: Mapping[str, str], *, outside_only: bool
) -> bytes:
    answer = _exchange(
        url,
        body,
        headers,
        read=lambda response: response.read(LARGEST_ANSWER + 1),
        outside_only=outside_only,
    )
    if len(answer) > LARGEST_ANSWER:
        raise NotTaken(Wrong.GARBAGE, "size")
    return answer


def _exchange(
    url: str,
    body: bytes | None,
    headers: Mapping[str, str],
    *,
    read: Callable[[Any], bytes],
    outside_only: bool = False,
) -> bytes:
    if not is_address(url):
        raise NotTaken(Wrong.REFUSED, "address")
    request = Request(  # noqa: S310 - checked above
        url,
        data=body,
        headers={"Content-Type": "application/json; charset=utf-8", **headers},
        method="GET" if body is None else "POST",
    )
    trouble: NotTaken | None = None
    with _Watch(outside_only) as watch:
        try:
            with watch.opener().open(request, timeout=TIMEOUT_SECONDS) as response:
                answer = read(response)
        except (URLError, OSError, http.client.HTTPException) as problem:
            trouble = _trouble(problem)
    if watch.is_over:
        raise NotTaken(Wrong.SLOW)
    if trouble is not None:
        raise trouble
    return answer


def harmless(text: str) -> str:
    """A gateway's own words without anything that could be a number or a token, and short."""
    return re.sub(r"[0-9A-Za-z_-]{16,}|\d{7,}", "***", " ".join(text.split()))[:LONGEST_DETAIL]


def _trouble(problem: Exception) -> NotTaken:
    if isinstance(problem, HTTPError):
        with problem:
            return _by_status(problem.code, problem.headers.get("Retry-After", ""))
    reason = problem.reason if isinstance(problem, URLError) else problem
    if isinstance(reason, TimeoutError):
        return NotTaken(Wrong.SLOW)
    if isinstance(reason, outside.Inside):
        return NotTaken(Wrong.INSIDE)
    if isinstance(reason, http.client.RemoteDisconnected):
        return NotTaken(Wrong.BROKEN)
    return NotTaken(
        Wrong.GARBAGE if isinstance(reason, http.client.HTTPException) else Wrong.UNREACHABLE
    )


def _by_status(status: int, retry_after: str) -> NotTaken:
    away = _stay_away(retry_after)
    if status in {429, 503}:
        return NotTaken(Wrong.BUSY, status, stay_away=away)
    if status >= 500 or status in TRY_AGAIN:
        return NotTaken(Wrong.BROKEN, status, stay_away=away)
    return NotTaken(Wrong.GONE if status == http.client.GONE else Wrong.REFUSED, status)


def _stay_away(retry_after: str) -> timedelta:
    """What Retry-After asks for: seconds or a date; nothing sensible asks for nothing."""
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=int(retry_after) if len(retry_after) < 7 else LONGEST_AWAY)
    try:
        until: datetime = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError, OverflowError):
        return timedelta(0)
    return max(until - clock.now(), timedelta(0)) if until.tzinfo else timedelta(0)


class _Watch:
    """Hangs up when the deadline comes, whatever the other side is doing."""

    def __init__(self, outside_only: bool) -> None:
        self.is_over = False
        self._outside_only = outside_only
        self._sockets: list[socket.socket] = []
        self._guard = threading.Lock()
        self._timer = threading.Timer(DEADLINE_SECONDS, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._timer.cancel()

    def opener(self) -> Any:
        kept = (self._watch, self._outside_only)
        direct = (ProxyHandler({}),) if self._outside_only else ()
        return build_opener(_Plain(*kept), _Secure(*kept), _NoRedirect(), *direct)

    def _watch(self, one: socket.socket) -> None:
        """It is hung up with the others; where they were already, it took too long to connect."""
        with self._guard:
            if not self.is_over:
                self._sockets.append(one)
                return
        one.close()
        raise TimeoutError

    def _hang_up(self) -> None:
        with self._guard:
            self.is_over = True
        for one in self._sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # it is closed already


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_details: Any) -> None:
        return None


class _Plain(HTTPHandler):
    def __init__(self, watch: Watch, outside_only: bool) -> None:
        super().__init__()
        self._kept = (watch, outside_only)

    def http_open(self, req: Request) -> Any:
        return self.do_open(partial(_connection, http.client.HTTPConnection, *self._kept), req)


class _Secure(HTTPSHandler):
    def __init__(self, watch: Watch, outside_only: bool) -> None:
        super().__init__()
        self._kept = (watch, outside_only)

    def https_open(self, req: Request) -> Any:
        return self.do_open(partial(_connection, http.client.HTTPSConnection, *self._kept), req)


def _connection(kind: Any, watch: Watch, outside_only: bool, host: str, **options: Any) -> Any:
    """A connection that tells which socket it uses, and leads out of the house when it must."""
    connection = kind(host, **options)
    if outside_only:
        connection._create_connection = outside.connect  # noqa: SLF001 - where http.client asks for its socket
    connect = connection.connect

    def connect_and_tell() -> None:
        connect()
        watch(connection.sock)

    connection.connect = connect_and_tell
    return connection
