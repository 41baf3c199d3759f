"""When the power fails while residents report, is everything there that was acknowledged, exactly
once?
"""

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings

from tests.serving import House, house_at

CLIENTS = 8
ACKNOWLEDGED_BEFORE = 40  # when the server is killed
PATIENCE_SECONDS = 120
ENGINE = (
    "postgresql" if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else "sqlite"
)


@dataclass
class Line:
    """One program that sends reports over its line until the line breaks, and then sends the
    unacknowledged one again.
    """

    house: House
    name: int
    acknowledged: list[str] = field(default_factory=list)
    open: dict[str, Any] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)

    def send_until_it_breaks(self) -> None:
        number = 0
        while not self.open:
            number += 1
            title = f"第{self.name}线第{number}件"
            self.open = {"title": title, "key": str(uuid4())}
            try:
                self._send()
            except (OSError, HTTPException):
                return

    def send_again(self) -> None:
        """The same key and body, whether or not the first sending arrived."""
        if self.open:
            self._send()

    def _send(self) -> None:
        told = {
            "place": self.house.people["place"],
            "title": self.open["title"],
            "text": f"{self.open['title']}：路灯坏了。",
            "reporter_name": "王小梅",
        }
        headers = {
            "Authorization": f"Bearer {self.house.people['token']}",
            "Idempotency-Key": self.open["key"],
            "Content-Type": "application/json",
        }
        status, answer = self.house.ask(
            "POST", "/api/v1/appeals", body=json.dumps(told), headers=headers
        )
        if status != 201:
            self.refused.append((status, answer))
            return
        self.acknowledged.append(self.open["title"])
        self.open = {}


@pytest.fixture
def house(tmp_path_factory):
    with house_at(tmp_path_factory.mktemp("kill"), database=ENGINE) as house:
        assert house.people["token"]
        house.start()
        yield house


def test_every_acknowledged_report_is_there_once_after_a_kill_under_load(house):
    lines = [Line(house, name) for name in range(CLIENTS)]
    threads = [threading.Thread(target=line.send_until_it_breaks, daemon=True) for line in lines]
    for thread in threads:
        thread.start()
    _wait_for(
        lambda: (
            sum(len(line.acknowledged) for line in lines) >= ACKNOWLEDGED_BEFORE
            or any(line.refused for line in lines)
        )
    )
    house.kill()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    in_doubt = [line.open["title"] for line in lines if line.open]
    assert [line.refused for line in lines] == [[]] * CLIENTS
    assert in_doubt, "the server was killed between requests: no load, no proof"
    house.start()
    for line in lines:
        line.send_again()
    sent = [title for line in lines for title in line.acknowledged]
    assert set(in_doubt) <= set(sent)
    assert Counter(_titles(house)) == Counter(sent)
    house.stop()
    house.say("verify-timeline")


def _wait_for(condition: Any) -> None:
    pause = threading.Event()
    for _turn in range(PATIENCE_SECONDS * 20):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError("no load came about")


def _titles(house: House) -> list[str]:
    """The titles of all reports that the house holds, as the API lists them, page by page; those of
    the small house left out.
    """
    titles, after = [], ""
    while True:
        path = f"/api/v1/appeals?state=all&limit=200&order=oldest&after={after}"
        status, answer = house.ask(
            "GET", path, headers={"Authorization": f"Bearer {house.people['token']}"}
        )
        assert status == 200, answer
        page = json.loads(answer)
        titles += [row["title"] for row in page["items"] if row["title"].startswith("第")]
        after = page["next"]
        if not after:
            return titles
