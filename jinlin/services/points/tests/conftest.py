"""Which fixtures do the tests of points share?"""

import pytest

from jinlin.services.points.tests.cast import cast_of_points


@pytest.fixture
def cast(db):
    return cast_of_points()
