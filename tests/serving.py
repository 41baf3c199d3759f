"""How does a test run the house as a county does: a process of its own, with a folder and a
database of its own?
"""

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from jinlin.core.time import clock
from tests import collected, migrated, peopled
from tests.clusters import renamed, say_to_postgres
from tests.house import ROOT

PATIENCE_SECONDS = 90
MORNING = 8  # o'clock, in China
JINLIN = Path(sys.executable).with_name("jinlin")


@dataclass
class House:
    """One installation. `start` and `kill` may take turns; its data stays."""

    var: Path
    database_url: str = ""
    port: int = 0
    further: dict[str, str] = field(default_factory=dict)  # what else its environment says
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.port = self.port or free_port()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        plain = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("JINLIN_", "DJANGO_"))
        }
        own = {
            "JINLIN_VAR": str(self.var),
            "JINLIN_DEMO": "1",
            "JINLIN_SITE_URL": self.url,
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "default",
        }
        return {
            **plain,
            **own,
            **({"JINLIN_DATABASE_URL": self.database_url} if self.database_url else {}),
            **self.further,
        }

    def say(self, *words: str) -> str:
        """What the console command answers. Fails when it fails."""
        return self._run(str(JINLIN), *words)

    @cached_property
    def people(self) -> dict[str, Any]:
        """The database is made and the cast stands in it."""
        if self.further:
            return self._peopled_anew()
        return peopled.told(self.var, self.database_url, self._peopled_anew)

    def _peopled_anew(self) -> dict[str, Any]:
        with collected.lent(self.var):
            said = self._run(sys.executable, "-m", "tests.small_house")
        told: dict[str, Any] = json.loads(said)
        return told

    def start(self, words: list[str] | None = None, *, at: Path = ROOT) -> None:
        """It answers: as usual, or as these words of a command line say, with the code that lies
        there.
        """
        with (self.var / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                words or [str(JINLIN), "serve", "--port", str(self.port)],
                cwd=at,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(
                    f"the server did not start:\n{(self.var / 'serve.log').read_text()}"
                )
            time.sleep(0.1)

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of one answer, over a connection of its own."""
        with closing(
            HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        ) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def kill(self) -> None:
        """Every process of the server is gone at once, as when the power fails."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, what: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, what)
            self.process.wait(timeout=PATIENCE_SECONDS)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(self.process.pid, signal.SIGKILL) if self.process.poll() is None else None
        self.process.wait()
        self.process = None

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/sign-in/")[0] == 200
        except (OSError, HTTPException):
            return False

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            words, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{words}: {done.stdout}\n{done.stderr}"
        return done.stdout


@contextmanager
def house_at(var: Path, *, database: str, further: dict[str, str] | None = None) -> Iterator[House]:
    """A house on SQLite, or on a PostgreSQL database of its own beside the one that
    JINLIN_DATABASE_URL names, migrated; gone afterwards, whatever happened.
    """
    url = os.environ.get("JINLIN_DATABASE_URL", "")
    own_url = (
        renamed(url, f"jinlin_{var.name.replace('-', '_')}_{os.getpid()}")
        if database == "postgresql"
        else ""
    )
    if own_url:
        say_to_postgres(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", own_url)
        template = migrated.postgresql_template(url)
        say_to_postgres(url, f"CREATE DATABASE {{}} TEMPLATE {template}", own_url)
    else:
        shutil.copy(migrated.sqlite_file(), var / "jinlin.sqlite3")
    house = House(var, own_url, further=further or {})
    try:
        yield house
    finally:
        house.kill()
        if own_url:
            say_to_postgres(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", own_url)


def from_the_morning_on() -> dict[str, str]:
    """For the environment of a house that begins in the morning of this day, whatever the hour is:
    what ends at midnight does not end while a test goes on.
    """
    morning = clock.at(clock.today(), MORNING)
    return {
        "SECONDS_SHIFTED": str((morning - clock.now()).total_seconds()),
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "tests/held", ROOT))),
    }


@contextmanager
def postgres_at(name: str) -> Iterator[str]:
    """The address of an empty database of this name beside the one that JINLIN_DATABASE_URL names;
    gone afterwards.
    """
    url = os.environ["JINLIN_DATABASE_URL"]
    own_url = renamed(url, name)
    say_to_postgres(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", own_url)
    say_to_postgres(url, "CREATE DATABASE {}", own_url)
    try:
        yield own_url
    finally:
        say_to_postgres(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", own_url)


def free_port() -> int:
    """A port that is the test's own until its process ends: somebody stands at it who never
    listens, so that no call of another process is given it while a house is down.
    """
    guard = socket.socket()
    guard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    guard.bind(("127.0.0.1", 0))
    atexit.register(guard.close)
    return int(guard.getsockname()[1])
