"""How does one house stand for all tests of a file, each of which undoes what it did?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
