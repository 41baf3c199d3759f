"""With how many processes and threads does the house answer?

SQLite has one writer at a time, and its lock is fair only inside one process: one process with a
few threads. PostgreSQL: a process for each core, with few threads each, since threads of one
process share Python's lock.
"""

import os
import socket

from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

SECONDS_TO_FINISH = 30


def serve(host: str, *, port: int, workers: int | None = None, threads: int | None = None) -> None:
    """Answers until SIGINT or SIGTERM; requests in hand are finished first."""
    _require_free(host, port)
    os.umask(0o077)  # what the house writes, only its owner reads
    is_sqlite = connections["default"].vendor == "sqlite"
    _let_go()
    Granian(
        "jinlin.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or (1 if is_sqlite else os.cpu_count() or 1),
        blocking_threads=threads or (4 if is_sqlite else 3),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
    ).serve()


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


def _let_go() -> None:
    """No connection lives on in the processes that start now: two of them on one socket would read
    each other's answers. A pool holds some beyond `close`.
    """
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        if hasattr(connection, "close_pool"):
            connection.close_pool()
