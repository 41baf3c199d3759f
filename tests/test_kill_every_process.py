"""Two web processes and two workers are killed again and again under load: is what was acknowledged
there once, and every message sent once?
"""

import pytest
from django.conf import settings

from tests.drill import drilled

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        reason="needs JINLIN_DATABASE_URL",
    ),
]


def test_nothing_acknowledged_is_lost_and_nothing_sent_twice(tmp_path):
    drill = drilled(tmp_path, seconds=12, seed=20261128)
    drill.require_nothing_lost_and_nothing_twice()
    assert min(drill.kills.values()) >= 1
    assert drill.accepted
