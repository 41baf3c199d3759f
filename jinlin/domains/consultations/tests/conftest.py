"""Which fixtures do the tests of consultations share?"""

import pytest

from jinlin.domains.consultations.tests.cast import cast_of_consultations


@pytest.fixture
def cast(db):
    return cast_of_consultations()
