"""Which fixtures do the tests of talents share?"""

import pytest

from jinlin.core.tests.standing import standing
from jinlin.domains.talents.tests.cast import cast_of_talents


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The cast stands once for all tests of a file, each of which undoes what it did."""
    with standing(django_db_blocker):
        yield cast_of_talents()


@pytest.fixture
def cast(house, db):
    return house
