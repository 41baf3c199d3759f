"""Who is there in every test of wishes?"""

import pytest

from jinlin.domains.wishes.tests.cast import Cast, cast_of_dehua


@pytest.fixture
def cast(db) -> Cast:
    return cast_of_dehua()
