"""Do several processes of one house count together, write lines without anybody's data, close and
open for writing at once, and leave a backup each night?
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from jinlin.web.running.folder import room_of
from tests.serving import JINLIN, PATIENCE_SECONDS, House, house_at

pytestmark = pytest.mark.one_engine
TOKEN = {"Authorization": "Bearer meters-of-this-test"}
ASKED = 40
PHONE = "13800000001"
CSRF = "x" * 32


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    var = tmp_path_factory.mktemp("running")
    with house_at(var, database="sqlite") as house:
        assert house.people["token"]
        house.further = {
            "JINLIN_METRICS_TOKEN": "meters-of-this-test",
            "JINLIN_JSON_LOGS": "1",
            "JINLIN_BACKUPS": str(var / "kept"),
            "JINLIN_BACKUP_AT": "00:00",
        }
        house.start([str(JINLIN), "serve", "--port", str(house.port), "--workers", "2"])
        yield house


def counted(house: House) -> float:
    status, text = house.ask("GET", "/metrics", headers=TOKEN)
    assert status == 200
    found = re.findall(
        rb'^jinlin_requests_total\{app="none",kind="portal",status="404"\} (\S+)$',
        text,
        re.MULTILINE,
    )
    return sum(map(float, found))


def report(house: House, key: int) -> int:
    form = {"text": "路灯坏了。", "place": house.people["place"], "identity": "anonymous"}
    form |= {"key": f"0190a5a0-0000-7000-8000-{key:012d}", "csrfmiddlewaretoken": CSRF}
    headers = {
        "Cookie": f"csrftoken={CSRF}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return house.ask("POST", "/report/who/", body=urlencode(form), headers=headers)[0]


def test_what_two_processes_count_adds_up_whichever_is_asked(house):
    before = counted(house)
    for _turn in range(ASKED):
        assert house.ask("GET", f"/nowhere/{PHONE}/")[0] == 404
    assert {counted(house) - before for _turn in range(8)} == {ASKED}
    assert house.ask("GET", "/metrics")[0] == 404


def test_every_line_of_the_log_is_json_and_names_nobody(house):
    house.ask("GET", f"/track/?phone={PHONE}")
    house.ask("GET", f"/appeals/{house.people['appeals']['closed']}/")
    lines = [
        json.loads(line)
        for line in (house.var / "serve.log").read_text().splitlines()
        if line.startswith("{")
    ]
    answered = [line for line in lines if line["logger"] == "jinlin.requests"]
    assert {"appeals:matter", "appeals:track"} & {line["route"] for line in answered}
    assert all({"method", "status", "ms"} <= set(line) for line in answered)
    log = (house.var / "serve.log").read_text()
    assert [
        word
        for word in (PHONE, house.people["appeals"]["closed"], "127.0.0.1")
        if word in _said(log)
    ] == []


def _said(log: str) -> str:
    """Without the one line in which the server says where it serves."""
    return "\n".join(line for line in log.splitlines() if line.startswith("{"))


def test_closed_and_opened_by_hand_all_processes_know(house):
    assert report(house, 1) == 302
    assert "只能查看" in house.say("read-only", "on")
    assert {report(house, 2) for _turn in range(6)} == {503}
    with closing(HTTPConnection("127.0.0.1", house.port)) as line:
        line.request("POST", "/api/v1/appeals", "{}", {"Content-Type": "application/json"})
        answer = line.getresponse()
        assert (answer.status, answer.headers["Content-Type"]) == (503, "application/problem+json")
        assert json.loads(answer.read())["code"] == "read_only"
    assert house.ask("GET", "/report/place/")[0] == 200
    assert "可以提交" in house.say("read-only", "off")
    assert report(house, 2) == 302


def test_the_worker_leaves_a_backup_each_night_that_can_be_put_back(house):
    house.say("work", "--once")
    kept = house.var / "kept"
    until = time.monotonic() + PATIENCE_SECONDS
    while not (found := list(kept.glob("jinlin-*.tar.gz"))) and time.monotonic() < until:
        time.sleep(0.2)
    assert len(found) == 1
    said = house.say("backup", "rehearse")
    assert found[0].name in said
    told = {each["name"]: each for each in _doctor(house)}
    assert told["rehearsed restore"]["level"] == "ok"
    assert told["backups"]["todo"] == "请让 JINLIN_BACKUPS 指向另一块磁盘，免得一坏全坏。"


def _doctor(house: House) -> list[dict[str, str]]:
    asked = f"import json,subprocess,sys; print(subprocess.run([{str(JINLIN)!r},'doctor','--json'],"
    asked += "capture_output=True,text=True).stdout)"
    found: list[dict[str, str]] = json.loads(house._run(sys.executable, "-c", asked))["findings"]
    return found


def test_of_the_counting_nothing_stays_when_the_server_stops(house):
    assert room_of(house.var).exists()
    house.stop()
    assert not room_of(house.var).exists()
