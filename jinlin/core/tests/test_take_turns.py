"""Do threads that write to SQLite take turns, and does a turn always come back?"""

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connections, transaction

from jinlin.core.environment import database_from_url
from jinlin.core.sqlite.turns import Turns, turns_at
from jinlin.core.tests.databases import together

pytestmark = pytest.mark.one_engine


@pytest.fixture
def tally(tmp_path: Path, django_db_blocker: Any) -> Iterator[Turns]:
    """A database of its own under the alias 'tally', with one row to count in; yields its queue."""
    made = database_from_url(f"sqlite:///{tmp_path}/tally.sqlite3")
    connections.settings["tally"] = {**connections.settings["default"], **made}
    with django_db_blocker.unblock():
        ask("CREATE TABLE tally (id INTEGER PRIMARY KEY, n INTEGER NOT NULL CHECK (n >= 0))")
        ask(
            "CREATE TABLE mark (id INTEGER PRIMARY KEY, tally INTEGER REFERENCES tally (id) "
            "DEFERRABLE INITIALLY DEFERRED)"
        )
        ask("INSERT INTO tally VALUES (1, 0)")
        yield turns_at(str(made["NAME"]))
        connections["tally"].close()
    del connections["tally"]
    del connections.settings["tally"]


def ask(statement: str) -> Any:
    with connections["tally"].cursor() as cursor:
        return cursor.execute(statement).fetchone()


def add_one() -> None:
    with transaction.atomic(using="tally"):
        (known,) = ask("SELECT n FROM tally")
        ask(f"UPDATE tally SET n = {known + 1}")


def add_many() -> None:
    for _time in range(200):
        add_one()


def test_four_threads_that_read_and_write_lose_nothing(tally: Turns) -> None:
    assert together(add_many, add_many, add_many, add_many) == [None] * 4
    assert ask("SELECT n FROM tally") == (800,)
    assert not tally.is_taken


def test_without_a_transaction_the_same_threads_lose_some(tally: Turns) -> None:
    """The control: the test above would see a loss if there was one."""
    read = threading.Barrier(2)

    def add_carelessly() -> None:
        (known,) = ask("SELECT n FROM tally")
        read.wait()
        ask(f"UPDATE tally SET n = {known + 1}")

    assert together(add_carelessly, add_carelessly) == [None, None]
    assert ask("SELECT n FROM tally") == (1,)


def test_turns_are_given_in_the_order_in_which_they_were_asked_for() -> None:
    turns, order = Turns(), []
    assert turns.take(timeout=0)

    def queue(name: int) -> None:
        turns.take(timeout=60)
        order.append(name)
        turns.give()

    threads = []
    for name in range(6):
        threads.append(threading.Thread(target=queue, args=(name,)))
        threads[-1].start()
        while turns.waiting <= name:
            pass
    turns.give()
    for thread in threads:
        thread.join()
    assert order == list(range(6))
    assert not turns.is_taken


def test_who_waited_in_vain_leaves_the_queue() -> None:
    turns = Turns()
    assert turns.take(timeout=0)
    assert not turns.take(timeout=0.01)
    assert turns.waiting == 0
    turns.give()
    assert turns.take(timeout=0)


def test_an_exception_in_the_block_gives_the_turn_back(tally: Turns) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(using="tally"):
        ask("UPDATE tally SET n = 7")
        raise ZeroDivisionError
    assert ask("SELECT n FROM tally") == (0,)
    assert not tally.is_taken


def test_a_refused_statement_gives_the_turn_back(tally: Turns) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using="tally"):
        ask("UPDATE tally SET n = -1")
    assert not tally.is_taken


def test_a_refused_commit_gives_the_turn_back(tally: Turns) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(using="tally"):
        ask("INSERT INTO mark VALUES (1, 99)")
    assert not tally.is_taken
    assert ask("SELECT count(*) FROM mark") == (0,)


def test_a_nested_block_keeps_the_turn_until_the_outermost_ends(tally: Turns) -> None:
    with transaction.atomic(using="tally"):
        add_one()
        assert tally.is_taken
        with pytest.raises(ZeroDivisionError), transaction.atomic(using="tally"):
            ask("UPDATE tally SET n = 50")
            raise ZeroDivisionError
        assert tally.is_taken
    assert not tally.is_taken
    assert ask("SELECT n FROM tally") == (1,)


def test_a_connection_closed_within_its_block_gives_the_turn_back(tally: Turns) -> None:
    with transaction.atomic(using="tally"):
        ask("UPDATE tally SET n = 7")
        connections["tally"].close()
        assert not tally.is_taken
    assert not tally.is_taken
    add_one()
    assert ask("SELECT n FROM tally") == (1,)


def test_a_begin_that_fails_gives_the_turn_back(tally: Turns) -> None:
    wrapper = connections["tally"]
    ask("SELECT 1")
    wrapper.connection.execute("BEGIN")
    with pytest.raises(OperationalError), transaction.atomic(using="tally"):
        raise AssertionError("the block never starts")
    assert not tally.is_taken
    wrapper.connection.execute("ROLLBACK")
    add_one()
    assert ask("SELECT n FROM tally") == (1,)


def test_a_turn_that_does_not_come_is_a_locked_database(tally: Turns) -> None:
    connections["tally"].settings_dict["OPTIONS"]["timeout"] = 0.01
    assert tally.take(timeout=0)
    with (
        pytest.raises(DatabaseError, match="database is locked"),
        transaction.atomic(using="tally"),
    ):
        raise AssertionError("the block never starts")
    tally.give()
    add_one()
    assert ask("SELECT n FROM tally") == (1,)


def test_what_is_told_after_the_commit_may_write_itself(tally: Turns) -> None:
    with transaction.atomic(using="tally"):
        add_one()
        transaction.on_commit(add_one, using="tally")
    assert ask("SELECT n FROM tally") == (2,)
    assert not tally.is_taken


def test_a_connection_is_kept_while_its_file_is_the_same(tally: Turns, tmp_path: Path) -> None:
    """Many requests share one; where a backup was put in its place, the next one opens that."""
    kept = connections["tally"]
    first = kept.connection
    kept.close_if_unusable_or_obsolete()
    assert kept.connection is first
    place = Path(str(kept.settings_dict["NAME"]))
    other = tmp_path / "other.sqlite3"
    with sqlite3.connect(other) as made:
        made.execute("CREATE TABLE tally (id INTEGER PRIMARY KEY, n INTEGER)")
        made.execute("INSERT INTO tally VALUES (1, 7)")
    made.close()
    for each in ("-wal", "-shm"):
        place.with_name(place.name + each).unlink(missing_ok=True)
    other.replace(place)
    assert ask("SELECT n FROM tally") == (0,)
    kept.close_if_unusable_or_obsolete()
    assert ask("SELECT n FROM tally") == (7,)


def test_opening_waits_for_whoever_has_the_whole_file(tally: Turns, tmp_path: Path) -> None:
    """A house put back from a copy is opened by all its threads at once: one of them turns its log
    of writes on, and the others are refused without waiting, whatever they would wait.
    """
    wrapper, copy = connections["tally"], tmp_path / "copy.sqlite3"
    holder = sqlite3.connect(copy, isolation_level=None, check_same_thread=False)
    holder.execute("CREATE TABLE tally (id INTEGER PRIMARY KEY)")
    holder.execute("BEGIN EXCLUSIVE")
    impatient = {**wrapper.get_connection_params(), "database": str(copy), "timeout": 0}
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        sqlite3.connect(copy, timeout=0).execute("PRAGMA journal_mode=WAL")
    later = threading.Timer(0.2, holder.rollback)
    later.start()
    opened = wrapper.get_new_connection(impatient)
    later.join()
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    opened.close()
    holder.close()


def test_a_file_that_cannot_be_opened_is_refused_at_once(tally: Turns, tmp_path: Path) -> None:
    wrapper = connections["tally"]
    params = {**wrapper.get_connection_params(), "database": str(tmp_path / "no" / "house.sqlite3")}
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        wrapper.get_new_connection(params)
