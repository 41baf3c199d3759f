"""How do tests get the whole house's tables where threads meet?"""

import shutil

import pytest
from django.db import connection, connections

from jinlin.core.environment import database_from_url
from tests import migrated

PATIENCE_SECONDS = 300  # for the hundredth's turn to write, on a machine that has much else to do


@pytest.fixture
def shared_house(transactional_db, tmp_path):
    """PostgreSQL as it is, or SQLite in a file with all its tables: in memory, threads would not
    meet as they do in the running house.

    `transactional_db` is named, not asked for later: pytest-django looks at the names to decide how
    a test's database is kept.
    """
    if connection.vendor == "postgresql":
        yield
        return
    shutil.copy(migrated.sqlite_file(), tmp_path / "house.sqlite3")
    kept, settings = connections["default"], connections.settings["default"]
    own = database_from_url(f"sqlite:///{tmp_path}/house.sqlite3")
    own["OPTIONS"] = {**own["OPTIONS"], "timeout": PATIENCE_SECONDS}
    connections.settings["default"] = {**settings, **own}
    del connections["default"]
    yield
    connection.close()
    connections.settings["default"] = settings
    connections["default"] = kept
