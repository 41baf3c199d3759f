"""What is one version of the house asked, and where does it answer, while `against.py` compares it
with another?

Run with the version's own code in front of the path: `side.py ROOT WORK`. The requests are written
to WORK; a line says the port and the server's process; it ends when nobody listens any more. Only
what stands in every version is used.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from clients import Call, last_step, served
from house import open_house

open_house()

from django.conf import settings  # noqa: E402

from jinlin.core.time import clock  # noqa: E402
from jinlin.domains.appeals.tests.cast import TEXT, cast_of_dehua, reported  # noqa: E402
from jinlin.ground.accounts.actions import issue_token  # noqa: E402
from jinlin.web import database  # noqa: E402

EACH = int(os.environ["BENCH_EACH"])  # how many of each kind
SCOPES = ["appeals:read", "appeals:write"]


def work_of(cast: Any) -> dict[str, tuple[int, list[Call]]]:
    """The status that is a good answer, and the requests of each kind."""
    kept = {"Content-Type": "application/json", "Authorization": f"Bearer {token_of(cast)}"}
    rows = [reported(cast) for _each in range(EACH)]
    place = cast.places.neighbourhood.code
    return {
        "the form's last step": (302, [last_step(place, TEXT, number) for number in range(EACH)]),
        "creating by API": (201, [creating(cast, number, kept) for number in range(EACH)]),
        "detail by API": (
            200,
            [Call("GET", f"/api/v1/appeals/{row.pk}", headers=kept) for row in rows],
        ),
        "accepting by API": (200, [accepting(row, kept) for row in rows]),
    }


def creating(cast: Any, number: int, kept: dict[str, str]) -> Call:
    content = {
        "place": cast.places.neighbourhood.code,
        "text": TEXT,
        "reporter_name": "王小梅",
        "reporter_phone": f"139{number:08}",
    }
    return _posted("/api/v1/appeals", content, kept)


def accepting(row: Any, kept: dict[str, str]) -> Call:
    content = {"version": row.version, "category": "0202", "grade": "ordinary", "note": ""}
    return _posted(f"/api/v1/appeals/{row.pk}/accept", content, kept)


def _posted(path: str, content: dict[str, Any], kept: dict[str, str]) -> Call:
    key = {"Idempotency-Key": uuid4().hex}
    return Call("POST", path, json.dumps(content).encode(), {**kept, **key})


def token_of(cast: Any) -> str:
    until = clock.today() + timedelta(days=30)
    _token, raw = issue_token(
        cast.users.clerk,
        name="bench",
        scopes=SCOPES,
        expires_on=until,
        actor=cast.actors.security_admin,
    )
    return raw


def main() -> None:
    root, target = Path(sys.argv[1]), Path(sys.argv[2])
    database.prepare()
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    work = {
        kind: [status, [[one.method, one.path, one.body.decode(), one.headers] for one in calls]]
        for kind, (status, calls) in work_of(cast_of_dehua()).items()
    }
    target.write_text(json.dumps(work))
    with served(root) as port:
        print(port, os.getpid(), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
