"""Do probes, meters and logs say what they should, to whom they should, and nothing of anybody?"""

import json
import logging
import re
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings as house
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created
from django.test import Client

from jinlin.core import state
from jinlin.core.outages import Trouble
from jinlin.core.time import clock
from jinlin.web.models import BACKUP, Note, Turn
from jinlin.web.running import logs, probes, routes
from jinlin.web.running.lines import JsonLines

TOKEN = "a-token-of-the-meters-9"


@pytest.fixture
def metered(settings, db):
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = [*house.MIDDLEWARE]  # read anew
    return Client()


def scraped(client: Client) -> dict[str, float]:
    text = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    pairs = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _space, value in pairs}


def test_a_house_answers_that_it_lives_and_serves_by_whatever_name_it_is_asked(db):
    client = Client(SERVER_NAME="10.0.0.7")
    assert client.get("/health/live").json() == {"live": True}
    whole = client.get("/health")
    assert (whole.status_code, whole.json()) == (200, {"live": True, "ready": True, "writes": True})
    assert whole["Cache-Control"] == "no-store"


def test_a_house_without_its_database_lives_but_is_not_ready(db, monkeypatch):
    def gone() -> None:
        raise OperationalError from _refused()

    with monkeypatch.context() as away:
        away.setattr(connection, "cursor", gone)
        answer = Client().get("/health/ready")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert Client().get("/health/live").status_code == 200


def _refused() -> Exception:
    return psycopg.OperationalError("connection refused")


def test_a_house_that_only_reads_is_ready_and_says_that_it_does_not_write(db):
    state.keep(state.State(Trouble.READ_ONLY))
    try:
        assert Client().get("/health/ready").json()["writes"] is False
    finally:
        state.keep(state.State())


def test_without_a_word_in_the_settings_there_are_no_metrics(db):
    assert Client().get("/metrics").status_code == 404
    assert probes.METRICS not in Client().get("/").text


@pytest.mark.parametrize(
    ("address", "token", "status"),
    [
        ("10.9.0.1", "", 200),
        ("10.8.0.1", "", 404),
        ("10.8.0.1", TOKEN, 200),
        ("10.8.0.1", "another", 404),
    ],
)
def test_metrics_are_for_named_addresses_or_a_token(metered, settings, address, token, status):
    settings.METRICS_FROM = ["10.9.0.0/24"]
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    assert metered.get("/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


def test_requests_are_counted_by_kind_app_and_status(metered):
    before = scraped(metered)
    for path in ("/", "/", "/pacts/", "/nowhere/13800000001/", "/api/v1/appeals"):
        metered.get(path)
    now = scraped(metered)

    def more(kind: str, app: str, status: int) -> float:
        name = f'jinlin_requests_total{{app="{app}",kind="{kind}",status="{status}"}}'
        return now.get(name, 0) - before.get(name, 0)

    counted = (
        more("portal", "web", 200),
        more("portal", "pacts", 200),
        more("portal", "none", 404),
        more("api", "web", 401) + more("api", "appeals", 401),
    )
    assert counted == (2, 1, 1, 1)
    name = 'jinlin_request_seconds_count{kind="portal"}'
    assert now[name] - before.get(name, 0) == 4
    assert [each for each in now if "13800000001" in each] == []


def test_the_house_as_a_whole_is_read_at_the_moment_of_asking(metered):
    Note.put(BACKUP)
    Turn.objects.create(name="town.bell", due_at=clock.now() - timedelta(hours=1))
    now = scraped(metered)
    assert now["jinlin_database_up"] == 1
    assert now["jinlin_jobs_late"] == 1
    assert now["jinlin_backup_seconds"] < 60
    assert now["jinlin_disk_free_bytes"] > 0
    assert now["jinlin_takes_writing"] == 1
    assert "jinlin_rehearsal_seconds" not in now


def line_of(words: str, *args: object, **more: object) -> dict:
    record = logging.LogRecord("django.request", logging.WARNING, "f", 1, words, args, None)
    for name, value in more.items():
        setattr(record, name, value)
    return json.loads(JsonLines().format(record))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Not Found: /appeals/0190a5a0-0000-7000-8000-000000000000/", "Not Found: appeals:matter"),
        ("Not Found: /link/a-secret-of-somebody/", "Not Found: appeals:link"),
        ("Not Found: /no/such/place/", "Not Found: /…"),
        ("sent to 138 0000 0001 and wang@example.cn", "sent to … and …"),
        ("350526199001011234 came", "… came"),
        ("took 125 ms", "took 125 ms"),
    ],
)
def test_a_line_names_routes_and_nobody(words, told):
    assert re.sub(r"\w+:[\w-]+$", "ROUTE", line_of("%s", words)["words"]) == re.sub(
        r"\w+:[\w-]+$", "ROUTE", told
    )


def test_of_a_failure_the_line_has_kind_and_places_but_no_words():
    try:
        raise ValueError("王小梅 13800000001")
    except ValueError as error:
        line = line_of("failed", exc_info=(type(error), error, error.__traceback__))
    assert line["failure"] == "ValueError"
    assert "王小梅" not in json.dumps(line, ensure_ascii=False)


def test_slow_statements_are_noted_with_their_route_and_without_values(db, settings, caplog):
    settings.SLOW_QUERY_MS = 1
    routes.begin("town:bell")
    try:
        with connection.execute_wrapper(logs.note_slow), connection.cursor() as cursor:
            cursor.execute(_slow(), ["王小梅"])
    finally:
        routes.begin(routes.NO_ROUTE)
    (record,) = [each for each in caplog.records if each.name == "jinlin.queries"]
    assert "town:bell" in record.getMessage()
    assert "王小梅" not in record.getMessage()
    assert record.statement.startswith(("WITH RECURSIVE", "SELECT"))
    assert "13800000001" not in record.statement


def _slow() -> str:
    if connection.vendor == "postgresql":
        return "SELECT pg_sleep(0.01), %s, '13800000001'"
    return (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "SELECT count(*), %s, '13800000001' FROM n"
    )


def test_a_quick_statement_leaves_no_note(db, settings, caplog):
    settings.SLOW_QUERY_MS = 10_000
    with connection.execute_wrapper(logs.note_slow), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert [each for each in caplog.records if each.name == "jinlin.queries"] == []


@pytest.mark.parametrize(("bound", "is_watched"), [(0, False), (200, True)])
def test_connections_are_watched_only_where_a_bound_is_set(settings, bound, is_watched):
    settings.SLOW_QUERY_MS = bound
    fresh = connection.copy()
    logs.watch_statements()
    try:
        connection_created.send(type(fresh), connection=fresh)
        connection_created.send(type(fresh), connection=fresh)
    finally:
        connection_created.disconnect(dispatch_uid="slow statements")
    assert fresh.execute_wrappers == ([logs.note_slow] if is_watched else [])
