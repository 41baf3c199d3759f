"""Which fixtures do the tests of projects share?"""

import pytest

from jinlin.domains.projects.tests.cast import cast_of_projects


@pytest.fixture
def cast(db):
    return cast_of_projects()
