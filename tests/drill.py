"""What happens to a house with two web processes and two workers when each of them is killed again
and again while residents and programs report?

Used by a short test and by a longer run in bench/.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from jinlin.services.notices.tests.gateways import SECRET, Handler, serving
from tests.house import ROOT
from tests.serving import JINLIN, House, house_at

COOKIE = "k" * 32  # of the form's token
LOST = (OSError, HTTPException)
MOST_SECONDS = 240  # until a kill must have met a request, on however busy a machine
SET_UP = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "jinlin.web.settings"
import django; django.setup()
"""
PREPARE = """
import json
from datetime import time
from django.test import Client
from jinlin.domains.appeals.tests.cast import COUNTY
from jinlin.ground.accounts.models import User
from jinlin.services.notices.models import Delivery, QuietHours
from tests.browsing import RESIDENT_NUMBER
Delivery.objects.all().delete()
QuietHours.objects.create(county=COUNTY, begins=time(0), ends=time(0))
resident = next(user for user in User.objects.all() if user.phone == RESIDENT_NUMBER)
def session():
    client = Client()
    client.force_login(resident, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value
print(json.dumps([session() for _each in range(%d)]))
"""
SETTLE = """
from datetime import timedelta
from jinlin.core.time import clock
from jinlin.services.notices.deadlines import LEASE
from jinlin.services.notices.sending import send_due
with clock.set_to(clock.now() + LEASE + timedelta(minutes=2)):
    while send_due():
        pass
"""
COUNT = """
import json
from jinlin.domains.appeals.models import Appeal
from jinlin.services.notices.models import Delivery
rows = Delivery.objects.filter(channel="sms")
print(json.dumps({
    "titles": [t for t in Appeal.objects.values_list("title", flat=True) if t.startswith("第")],
    "deliveries": [[str(key), state] for key, state in rows.values_list("gateway_key", "state")],
    "of_accepted": rows.filter(event="appeals.accept").count(),
}))
"""


class Phones(Handler):
    """A gateway that takes a moment, and sends what it gets with a new key; each call is noted."""

    def act(self, message: Any) -> dict[str, str]:
        key = self.headers["Idempotency-Key"]
        with self.server.lock:
            if key not in self.server.answers:
                self.server.answers[key] = "sent"
                self.server.delivered.append(message["phone"])
        time.sleep(0.03)  # a kill may fall between its act and its answer
        return {}


@dataclass
class Client:
    """One program or one browser that tells one matter after the other, each until it hears that
    it was taken. `ports` are the web processes that it asks in turn.
    """

    name: str
    ports: list[int]
    place: str
    over: threading.Event
    receipts: list[str] = field(default_factory=list)
    accepted: int = 0
    broken: int = 0
    refused: list[Any] = field(default_factory=list)

    def run(self) -> None:
        number = 0
        while not self.over.is_set() and not self.refused:
            number += 1
            self.tell(f"第{self.name}线第{number}件")

    def tell(self, title: str) -> None:
        raise NotImplementedError

    def ask(self, path: str, body: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """The answer of whichever web process gives one, however often it must be asked."""
        until = time.monotonic() + 90
        while True:
            self.ports.append(self.ports.pop(0))
            with closing(HTTPConnection("127.0.0.1", self.ports[0], timeout=30)) as line:
                try:
                    line.request("POST", path, body.encode(), headers)
                    answer = line.getresponse()
                    return answer.status, answer.read()
                except LOST:
                    self.broken += 1
            if time.monotonic() > until:
                raise AssertionError("no web process answers any more")
            time.sleep(0.05)


@dataclass
class Program(Client):
    """Reports by the API and has each matter accepted, so that its reporter gets a text message."""

    token: str = ""

    def tell(self, title: str) -> None:
        phone = f"139{int(self.name):02}{len(self.receipts):06}"
        told = {"place": self.place, "title": title, "text": "路灯坏了。"}
        status, answer = self._call(
            "/api/v1/appeals", {**told, "reporter_name": "王小梅", "reporter_phone": phone}
        )
        if status != 201:
            self.refused.append((status, answer))
            return
        self.receipts.append(title)
        made = json.loads(answer)
        path = f"/api/v1/appeals/{made['id']}/accept"
        status, answer = self._call(path, {"version": made["version"], "category": "0202"})
        if status != 200:
            self.refused.append((status, answer))
        self.accepted += status == 200

    def _call(self, path: str, told: dict[str, Any]) -> tuple[int, bytes]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.ask(path, json.dumps(told), {**headers, "Idempotency-Key": str(uuid4())})


@dataclass
class Resident(Client):
    """Reports by the last page of the form, signed in."""

    session: str = ""

    def tell(self, title: str) -> None:
        told = {
            "identity": "named",
            "text": title,
            "spot": "3幢",
            "place": self.place,
            "key": str(uuid4()),
            "csrfmiddlewaretoken": COOKIE,
        }
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={COOKIE}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        status, answer = self.ask("/report/who/", urlencode(told), headers)
        if status != 302:
            self.refused.append((status, answer.decode()[:3000]))
            return
        self.receipts.append(title)


@dataclass
class Worker:
    """One `jinlin work`."""

    house: House
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with (self.house.var / "work.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(JINLIN), "work"],
                cwd=ROOT,
                env=self.house.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@dataclass
class Drill:
    """What was seen."""

    kills: Counter[str]
    clients: list[Client]
    calls: list[str]  # the gateway's keys, each time it was called
    delivered: list[str]
    titles: list[str]
    deliveries: dict[str, str]  # gateway key: state
    of_accepted: int

    @property
    def receipts(self) -> list[str]:
        return [title for client in self.clients for title in client.receipts]

    @property
    def accepted(self) -> int:
        return sum(client.accepted for client in self.clients)

    def require_nothing_lost_and_nothing_twice(self) -> None:
        refused = [client.refused for client in self.clients if client.refused]
        assert refused == [], refused
        assert sum(client.broken for client in self.clients)
        assert Counter(self.titles) == Counter(self.receipts)
        assert self.of_accepted == self.accepted
        assert set(self.deliveries.values()) == {"sent"}, Counter(self.deliveries.values())
        assert set(self.calls) == set(self.deliveries)
        assert len(self.delivered) == len(self.deliveries)
        again = len(self.calls) - len(set(self.calls))
        assert again <= self.kills["worker"], "more than what was in hand when a worker was killed"


def drilled(var: Path, *, seconds: float, seed: int, programs: int = 3) -> Drill:
    """A house was killed in parts for so long, then wholly, and settled."""
    with (
        serving(Phones) as gateway,
        house_at(var, database="postgresql") as first,
        ExitStack() as all_of,
    ):
        assert first.people  # before it has settings of its own: they are lent to it
        first.further |= {
            "JINLIN_SMS_GATEWAY_URL": gateway.url,
            "JINLIN_SMS_GATEWAY_SECRET": SECRET,
        }
        over = threading.Event()
        sessions = json.loads(first._run(sys.executable, "-c", SET_UP + PREPARE % 2))
        webs, workers = _processes(first, all_of)
        clients = _clients(first, webs, over, programs=programs, sessions=sessions)
        with _telling(clients, over), _hurrying(first):
            kills = _killing(webs, workers, clients, seconds=seconds, chance=random.Random(seed))
        for each in (*webs, *workers):
            each.kill()
        kills["worker"] += len(workers)  # the last time too, each may have had one in hand
        first._run(sys.executable, "-c", SET_UP + SETTLE)
        counted = json.loads(first._run(sys.executable, "-c", SET_UP + COUNT))
        first.say("verify-timeline")
        calls = [headers["Idempotency-Key"] for headers, _body, _path in gateway.calls]
        return Drill(
            kills,
            clients,
            calls,
            list(gateway.delivered),
            counted["titles"],
            dict(counted["deliveries"]),
            counted["of_accepted"],
        )


def _clients(
    first: House,
    webs: list[House],
    over: threading.Event,
    *,
    programs: int,
    sessions: list[str],
) -> list[Client]:
    place, token = first.people["place"], first.people["token"]
    ports = [web.port for web in webs]
    by_api = [
        Program(str(number), list(ports), place, over, token=token) for number in range(programs)
    ]
    by_form = [
        Resident(f"表单{number}", list(ports), place, over, session=session)
        for number, session in enumerate(sessions)
    ]
    return [*by_api, *by_form]


@contextmanager
def _telling(clients: list[Client], over: threading.Event) -> Iterator[None]:
    """Meanwhile all of them tell; afterwards each has heard about its last one."""
    threads = [threading.Thread(target=client.run, daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(120)


def _processes(first: House, all_of: ExitStack) -> tuple[list[House], list[Worker]]:
    webs = [first, House(first.var, first.database_url, further=first.further)]
    workers = [Worker(first), Worker(first)]
    for each in (*webs, *workers):
        all_of.callback(each.kill)
        each.start()
    return webs, workers


def _killing(
    webs: list[House],
    workers: list[Worker],
    clients: list[Client],
    *,
    seconds: float,
    chance: random.Random,
) -> Counter[str]:
    """Each kind was killed in turn, at random moments, and started again at once: for so long, or
    until one of them met a request where the machine is so busy that this takes longer.
    """
    kills: Counter[str] = Counter()
    began = time.monotonic()
    kinds = ["web", "worker", "child"]
    while (
        time.monotonic() < began + seconds
        or len(kills) < len(kinds)
        or not any(client.broken for client in clients)
    ):
        assert time.monotonic() < began + MOST_SECONDS, "no kill met a request: no proof"
        kind = kinds[kills.total() % len(kinds)]
        time.sleep(chance.uniform(0.2, 1.0))
        if kind == "worker":
            one = chance.choice(workers)
            one.kill()
            one.start()
        elif kind == "web":
            house = chance.choice(webs)
            house.kill()
            house.start()
        else:
            _kill_a_child(chance.choice(webs))
        kills[kind] += 1
    return kills


def _kill_a_child(house: House) -> None:
    """One of the processes that answer, under a supervisor that starts another one."""
    assert house.process
    pid = house.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children[-1:]:
        with suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)


@contextmanager
def _hurrying(house: House) -> Iterator[None]:
    """Meanwhile the outbox is due all the time, not once a minute, so that both workers send."""
    over = threading.Event()

    def hurry() -> None:
        with closing(psycopg.connect(house.database_url, autocommit=True)) as line:
            while not over.wait(0.2):
                line.execute("UPDATE web_turn SET due_at = now() WHERE name = 'notices.send_due'")

    thread = threading.Thread(target=hurry, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(10)
