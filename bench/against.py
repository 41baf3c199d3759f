"""How many times faster than an older commit does the house answer, on the same machine, in one
run?

Both versions stand beside each other, each in a house of its own, and are asked the same in turn in
short rounds: whatever else the machine does hits both alike. BENCH_COMMIT names the older one (the
last before queries were prepared), BENCH_CLIENTS=1,8 the clients, BENCH_ROUNDS=5 and BENCH_CALLS=40
how often and how many each time. With JINLIN_DATABASE_URL each has a database of its own there.
Beside the seconds on the wall stands the processor's time of the version's own processes (of
PostgreSQL's none).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clients import Call, at_once, client_of

HERE = Path(__file__).parent
ROOT = HERE.parent
CLIENTS = [int(each) for each in os.environ.get("BENCH_CLIENTS", "1,8").split(",")]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
CALLS = int(os.environ.get("BENCH_CALLS", "40"))
WARM = 10 * max(CLIENTS)  # a line to PostgreSQL keeps a plan for good after five of each
TICKS = os.sysconf("SC_CLK_TCK")
GOALS = {
    "the form's last step": 3.0,
    "creating by API": 5.0,
    "accepting by API": 6.0,
    "detail by API": 3.5,
}


@dataclass
class Side:
    """One version that answers."""

    name: str
    port: int
    process: int
    work: dict[str, Any]
    given: dict[str, int] = field(default_factory=dict)  # how many of each kind were sent already
    seconds: dict[tuple[str, int], float] = field(default_factory=dict)
    processor: dict[tuple[str, int], float] = field(default_factory=dict)

    def warm_up(self) -> None:
        """By as many clients as will ask, so that every thread and line has answered; nothing of it
        is counted.
        """
        for kind, (status, _calls) in self.work.items():
            at_once(max(CLIENTS), self.next(kind, WARM), client_of(self.port, status))

    def next(self, kind: str, count: int) -> list[Call]:
        """Requests of a kind that were not sent yet."""
        begin = self.given.get(kind, 0)
        self.given[kind] = begin + count
        return [
            Call(method, path, body.encode(), headers)
            for method, path, body, headers in self.work[kind][1][begin : begin + count]
        ]

    def play(self, kind: str, clients: int) -> None:
        """The next few requests of a kind."""
        status, calls = self.work[kind][0], self.next(kind, CALLS)
        before = processor_of(self.process)
        spent = at_once(clients, calls, client_of(self.port, status))
        key = (kind, clients)
        self.seconds[key] = self.seconds.get(key, 0.0) + spent.seconds
        self.processor[key] = self.processor.get(key, 0.0) + processor_of(self.process) - before


def processor_of(process: int) -> float:
    """Seconds of the processor that this process and all below it have had."""
    parents, spent = dict[int, int](), dict[int, float]()
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            _name, _, rest = each.read_text().rpartition(") ")
        except OSError:
            continue  # it ended meanwhile
        fields = rest.split()
        key = int(each.parent.name)
        parents[key], spent[key] = int(fields[1]), (int(fields[11]) + int(fields[12])) / TICKS
    return sum(seconds for key, seconds in spent.items() if _is_below(key, process, parents))


def _is_below(key: int, process: int, parents: dict[int, int]) -> bool:
    while key and key != process:
        key = parents.get(key, 0)
    return key == process


@contextmanager
def side(name: str, root: Path, room: Path) -> Iterator[Side]:
    """This version stands and answers."""
    work = room / f"{name}.json"
    environment = {
        **os.environ,
        "BENCH_EACH": str(CALLS * ROUNDS * len(CLIENTS) + WARM),
        "BENCH_VAR": str(room / name),
        "PYTHONPATH": os.pathsep.join([str(root), str(HERE)]),
    }
    (room / name).mkdir()
    with database_of(name) as url:
        process = subprocess.Popen(
            [sys.executable, str(HERE / "side.py"), str(root), str(work)],
            env=environment | ({"JINLIN_DATABASE_URL": url} if url else {}),
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        try:
            port, own = process.stdout.readline().split()
            yield Side(name, int(port), int(own), json.loads(work.read_text()))
        finally:
            process.stdin.close()
            process.wait(60)


@contextmanager
def database_of(name: str) -> Iterator[str]:
    """An empty database of its own on the server that was named; nothing on SQLite."""
    url = os.environ.get("JINLIN_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield ""
        return
    import psycopg  # noqa: PLC0415 - only where it is used

    own = f"bench_{name}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{own}"')
        try:
            yield f"{url.rpartition('/')[0]}/{own}"
        finally:
            server.execute(f'DROP DATABASE "{own}" WITH (FORCE)')


@contextmanager
def older(room: Path) -> Iterator[tuple[str, Path]]:
    """The older commit lies in a folder of its own."""
    commit = os.environ.get("BENCH_COMMIT") or _before_prepared()
    root = room / "code"
    _git("worktree", "add", "--detach", "--quiet", str(root), commit)
    (root / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    try:
        yield commit[:8], root
    finally:
        _git("worktree", "remove", "--force", str(root))


def _before_prepared() -> str:
    began = _git("log", "--diff-filter=A", "--format=%H", "--", "jinlin/core/prepared.py")
    return _git("rev-parse", f"{began.split()[-1]}^")


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def tell(before: Side, now: Side) -> None:
    sent = CALLS * ROUNDS
    for kind in now.work:
        for clients in CLIENTS:
            key = (kind, clients)
            rates = [sent / each.seconds[key] for each in (before, now)]
            costs = [each.processor[key] / sent * 1000 for each in (before, now)]
            print(
                f"{kind:<22} {clients:>2} clients: {rates[0]:>6.0f} and {rates[1]:>6.0f} /s, "
                f"{rates[1] / rates[0]:>5.2f} times; processor {costs[0]:>6.1f} and "
                f"{costs[1]:>6.1f} ms, {costs[0] / costs[1]:>5.2f} times "
                f"(goal {GOALS[kind]})",
                flush=True,
            )


def main() -> None:
    with ExitStack() as stack:
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jinlin-against-")))
        commit, root = stack.enter_context(older(room))
        before = stack.enter_context(side("before", root, room))
        now = stack.enter_context(side("now", ROOT, room))
        is_sqlite = not os.environ.get("JINLIN_DATABASE_URL", "").startswith("postgres")
        print(
            f"-- {'SQLite' if is_sqlite else 'PostgreSQL'}, {commit} and this, {ROUNDS} rounds of "
            f"{CALLS} requests"
        )
        for each in (before, now):
            each.warm_up()
        for number in range(ROUNDS):
            for clients in CLIENTS:
                for kind in now.work:
                    for each in (before, now) if number % 2 else (now, before):
                        each.play(kind, clients)
        tell(before, now)


if __name__ == "__main__":
    main()
