"""Which fixtures do the tests of visits share?"""

from collections.abc import Iterator

import pytest

from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.visits.tests.cast import cast_of_visits


@pytest.fixture(scope="module", autouse=True)
def morning() -> Iterator[None]:
    """It is ten o'clock of this day: a list ends at midnight, and no test goes on beyond it."""
    with clock.set_to(clock.at(clock.today(), 10)):
        yield


standing_cast, cast = once_a_file(cast_of_visits)
