"""With how many processes and threads does the house answer?

SQLite has one writer at a time, and its lock is fair only inside one process: one process with a
few threads. PostgreSQL: a process for each core, with few threads each, since threads of one
process share Python's lock.
"""

import multiprocessing
import os
import socket
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from jinlin.web.running import folder

SECONDS_TO_FINISH = 30
MOST_IDLE = 600  # seconds, the server's most: a thread that ends takes its line and all plans along


def serve(host: str, *, port: int, workers: int | None = None, threads: int | None = None) -> None:
    """Answers until SIGINT or SIGTERM; requests in hand are finished first."""
    _require_free(host, port)
    os.umask(0o077)  # what the house writes, only its owner reads
    is_sqlite = connections["default"].vendor == "sqlite"
    usual = (1, 4) if is_sqlite else (os.cpu_count() or 1, 3)
    if not is_sqlite:
        _bound_statements()
    if folder.is_on():
        folder.open_folder(Path(settings.VAR))
    try:
        _read_once()
        _let_go()
        _server(host, port, workers or usual[0], threads or usual[1]).serve()
    finally:
        folder.close_folder()


def _server(host: str, port: int, workers: int, threads: int) -> Any:
    return Granian(
        "jinlin.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=MOST_IDLE,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_dictconfig=_lines() if settings.JSON_LOGS else None,
    )


def _lines() -> dict[str, Any]:
    """The server's own words come as lines of JSON, too."""
    form = {"()": "jinlin.web.running.lines.JsonLines"}
    console = {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}
    return {"formatters": {"json": form}, "handlers": {"console": console, "access": console}}


def _bound_statements() -> None:
    """A statement for a page is stopped after some time, so that it holds up nobody else."""
    option = f"-c statement_timeout={settings.STATEMENT_SECONDS * 1000}"
    for options in (each.settings_dict["OPTIONS"] for each in connections.all()):
        options["options"] = f"{options.get('options', '')} {option}".strip()


class PortTaken(Exception):
    """Somebody answers at this port already: two houses would answer in turn."""


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as problem:
            raise PortTaken from problem


def _read_once() -> None:
    """The processes that answer begin as copies of this one, and so does whichever takes the place
    of one that was killed: none of them reads the house anew.
    """
    multiprocessing.set_start_method("fork", force=True)
    import_module("jinlin.web.answering")


def _let_go() -> None:
    """No connection lives on in the processes that start now: two of them on one socket would read
    each other's answers.
    """
    connections.close_all()
