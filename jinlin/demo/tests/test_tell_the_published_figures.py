"""Do the published figures add up from the demo's records, and from nothing else?"""

from datetime import date

import pytest
from django.utils.translation import override

from jinlin.appeals.models import Appeal, Round
from jinlin.core import timeline
from jinlin.demo import building
from jinlin.demo.plan import REPORT_DAY
from jinlin.metrics.published import comparisons


@pytest.fixture
def demo(db):
    with override("zh-hans"):
        building.build()


def test_every_published_figure_agrees_and_changes_with_one_appeal(demo):
    before = {each.key: each for each in comparisons()}
    assert [key for key, each in before.items() if not each.agrees] == []
    assert str(before["dehua.appeals.closed_loop_rate"].computed) == "83.7"
    for appeal in Appeal.objects.filter(ended_on__lte=REPORT_DAY, rounds__isnull=False)[:2]:
        Round.objects.filter(appeal=appeal).update(ended_on=date(2025, 5, 1))
        Appeal.objects.filter(pk=appeal.pk).update(ended_on=date(2025, 5, 1))
    after = {each.key: each for each in comparisons()}
    assert str(after["dehua.appeals.closed_loop_rate"].computed) == "83.6"
    assert not after["dehua.appeals.closed_loop_rate"].agrees
    assert after["dehua.appeals.received"].agrees
    assert list(timeline.verify()) == []
    _every_version_is_told()


def _every_version_is_told():
    """As many timeline entries as versions, for every appeal."""
    entries = timeline.Entry.objects.filter(subject_type="appeals.appeal").count()
    assert entries == sum(Appeal.objects.values_list("version", flat=True))
