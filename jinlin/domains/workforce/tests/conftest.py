"""What do all tests of the register stand on?"""

from collections.abc import Iterator
from datetime import datetime

import pytest

from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.workforce.tests.cast import Cast, cast_of_yangcheng

NOON = datetime(2025, 6, 10, 12, 0, tzinfo=clock.CHINA)  # a Tuesday


def at_noon() -> Cast:
    with clock.set_to(NOON):
        return cast_of_yangcheng()


standing_cast, made = once_a_file(at_noon)


@pytest.fixture
def cast(made: Cast) -> Iterator[Cast]:
    with clock.set_to(NOON):
        yield made
