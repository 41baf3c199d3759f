"""How does one house stand for all tests of a file, each of which undoes what it did?"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import TransactionTestCase, override_settings


@contextmanager
def standing(django_db_blocker: Any, uploads: Path | None = None) -> Iterator[None]:
    """What is made inside stays until this is left; tests that ask for `db` change nothing in it.

    For fixtures of a module without transactional tests: those would wait for this one's locks.
    """
    settings = {"UPLOADS": uploads} if uploads else {}
    with django_db_blocker.unblock(), override_settings(**settings), transaction.atomic():
        yield
        transaction.set_rollback(True)


def once_a_file(make: Callable[[], Any]) -> tuple[Any, Any]:
    """Two fixtures, which a conftest or a file of tests names `standing_cast` and `cast`: the cast
    is made once for all tests of a file, and each has a copy of its own.

    Where a test of the file commits, or asks for a database without this cast (it may count on an
    empty one), each test has its cast made anew.
    """

    @pytest.fixture(scope="module")
    def standing_cast(
        request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
    ) -> Iterator[Any]:
        if not (is_undone(request) and _is_asked_for_by_all(request)):
            yield None
            return
        with standing(django_db_blocker):
            yield make()

    @pytest.fixture
    def cast(standing_cast: Any, db: None) -> Any:
        return make() if standing_cast is None else copy.deepcopy(standing_cast)

    return standing_cast, cast


COMMITTING = {"transactional_db", "live_server"}


def is_undone(request: pytest.FixtureRequest) -> bool:
    """Whether every test of this module undoes what it did, so that something may stand for all."""
    return not any(_commits(test) for test in _tests_of(request))


def _is_asked_for_by_all(request: pytest.FixtureRequest) -> bool:
    return all(
        request.fixturename in test.fixturenames
        for test in _tests_of(request)
        if _has_a_database(test)
    )


def _has_a_database(test: Any) -> bool:
    """Whether it asks for one, or is of a class of Django's, each of which has one."""
    is_djangos = issubclass(getattr(test, "cls", None) or object, TransactionTestCase)
    return is_djangos or "db" in test.fixturenames or bool(test.get_closest_marker("django_db"))


def _tests_of(request: pytest.FixtureRequest) -> list[Any]:
    return [test for test in request.session.items if test.path == request.path]


def _commits(test: Any) -> bool:
    mark = test.get_closest_marker("django_db")
    return bool(COMMITTING & set(test.fixturenames)) or bool(
        mark and (mark.args or mark.kwargs.get("transaction"))
    )
