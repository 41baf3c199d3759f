"""How do tests get a database in which threads meet?"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from jinlin.core.editions import Edition
from jinlin.core.environment import database_from_url
from jinlin.core.idempotency import Answer
from jinlin.core.offline import Conflict, Made
from jinlin.core.tests.models import Matter
from jinlin.core.timeline import Entry


@pytest.fixture(scope="session")
def matter_table(django_db_setup: None, django_db_blocker: Any) -> None:
    """The table of matters stands while the tests run."""
    with django_db_blocker.unblock():
        if Matter._meta.db_table not in connection.introspection.table_names():
            with connection.schema_editor() as editor:
                editor.create_model(Matter)


@pytest.fixture
def parallel_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database in which threads meet as they do in the running house:

    PostgreSQL as it is, or SQLite in a file (in memory, its threads share one lock).
    """
    if connection.vendor == "postgresql":
        yield
        return
    kept, settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = {
        **settings,
        **database_from_url(f"sqlite:///{tmp_path}/parallel.sqlite3"),
    }
    del connections["default"]
    with connection.schema_editor() as editor:
        for model in (Edition, Answer, Made, Conflict, Entry, Matter):
            editor.create_model(model)
    yield
    connection.close()
    connections.settings["default"] = settings
    connections["default"] = kept


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in a thread of its own with its own connection, all let go at the same moment; what
    each returned, or the exception it raised, in order.
    """
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait()
            results[place] = act()
        except Exception as problem:  # noqa: BLE001 - whatever it is, the test compares it
            results[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
