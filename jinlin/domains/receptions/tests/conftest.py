"""Which fixtures do the tests of reception days share?"""

import copy
from collections.abc import Iterator

import pytest

from jinlin.core.tests.standing import is_undone, standing
from jinlin.domains.receptions.tests.cast import Cast, cast_of_dehua


@pytest.fixture(scope="module")
def standing_cast(request, django_db_setup, django_db_blocker) -> Iterator[Cast | None]:
    """The same for all tests of a file, if each of them undoes what it did."""
    if not is_undone(request):
        yield None
        return
    with standing(django_db_blocker):
        yield cast_of_dehua()


@pytest.fixture
def cast(standing_cast, db) -> Cast:
    """Everybody in place: see jinlin/domains/receptions/tests/cast.py."""
    return copy.deepcopy(standing_cast) if standing_cast else cast_of_dehua()
