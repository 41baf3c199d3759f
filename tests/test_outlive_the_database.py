"""When the database stops, takes no writing, is slow or has no line left: do pages say so in words,
is nothing typed lost, and does the house go on by itself?
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from jinlin.core.environment import database_from_url
from tests.serving import House, free_port, house_at

PATIENCE_SECONDS = 120
TYPED = "三号楼的路灯坏了三天，晚上看不清台阶。"
LINES = 14
pytestmark = pytest.mark.skipif(
    not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="asks PostgreSQL"
)


class Cluster:
    """A PostgreSQL of this test's own, which it may stop."""

    def __init__(self, at: Path) -> None:
        self.at, self.port = at, free_port()
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"))

    @property
    def url(self) -> str:
        return f"postgresql://jinlin@127.0.0.1:{self.port}/jinlin"

    def make(self, copied: str) -> None:
        """It runs, with a copy of the database at this address in it."""
        if os.getuid() == 0:
            subprocess.run(["chown", "-R", "postgres", self.at], check=True)
        self._say("initdb", "-D", "data", "-U", "jinlin", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self.ask("CREATE DATABASE jinlin", name="postgres")
        taken = subprocess.run(["pg_dump", "-Fc", copied], capture_output=True, check=True).stdout
        subprocess.run(
            ["pg_restore", "--no-owner", "-d", self.url],
            input=taken,
            check=True,
            capture_output=True,
        )

    def start(self) -> None:
        own = f"-p {self.port} -k {self.at} -c listen_addresses=127.0.0.1 -c fsync=off"
        own += f" -c max_connections={LINES} -c superuser_reserved_connections=1"
        self._say("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", own, "start")

    def stop(self) -> None:
        self._say("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def ask(self, statement: str, *, name: str = "jinlin") -> None:
        with closing(self.line(name)) as own:
            own.execute(statement)

    def line(self, name: str = "jinlin") -> psycopg.Connection:
        where = {"host": "127.0.0.1", "port": self.port, "user": "jinlin", "dbname": name}
        return psycopg.connect(autocommit=True, **where)

    def _say(self, program: str, *words: str) -> None:
        told = " ".join([str(self.bin / program), *(f"'{word}'" for word in words)])
        inside = f"cd {self.at} && {told} >/dev/null 2>&1"
        owner = ["su", "postgres", "-s", "/bin/sh", "-c"] if os.getuid() == 0 else ["/bin/sh", "-c"]
        subprocess.run([*owner, inside], check=True)


@pytest.fixture(scope="module")
def lent(tmp_path_factory) -> Iterator[House]:
    """A house with its people, whose database and folder are copied from another one's."""
    with house_at(tmp_path_factory.mktemp("outliving"), database="postgresql") as house:
        assert house.people["token"]
        yield house


@pytest.fixture(scope="module")
def cluster(lent) -> Iterator[Cluster]:
    # its server runs as another user, who may not look into pytest's folders
    with TemporaryDirectory(prefix="jinlin-cluster-") as room:
        cluster = Cluster(Path(room))
        cluster.make(lent.database_url)
        yield cluster
        with suppress(subprocess.CalledProcessError):
            cluster.stop()


@pytest.fixture(scope="module")
def house(cluster, lent) -> Iterator[House]:
    further = {"JINLIN_STATEMENT_SECONDS": "1", "JINLIN_METRICS_TOKEN": "meters"}
    house = House(lent.var, cluster.url, further=further)
    house.__dict__["people"] = lent.people
    words = [str(Path(sys.executable).with_name("jinlin")), "serve", "--port", str(house.port)]
    house.start([*words, "--workers", "1"])
    yield house
    house.kill()


class Asker:
    """A resident with a browser. Whatever is answered, it is never a broken page."""

    def __init__(self, house: House) -> None:
        self.house, self.key = house, str(uuid4())
        self.csrf = "x" * 32

    def reads(self, path: str = "/report/place/") -> tuple[int, str, HTTPMessage]:
        return self._ask("GET", path)

    def reports(self) -> tuple[int, str, HTTPMessage]:
        """The same report each time, under one key."""
        form = {"text": TYPED, "place": self.house.people["place"], "identity": "anonymous"}
        form |= {"key": self.key, "csrfmiddlewaretoken": self.csrf}
        return self._ask("POST", "/report/who/", urlencode(form))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, HTTPMessage]:
        headers = {"Cookie": f"csrftoken={self.csrf}", "Sec-Fetch-Site": "same-origin"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        port = self.house.port
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)) as line:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        assert answer.status not in {500, 502}, text[:2000]
        return answer.status, text, answer.headers


@pytest.fixture
def asker(house) -> Asker:
    asker = Asker(house)
    assert _waits_for(lambda: asker.reads()[0] == 200)
    return asker


def test_stopped_and_started_again(cluster, asker):
    before = _count(cluster)
    cluster.stop()
    try:
        assert _waits_for(lambda: asker.reads()[0] == 503)
        began = time.monotonic()
        status, text, headers = asker.reports()
        quick = time.monotonic() - began
        read_status, read_text, _headers = asker.reads()
        ready = asker.house.ask("GET", "/health/ready")[0]
        live = asker.house.ask("GET", "/health/live")[0]
    finally:
        cluster.start()
    assert (status, read_status, ready, live) == (503, 503, 503, 200)
    wait_for_a_line = database_from_url(cluster.url)["OPTIONS"]["connect_timeout"]
    assert quick < wait_for_a_line, "whoever asks while it is known to be gone does not wait"
    assert headers["Retry-After"] == "10"
    assert "暂时连不上数据库" in read_text
    assert f'name="text" value="{TYPED}"' in text
    assert _waits_for(lambda: asker.reads()[0] == 200)
    assert (asker.reports()[0], asker.reports()[0]) == (302, 302)
    assert _count(cluster) == before + 1


def test_started_anew_between_two_requests(cluster, asker):
    """So quickly that nobody noticed: lines that are dead are tried before they are used."""
    cluster.stop()
    cluster.start()
    assert _waits_for(lambda: asker.reads()[0] == 200)


def test_takes_no_writing(cluster, asker):
    before = _count(cluster)
    cluster.ask("ALTER SYSTEM SET default_transaction_read_only = on")
    cluster.ask("SELECT pg_reload_conf()")
    try:
        # A machine that has much else to do may first be too slow: that is another answer.
        assert _waits_for(lambda: asker.reports()[2].get("Retry-After") == "120")
        _status, text, headers = asker.reports()
        assert _waits_for(lambda: "网站目前只能查看" in asker.reads()[1])
        read = [asker.reads(path)[0] for path in ("/", "/report/place/", "/pacts/", "/figures/")]
        ready = asker.house.ask("GET", "/health/ready")
    finally:
        with closing(cluster.line()) as own:
            own.execute("SET default_transaction_read_only = off")
            own.execute("ALTER SYSTEM RESET default_transaction_read_only")
            own.execute("SELECT pg_reload_conf()")
    assert read == [200] * 4
    assert (headers["Retry-After"], f'value="{TYPED}"' in text) == ("120", True)
    assert (ready[0], b'"writes": false' in ready[1]) == (200, True)
    assert _waits_for(lambda: asker.reports()[0] == 302)
    assert _count(cluster) == before + 1


def test_is_slow(cluster, asker):
    with closing(cluster.line()) as other, other.transaction():
        other.execute("LOCK TABLE appeals_appeal IN ACCESS EXCLUSIVE MODE")
        status, text, headers = asker.reports()
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "处理时间太长" in text
    assert f'value="{TYPED}"' in text
    assert asker.reports()[0] == 302


def test_the_worker_waits_for_it_and_goes_on(cluster, house):
    words = [str(Path(sys.executable).with_name("jinlin")), "work"]
    with (house.var / "work.log").open("ab") as log:
        worker = subprocess.Popen(words, env=house.environment, stdout=log, stderr=log)
    try:
        assert _waits_for(lambda: _jobs_begun(cluster) > 0)
        cluster.stop()
        time.sleep(3)
        cluster.start()
        cluster.ask("UPDATE web_turn SET due_at = now(), began_at = NULL")
        assert _waits_for(lambda: _jobs_begun(cluster) > 0)
        assert worker.poll() is None, (house.var / "work.log").read_text()[-3000:]
    finally:
        worker.terminate()
        worker.wait(PATIENCE_SECONDS)


def test_has_no_line_left(cluster, asker):
    with _all_lines_taken(cluster):
        status, text, headers = asker.reads("/figures/")
        assert (status, "Retry-After" in headers) == (503, True)
        assert "已有的内容都没有丢失" in text
    assert _waits_for(lambda: asker.reads("/figures/")[0] == 200)


@contextmanager
def _all_lines_taken(cluster: Cluster) -> Iterator[None]:
    """Others hold every line, and those of the house were cut."""
    taken = [cluster.line()]
    hang_up = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> ALL(%s)"
    try:
        for _turn in range(4 * LINES):
            own = [one.info.backend_pid for one in taken]
            taken[0].execute(hang_up + " AND backend_type = 'client backend'", [own])
            with suppress(psycopg.OperationalError):
                while True:
                    taken.append(cluster.line())
            if len(taken) >= LINES:
                break
        yield
    finally:
        for each in taken:
            each.close()


def _jobs_begun(cluster: Cluster) -> int:
    with closing(cluster.line()) as own:
        asked = "SELECT count(*) FROM web_turn WHERE began_at IS NOT NULL"
        (count,) = own.execute(asked).fetchone() or (0,)
    return int(count)


def _count(cluster: Cluster) -> int:
    """How many matters there are."""
    with closing(cluster.line()) as own:
        (count,) = own.execute("SELECT count(*) FROM appeals_appeal").fetchone() or (0,)
    return int(count)


def _waits_for(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False
