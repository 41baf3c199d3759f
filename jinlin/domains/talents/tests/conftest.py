"""Which fixtures do the tests of talents share?"""

import pytest

from jinlin.domains.talents.tests.cast import cast_of_talents


@pytest.fixture
def cast(db):
    return cast_of_talents()
