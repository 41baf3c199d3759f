"""How long does everybody wait on the busiest day of a county of 500,000, replayed at sixty times
its speed?

The day is the busiest one of the demo's story (its months, weekdays and hours), grown from the
story's year to YEARLY reports. Each report brings what people do around it: they open the first
page, choose the place, send, look at 'my matters' and at the matter later; staff open what waits,
the board and the matter; the hotline reports by the API. Requests are sent when the day says so,
whether or not earlier ones were answered, and waiting is counted from that moment: a slow answer
makes the next ones wait, as in life. The floor is a view that answers with a constant, asked in the
same minutes.

    JINLIN_DATABASE_URL=$(tools/postgres start) .venv/bin/python bench/busiest_day.py
    BENCH_HOURS=9,10,11      which hours (each a minute); the whole day when left out: 15 minutes
    BENCH_SIZES=60000        how many appeals stand in the house before
"""

import json
import os
import threading
import time
from collections import Counter, defaultdict
from datetime import timedelta
from http.client import HTTPConnection
from queue import Queue
from random import Random
from typing import NamedTuple
from uuid import uuid4

from clients import Call, Spent, served
from house import engine, open_house

open_house()

from crowd import fill, people_a_county  # noqa: E402 - the house is open first
from django.test import Client  # noqa: E402

from jinlin.core.time import clock  # noqa: E402
from jinlin.core.time.workdays import WorkCalendar  # noqa: E402
from jinlin.demo.plan import RECEIVED, Planner  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.queries import mine  # noqa: E402
from jinlin.domains.appeals.tests.cast import Cast  # noqa: E402
from jinlin.ground.accounts.actions import issue_token  # noqa: E402
from jinlin.web import database  # noqa: E402

SPEED = 60
YEARLY = int(os.environ.get("BENCH_YEARLY", "60000"))  # docs/scale.md: 10 to 60 thousand
SIZE = int(os.environ.get("BENCH_SIZES", "10000").split(",")[-1])
HOURS = [int(hour) for hour in os.environ.get("BENCH_HOURS", "").split(",") if hour]
STORY_DAYS = 240  # how long the story takes
PATIENCE = 96  # requests that may be on their way at once
COOKIE = "k" * 32
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = "3幢楼下的路灯坏了三天，晚上老人看不见台阶。"


class Due(NamedTuple):
    """One request and the second of the replay at which it is sent."""

    at: float
    what: str
    call: Call
    wanted: int


class Day:
    """Writes the requests of the day."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.chance = cast, Random(500_000)
        self.resident = [_session(cast.users.resident) for _each in range(20)]
        self.clerk = [_session(cast.users.clerk) for _each in range(8)]
        self.own = [str(row.pk) for row in mine(cast.actors.resident)[:200]]
        self.seen = [str(row.pk) for row in Appeal.objects.visible_to(cast.actors.clerk)[:200]]
        until = clock.today() + timedelta(days=9)
        scopes = ["appeals:write", "appeals:read"]
        _row, self.token = issue_token(
            cast.users.clerk,
            name="day",
            scopes=scopes,
            expires_on=until,
            actor=cast.actors.security_admin,
        )

    def written(self) -> tuple[int, list[Due]]:
        """How many reports, and everything that is asked because of them, in order of time."""
        planner = Planner(None, WorkCalendar(), 1)  # type: ignore[arg-type] - only its moments
        moments = [planner._moment(day) for day in planner._days()]  # noqa: SLF001 - the demo's own
        day, count = Counter(moment.date() for moment in moments).most_common(1)[0]
        grown = round(count * YEARLY / (RECEIVED * 365 / STORY_DAYS))
        hours = Counter(moment.hour for moment in moments)
        drawn = self.chance.choices(list(hours), list(hours.values()), k=grown)
        chosen = [hour for hour in drawn if not HOURS or hour in HOURS]
        places = {hour: place for place, hour in enumerate(sorted(set(chosen)))}
        due = [each for hour in chosen for each in self._around(places[hour] * 3600)]
        print(f"-- the busiest day of the story is {day} with {count} reports; grown: {grown}")
        return len(chosen), sorted(due, key=lambda one: one.at)

    def _around(self, hour: int) -> list[Due]:
        begun = hour + self.chance.uniform(0, 3600)
        seen = [
            (0, "first page", self._page("/", self.resident), 200),
            (40, "report: where", self._page("/report/place/", self.resident), 200),
            (150, "report: sent", self._report(), 302),
            (160, "my matters", self._page("/mine/", self.resident), 200),
            (900, "a matter, resident", self._matter("/appeals/{}/", self.own, self.resident), 200),
            (300, "what waits", self._page("/desk/", self.clerk), 200),
            (310, "the board", self._page("/desk/appeals/", self.clerk), 200),
            (320, "a matter, desk", self._matter("/desk/appeals/{}/", self.seen, self.clerk), 200),
            (330, "report by API", self._by_api(), 201),
            (350, "floor: a constant", Call("GET", "/bench/constant/"), 200),
        ]
        return [
            Due((begun + after * self.chance.uniform(0.5, 1.5)) / SPEED, what, call, wanted)
            for after, what, call, wanted in seen
            if what != "report by API" or self.chance.random() < 0.12  # the hotline's share
        ]

    def _page(self, path: str, who: list[str]) -> Call:
        return Call("GET", path, headers={"Cookie": f"sessionid={self.chance.choice(who)}"})

    def _matter(self, path: str, matters: list[str], who: list[str]) -> Call:
        return self._page(path.format(self.chance.choice(matters)), who)

    def _report(self) -> Call:
        fields = {
            "identity": "named",
            "text": f"{TEXT}{self.chance.randrange(10**6)}",
            "spot": "3幢",
            "place": self.cast.places.neighbourhood.code,
            "key": str(uuid4()),
            "csrfmiddlewaretoken": COOKIE,
        }
        cookies = {"sessionid": self.chance.choice(self.resident), "csrftoken": COOKIE}
        return Call.form("/report/who/", fields, cookies)

    def _by_api(self) -> Call:
        content = {
            "place": self.cast.places.neighbourhood.code,
            "text": TEXT,
            "reporter_name": "王小梅",
        }
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        }
        return Call("POST", "/api/v1/appeals", json.dumps(content).encode(), headers)


class Replay:
    """Sends what is due when it is due, and notes how long each waited from that moment on, and
    what was answered otherwise than wanted.
    """

    def __init__(self, port: int) -> None:
        self.port, self.begun = port, time.monotonic() + 0.5
        self.ready: Queue[Due | None] = Queue()
        self.waited: dict[str, list[float]] = defaultdict(list)
        self.wrong: Counter[str] = Counter()
        self.lock = threading.Lock()

    def run(self, due: list[Due]) -> None:
        threads = [threading.Thread(target=self._ask, daemon=True) for _each in range(PATIENCE)]
        for thread in threads:
            thread.start()
        for one in due:
            time.sleep(max(0.0, self.begun + one.at - time.monotonic()))
            self.ready.put(one)
        for _thread in threads:
            self.ready.put(None)
        for thread in threads:
            thread.join(180)
        if left := len(due) - sum(map(len, self.waited.values())):
            self.wrong["never answered"] = left

    def _ask(self) -> None:
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        while (one := self.ready.get()) is not None:
            headers = {"Connection": "keep-alive", **one.call.headers}
            line.request(one.call.method, one.call.path, one.call.body or None, headers)
            answer = line.getresponse()
            answer.read()
            took = time.monotonic() - self.begun - one.at
            with self.lock:
                self.waited[one.what].append(took)
                if answer.status != one.wanted:
                    self.wrong[f"{one.what}: {answer.status}"] += 1


def _session(user: object) -> str:
    client = Client()
    client.force_login(user, backend=BACKEND)  # type: ignore[arg-type]
    return str(client.cookies["sessionid"].value)


def main() -> None:
    database.prepare()
    cast = people_a_county()
    fill(SIZE)
    reports, due = Day(cast).written()
    load = os.getloadavg()[0]
    print(
        f"-- {engine()}, {Appeal.objects.count()} appeals before; {reports} reports and {len(due)} "
        f"requests in {due[-1].at:.0f} s; load of the machine before: {load:.1f}",
        flush=True,
    )
    before = Appeal.objects.count()
    with served() as port:
        replay = Replay(port)
        replay.run(due)
    waited, wrong = replay.waited, replay.wrong
    for what in sorted(waited):
        each = waited[what]
        Spent(due[-1].at, each).tell(what)
    sent = len(waited["report: sent"]) + len(waited["report by API"])
    stood = Appeal.objects.count() - before
    pages = [span for what, all_of in waited.items() if "floor" not in what for span in all_of]
    Spent(due[-1].at, pages).tell("everything but the floor")
    print(f"-- {sent} reports sent, {stood} stand; otherwise answered: {dict(wrong) or 'none'}")
    print(f"-- load of the machine after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
