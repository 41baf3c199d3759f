"""How do so many clients ask a server at the same time, and how long does each wait?"""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Call:
    """One request as it will be sent."""

    method: str
    path: str
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def form(
        cls, path: str, fields: dict[str, object], cookies: dict[str, str], *, address: str = ""
    ) -> "Call":
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        kept = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        if address:
            kept["X-Forwarded-For"] = address
        return cls("POST", path, urlencode(fields).encode(), kept)


@dataclass(frozen=True)
class Spent:
    """What so many acts cost: seconds together, and of each."""

    seconds: float
    each: list[float]

    @property
    def rate(self) -> float:
        return len(self.each) / self.seconds

    def percentile(self, percent: int) -> float:
        """Milliseconds."""
        return sorted(self.each)[max(0, -(-percent * len(self.each) // 100) - 1)] * 1000

    def tell(self, what: str, *, floors: dict[str, "Spent"] | None = None) -> None:
        ratios = "".join(
            f"   1/{floor.rate / self.rate:.1f} of {name}" for name, floor in (floors or {}).items()
        )
        print(
            f"{what:<46} {self.rate:>8.0f} /s   p50 {self.percentile(50):>7.1f} ms   p95 "
            f"{self.percentile(95):>7.1f} ms{ratios}",
            flush=True,
        )


def at_once(
    clients: int, work: Sequence[object], worker: Callable[[], Callable[[object], None]]
) -> Spent:
    """The work, from one heap, by threads that begin together; an act that fails stops all."""
    heap, spent, failed = iter(list(work)), list[float](), list[BaseException]()
    lock, ready = threading.Lock(), threading.Barrier(clients + 1)

    def run() -> None:
        try:
            act = worker()
            ready.wait()
            while not failed:
                with lock:
                    piece = next(heap, None)
                if piece is None:
                    return
                begun = time.perf_counter()
                act(piece)
                took = time.perf_counter() - begun
                with lock:
                    spent.append(took)
        except BaseException as problem:  # noqa: BLE001 - told by the thread that asked
            failed.append(problem)
            ready.abort()

    threads = [threading.Thread(target=run) for _client in range(clients)]
    for thread in threads:
        thread.start()
    try:
        ready.wait()
    except threading.BrokenBarrierError:
        raise failed[0] from None
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    if failed:
        raise failed[0]
    return Spent(seconds, spent)


def client_of(port: int, wanted: int) -> Callable[[], Callable[[object], None]]:
    """Each thread's own connection, kept open; an answer with another status than `wanted` is a
    failure.
    """

    def open_one() -> Callable[[object], None]:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)

        def ask(call: object) -> None:
            assert isinstance(call, Call)
            connection.request(
                call.method,
                call.path,
                call.body or None,
                {"Connection": "keep-alive", **call.headers},
            )
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != wanted:
                raise AssertionError(f"{call.path} answered {answer.status}: {body[:400]!r}")

        return ask

    return open_one


@contextmanager
def served(root: Path = HERE.parent) -> Iterator[int]:
    """The house of this run, as `jinlin serve` runs it, in processes of its own; the port.

    The only addition is the constant's address. `root` is where its code stands.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    python = os.pathsep.join([str(HERE), str(root), os.environ.get("PYTHONPATH", "")])
    house = {**os.environ, "DJANGO_SETTINGS_MODULE": "served", "PYTHONPATH": python}
    command = [
        sys.executable,
        "-c",
        "from jinlin.web.cli import main; main()",
        "serve",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, env=house, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def address_of(number: int) -> str:
    """Where this resident lives in the net: nobody sends more forms than a house lets them."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def last_step(place_code: str, text: str, number: int) -> Call:
    """The last page of the form as a resident's own browser sends it, all before it being done."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    address = address_of(number)
    browser = Client(headers={"host": "127.0.0.1", "x-forwarded-for": address})
    browser.post("/report/place/", {"code": place_code})
    browser.post("/report/what/", {"text": f"{text} {number}", "spot": "3幢楼下"})
    hidden = hidden_fields(browser.get("/report/who/").content.decode())
    sent = {**hidden, "identity": "anonymous"}
    return Call.form("/report/who/", sent, cookies_of(browser), address=address)


def hidden_fields(page: str) -> dict[str, str]:
    """What a form carries without being asked, its token included."""
    fields = (
        dict(re.findall(r'(\w+)="([^"]*)"', tag))
        for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', page)
    )
    return {field["name"]: unescape(field.get("value", "")) for field in fields if "name" in field}


def cookies_of(browser: Any) -> dict[str, str]:
    return {name: morsel.value for name, morsel in browser.cookies.items()}


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _try in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            client_of(port, 200)()(Call("GET", "/bench/constant/"))
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not answer")
