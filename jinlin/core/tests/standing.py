"""How does one house stand for all tests of a file, each of which undoes what it did?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings


@contextmanager
def standing(django_db_blocker: Any, uploads: Path | None = None) -> Iterator[None]:
    """What is made inside stays until this is left; tests that ask for `db` change nothing in it.

    For fixtures of a module without transactional tests: those would wait for this one's locks.
    """
    settings = {"UPLOADS": uploads} if uploads else {}
    with django_db_blocker.unblock(), override_settings(**settings), transaction.atomic():
        yield
        transaction.set_rollback(True)


COMMITTING = {"transactional_db", "live_server"}


def is_undone(request: pytest.FixtureRequest) -> bool:
    """Whether every test of this module undoes what it did, so that something may stand for all."""
    tests = [test for test in request.session.items if test.path == request.path]
    return not any(_commits(test) for test in tests)


def _commits(test: Any) -> bool:
    mark = test.get_closest_marker("django_db")
    return bool(COMMITTING & set(test.fixturenames)) or bool(
        mark and (mark.args or mark.kwargs.get("transaction"))
    )
