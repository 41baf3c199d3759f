"""Does everything arrive when a house moves from one database to another, also when it is killed on
the way?
"""

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from jinlin.web.moving import ends
from tests import collected, migrated
from tests.clusters import say_to_postgres
from tests.house import ROOT
from tests.serving import JINLIN, House, house_at, postgres_at

ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
pytestmark = pytest.mark.postgres
NOTES = "CREATE TABLE moving_house (name varchar(100) PRIMARY KEY, said text NOT NULL)"
ENOUGH = 40  # tables that are there when it is killed
needs_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="needs JINLIN_DATABASE_URL")


@contextmanager
def empty_database(name):
    """The address of a new PostgreSQL database without tables; gone afterwards."""
    with postgres_at(f"jinlin_empty_{name}_{os.getpid()}") as url:
        yield url


def move(house, *words, check=True):
    done = subprocess.run(
        [str(JINLIN), "move-house", *words],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def killed_in_the_middle(house, url, *words):
    """The move was killed after some tables were there and before the last one was."""
    process = subprocess.Popen(
        [str(JINLIN), "move-house", *words],
        cwd=ROOT,
        env=house.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    seen = 0
    while seen < ENOUGH and process.poll() is None:
        time.sleep(0.01)
        seen = tables_begun(url)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, "it was over before it could be killed"
    return tables_begun(url)


def tables_begun(url):
    asked = "SELECT count(*) FROM moving_house WHERE name LIKE 'rows of %'"
    try:
        with closing(psycopg.connect(url)) as there:
            return there.execute(asked).fetchone()[0]
    except psycopg.Error:
        return 0  # no such table yet


def listed(house):
    """The titles of all matters that a clerk finds through the API."""
    asking = {"Authorization": f"Bearer {house.people['token']}"}
    status, answer = house.ask("GET", "/api/v1/appeals?state=all&limit=200", headers=asking)
    assert status == 200, answer
    return sorted(row["title"] for row in json.loads(answer)["items"])


def report(house, title):
    told = {"place": house.people["place"], "title": title, "text": "路灯坏了。"}
    status, answer = house.ask(
        "POST",
        "/api/v1/appeals",
        body=json.dumps(told),
        headers={
            "Authorization": f"Bearer {house.people['token']}",
            "Idempotency-Key": str(uuid4()),
            "Content-Type": "application/json",
        },
    )
    assert status == 201, answer


@contextmanager
def opened(var, url, people):
    """The house at this address, which serves as long as this is open."""
    house = House(var, url)
    house.__dict__["people"] = people
    with collected.lent(var):
        house.say("migrate", "--quiet")
    house.start()
    try:
        yield house
    finally:
        house.stop()


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_at(tmp_path_factory.mktemp("old"), database="sqlite") as house:
        assert house.people
        lying = house.var / "uploads" / "ab"
        lying.mkdir(parents=True, exist_ok=True)
        (lying / "photo.webp").write_bytes(os.urandom(9000))
        yield house


@needs_postgresql
def test_a_house_moves_there_and_back_through_a_kill_and_is_the_same(house, tmp_path):
    file, var = house.var / "jinlin.sqlite3", tmp_path / "new"
    before = hash_of(file)
    with empty_database("there") as url:
        prepared(url, source=f"sqlite:{file}")
        words = ("sqlite", url, "--to-var", str(var))
        assert killed_in_the_middle(house, url, *words) >= ENOUGH
        assert "move-house" in said_in_vain(House(var, url), "work", "--once")
        moved = move(house, *words)
        assert hash_of(file) == before, "the source is as it was"
        for name in ("keys.json", "secret-key", "uploads/ab/photo.webp"):
            assert hash_of(var / name) == hash_of(house.var / name)
        assert "verify" not in moved.stderr
        back_url = f"sqlite:///{tmp_path}/back.sqlite3"
        with opened(var, url, house.people) as new:
            titles = listed(new)
            assert len(titles) >= 5
            report(new, "搬过来以后的第一件")
            assert move(new, url, back_url, check=False).returncode == 1, "it is at work"
        prepared_file(tmp_path / "back.sqlite3", source=ends.End(url, "").known_as())
        move(new, url, back_url)
        with closing(psycopg.connect(url)) as there:
            numbers = there.execute("SELECT count(*) FROM appeals_appeal").fetchone()
    with opened(var, back_url, house.people) as back:
        assert listed(back) == sorted([*titles, "搬过来以后的第一件"])
        assert len(listed(back)) == numbers[0]
        report(back, "搬回来以后的第一件")
    back.say("verify-timeline")


@needs_postgresql
def test_a_house_is_not_moved_onto_another_one(house):
    with empty_database("taken") as url:
        with closing(psycopg.connect(url)) as there:
            there.execute("CREATE TABLE ours (id int)")
            there.commit()
        assert "1" in said_in_vain(house, "move-house", "sqlite", url)
        with closing(psycopg.connect(url)) as there:
            tables = "SELECT table_name FROM information_schema.tables WHERE table_schema='public'"
            assert there.execute(tables).fetchall() == [("ours",)]


@needs_postgresql
def test_a_text_that_postgresql_refuses_stops_the_move_and_is_named(house, tmp_path):
    shutil.copy(house.var / "jinlin.sqlite3", tmp_path / "marred.sqlite3")
    with closing(sqlite3.connect(tmp_path / "marred.sqlite3")) as here:
        here.execute("UPDATE places_place SET name = 'a' || char(0) || 'b' WHERE level = 'county'")
        here.commit()
    with empty_database("nul") as url:
        prepared(url, source=f"sqlite:{tmp_path}/marred.sqlite3")
        words = ("move-house", f"sqlite:///{tmp_path}/marred.sqlite3", url)
        assert "places_place" in said_in_vain(house, *words)


def prepared(url, *, source):
    """As a move that was killed right after its tables were made leaves the target: to make them
    takes a minute.
    """
    template = migrated.postgresql_template(url)
    say_to_postgres(url, "DROP DATABASE {} WITH (FORCE)", url)
    say_to_postgres(url, f"CREATE DATABASE {{}} TEMPLATE {template}", url)
    with closing(psycopg.connect(url)) as there:
        there.execute(NOTES)
        there.execute("INSERT INTO moving_house VALUES ('source', %s)", [source])
        there.commit()


def prepared_file(path, *, source):
    shutil.copy(migrated.sqlite_file(), path)
    with closing(sqlite3.connect(path)) as there:
        there.execute(NOTES)
        there.execute("INSERT INTO moving_house VALUES ('source', ?)", [source])
        there.commit()


def said_in_vain(house, *words):
    """What the console says when it refuses."""
    done = subprocess.run(
        [str(JINLIN), *words],
        cwd=ROOT,
        env=house.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout + done.stderr
