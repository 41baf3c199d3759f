"""Who travels? The cast of reception days, in a county that knows the usual classes of appeals."""

import pytest

from jinlin.domains.appeals.actions import offer_usual_classes
from jinlin.domains.receptions.tests.cast import Cast, cast_of_dehua


@pytest.fixture
def cast(db) -> Cast:
    offer_usual_classes()
    return cast_of_dehua()
