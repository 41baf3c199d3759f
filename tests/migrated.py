"""Which migrated database does a test process begin with?

One is migrated for each state of the migrations, by whichever process comes first; every process
copies it. What a copy still lacks (tables of the tests' own apps) the usual set-up adds.
"""

import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from psycopg import sql

from tests.clusters import connected

ROOT = Path(__file__).resolve().parents[1]
ROOM = Path(tempfile.gettempdir()) / f"jinlin-migrated-{os.getuid()}"
KEPT_SECONDS = 24 * 3600


def fingerprint() -> str:
    """Changes with any migration, and with what migrations import."""
    digest = hashlib.sha256()
    for path in sorted(
        {*ROOT.glob("jinlin/**/migrations/*.py"), *ROOT.glob("jinlin/core/**/*.py")}
    ):
        if "tests" not in path.relative_to(ROOT).parts:
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def sqlite_file() -> Path:
    """A migrated database in a file, to be copied and never to be opened for writing."""
    file = ROOM / f"{fingerprint()}.sqlite3"
    if file.exists():  # nobody waits for whoever migrates another state
        return file
    with one_at_a_time(f"{file.stem}.lock"):
        if not file.exists():
            _forget_old_ones()
            with tempfile.TemporaryDirectory(dir=ROOM) as var:
                made = Path(var) / "made.sqlite3"
                _migrate(f"sqlite:///{made}", Path(var))
                with closing(sqlite3.connect(made)) as whole:
                    whole.execute("PRAGMA journal_mode=DELETE")
                made.rename(file)
    return file


@contextmanager
def in_memory(name: str) -> Iterator[None]:
    """As long as this is open, the database of this name in memory stands, migrated."""
    with (
        closing(sqlite3.connect(f"file:{sqlite_file()}?mode=ro", uri=True)) as file,
        closing(sqlite3.connect(name, uri=True)) as memory,
    ):
        file.backup(memory)
        yield


def postgresql_template(url: str) -> str:
    """The name of a migrated database in the cluster that the address leads to."""
    name = f"jinlin_migrated_{fingerprint()}"
    with one_at_a_time("lock"), connected(url, "postgres") as cluster:
        found = cluster.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            making = f"{name}_making"
            for statement in ("DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}"):
                cluster.execute(sql.SQL(statement).format(sql.Identifier(making)))
            with tempfile.TemporaryDirectory(dir=ROOM) as var:
                _migrate(f"{url.rpartition('/')[0]}/{making}", Path(var))
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            cluster.execute(rename.format(sql.Identifier(making), sql.Identifier(name)))
    return name


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """As long as this is open, no other process of tests does what has this name."""
    ROOM.mkdir(exist_ok=True)
    with (ROOM / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_old_ones() -> None:
    for file in ROOM.glob("*.sqlite3"):
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < time.time() - KEPT_SECONDS:
                file.unlink()


def _migrate(url: str, var: Path) -> None:
    environment = {
        **os.environ,
        "JINLIN_DATABASE_URL": url,
        "JINLIN_VAR": str(var),
        "DJANGO_SETTINGS_MODULE": "jinlin.web.settings",
        "PYTHONPATH": str(ROOT),
    }
    words = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0"]
    done = subprocess.run(
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
