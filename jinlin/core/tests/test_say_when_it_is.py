"""How does a trail say a day, a moment, and what somebody wrote?"""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.time import clock

pytestmark = pytest.mark.one_engine

DAY = date(2020, 5, 1)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (None, ""),
        ("", ""),
        (DAY, "2020年5月1日（周五）"),
        ("2020-05-01", "2020年5月1日（周五）"),
        (clock.end_of(DAY), "2020年5月1日（周五）"),
        (clock.end_of(DAY).isoformat(), "2020年5月1日（周五）"),
        (datetime(2020, 5, 1, 1, 30, tzinfo=UTC), "2020年5月1日（周五）09:30"),
        ("2020-05-01T17:30:00+00:00", "2020年5月2日（周六）01:30"),
    ],
)
def test_a_day_is_named_and_a_moment_promised_also_as_an_entry_keeps_it(kept, words):
    with override("zh-hans"):
        assert spoken.when(kept) == words


@pytest.mark.parametrize("written", ["天要下雨", "天要下雨。", "天要下雨.； ", "天要下雨;。"])
def test_what_somebody_wrote_brings_no_stop_into_our_sentence(written):
    assert spoken.clause(written) == "天要下雨"
