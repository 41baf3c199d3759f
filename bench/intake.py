"""How many reports come in, through the form and through the API, from 1, 8 and 32 clients at the
same time, and is none lost?

Floors in the same run, with as many clients: a bare single-row INSERT and its commit through the
same driver, a Django view that returns a constant, served by the same server, and the very
statements that each report sends, sent by the bare driver. Beside the rates stands the processor's
time of the house and of the bare driver (of PostgreSQL's own none). The form's part that is
measured is the last step, which sends; what the resident did before it was done beforehand. A
round that is not counted goes before all: the first report of a process and of each of its lines
costs what is heard and planned then, up to fifty times as much as later ones.
BENCH_CLIENTS=1,8,32 chooses the clients, BENCH_REPORTS=200 how many reports each time, BENCH_SIZES
(the last of them) how many appeals the house holds already.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import uuid4

from against import processor_of
from clients import Call, Spent, at_once, client_of, last_step, served
from house import engine, open_house

open_house()

from crowd import fill, people_a_county  # noqa: E402
from replayed import a_copy, replayed, written_down  # noqa: E402
from rows import TEXT, bare_inserts  # noqa: E402

from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.models import Appeal  # noqa: E402
from jinlin.domains.appeals.tests.cast import Cast  # noqa: E402
from jinlin.ground.accounts.actions import issue_token  # noqa: E402
from jinlin.web import database  # noqa: E402

CLIENTS = [int(clients) for clients in os.environ.get("BENCH_CLIENTS", "1,8,32").split(",")]
REPORTS = int(os.environ.get("BENCH_REPORTS", "200"))
RESIDENTS = count()
SIZE = int(os.environ.get("BENCH_SIZES", "10000").split(",")[-1])


def drafts(cast: Cast) -> list[Call]:
    """So many residents' browsers, each on the last page of the form, with a session and a token of
    their own.
    """
    place = cast.places.neighbourhood.code
    return [last_step(place, TEXT, next(RESIDENTS)) for _report in range(REPORTS)]


def calls(cast: Cast, token: str, *, is_hotline: bool = False) -> list[Call]:
    """So many reports of a program, each of another resident whom nobody knows yet; a hotline sends
    its own number for all.
    """
    content = {
        "place": cast.places.neighbourhood.code,
        "text": TEXT,
        "reporter_name": "王小梅",
        "reporter_phone": "13800000001",
    }
    kept = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    return [
        Call(
            "POST",
            "/api/v1/appeals",
            json.dumps(
                content if is_hotline else {**content, "reporter_phone": f"139{next(RESIDENTS):08}"}
            ).encode(),
            {**kept, "Idempotency-Key": uuid4().hex},
        )
        for _report in range(REPORTS)
    ]


def token_of(cast: Cast) -> str:
    until = clock.today() + timedelta(days=30)
    _token, raw = issue_token(
        cast.users.clerk,
        name="bench",
        scopes=["appeals:write"],
        expires_on=until,
        actor=cast.actors.security_admin,
    )
    return raw


def none_lost(before: int, spent: Spent) -> None:
    stored = Appeal.objects.count() - before
    assert stored == len(spent.each) == REPORTS, f"{len(spent.each)} acknowledged, {stored} stored"


def same_bare(label: str, clients: int, work: list[Call], wanted: int) -> Spent:
    """The floor of such reports: what they send to the database, without the house."""
    with a_copy() as copy:
        written = written_down(work, wanted)
        begun = time.process_time()
        spent = replayed(clients, written, copy)
        each = (time.process_time() - begun) / REPORTS * 1000
    words = f"{label}: floor, its {len(written[-1])} statements bare, processor {each:.2f} ms"
    spent.tell(words)
    return spent


def house_s() -> float:
    """Seconds of the processor that the served house has had."""
    return processor_of(os.getpid()) - time.process_time()


def main() -> None:
    database.prepare()
    cast = people_a_county()
    fill(SIZE)
    token = token_of(cast)
    with served() as port:
        print(
            f"-- {engine()}, {Appeal.objects.count()} appeals stand in the house; {REPORTS} "
            f"reports each time"
        )
        ways: list[tuple[str, Callable[[], list[Call]], int]] = [
            ("the form", lambda: drafts(cast), 302),
            ("the API", lambda: calls(cast, token), 201),
            ("the API, one number for all", lambda: calls(cast, token, is_hotline=True), 201),
        ]
        for _name, made, wanted in ways:
            at_once(max(CLIENTS), made(), client_of(port, wanted))
        for clients in CLIENTS:
            label = f"{clients} client{'s' if clients > 1 else ''}"
            floors = {"a bare INSERT": bare_inserts(clients, REPORTS * 3)}
            floors["a constant"] = at_once(
                clients, [Call("GET", "/bench/constant/")] * REPORTS * 3, client_of(port, 200)
            )
            for name, floor in floors.items():
                floor.tell(f"{label}: floor, {name}")
            for name, made, wanted in ways:
                before, work, begun = Appeal.objects.count(), made(), house_s()
                spent = at_once(clients, work, client_of(port, wanted))
                each = (house_s() - begun) / REPORTS * 1000
                none_lost(before, spent)
                own = {"the same bare": same_bare(f"{label}: {name}", clients, made(), wanted)}
                words = f"{label}: {name}, none lost, processor {each:.1f} ms"
                spent.tell(words, floors=floors | own)


if __name__ == "__main__":
    main()
