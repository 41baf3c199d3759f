"""Which fixtures do the tests of casework share?"""

import pytest

from jinlin.core.tests.standing import standing
from jinlin.domains.casework.tests.cast import cast_of_casework


@pytest.fixture(scope="module")
def cast_standing(django_db_setup, django_db_blocker, tmp_path_factory):
    """One cast for all tests of a module, each of which undoes what it did."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        yield cast_of_casework()


@pytest.fixture
def cast(cast_standing, db):
    return cast_standing
