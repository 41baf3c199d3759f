"""Which fixtures do the tests of visits share?"""

import pytest

from jinlin.domains.visits.tests.cast import cast_of_visits


@pytest.fixture
def cast(db):
    return cast_of_visits()
