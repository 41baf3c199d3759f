"""Which fixtures do the tests of appeals share?"""

import pytest

from jinlin.domains.appeals.tests.cast import Cast, cast_of_dehua


@pytest.fixture
def cast(db) -> Cast:
    """Everybody in place: see jinlin/domains/appeals/tests/cast.py."""
    return cast_of_dehua()
