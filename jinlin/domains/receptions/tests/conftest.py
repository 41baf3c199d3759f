"""Which fixtures do the tests of reception days share?"""

import pytest

from jinlin.domains.receptions.tests.cast import Cast, cast_of_dehua


@pytest.fixture
def cast(db) -> Cast:
    """Everybody in place: see jinlin/domains/receptions/tests/cast.py."""
    return cast_of_dehua()
