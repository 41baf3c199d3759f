"""Which fixtures do the tests of service days share?"""

import pytest

from jinlin.domains.servicedays.tests.cast import cast_of_dehua


@pytest.fixture
def cast(db):
    return cast_of_dehua()
