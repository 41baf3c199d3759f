"""Which fixtures do the tests of pacts share?"""

import pytest

from jinlin.domains.pacts.tests.cast import cast_of_pacts


@pytest.fixture
def cast(db):
    return cast_of_pacts()
