"""What do all tests of the register stand on?"""

from collections.abc import Iterator
from datetime import datetime

import pytest

from jinlin.core.time import clock
from jinlin.domains.workforce.tests.cast import Cast, cast_of_yangcheng

NOON = datetime(2025, 6, 10, 12, 0, tzinfo=clock.CHINA)  # a Tuesday


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    with clock.set_to(NOON):
        yield cast_of_yangcheng()
