"""Do the published figures add up from the demo's records, and from nothing else?"""

from collections import Counter
from datetime import date

import pytest
from django.apps import apps
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.rows import MovingRow
from jinlin.core.secrets.fields import match_key
from jinlin.demo import building
from jinlin.demo.county import RESIDENT_PHONE
from jinlin.demo.plan import REPORT_DAY
from jinlin.domains.appeals.models import Appeal, Round
from jinlin.domains.wishes.actions.released import check_release
from jinlin.domains.wishes.lifecycle import ON_WALL, State
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.ground.people.models import Person
from jinlin.metrics.published import comparisons

pytestmark = pytest.mark.one_engine

RECENT = {
    State.PUBLISHED: 12,
    State.CLAIMED: 6,
    State.FULFILLED: 2,
    State.CONFIRMED: 6,
    State.POSTED: 2,
    State.ASKED: 1,
    State.DECLINED: 1,
}


@pytest.fixture
def demo(transactional_db):
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
    _the_wall_is_fresh()


def _every_version_is_told():
    """As many timeline entries as versions, for every row that moves."""
    moving = [model for model in apps.get_models() if issubclass(model, MovingRow)]
    versions = {
        model._meta.label_lower: sum(model.objects.values_list("version", flat=True))
        for model in moving
    }
    entries = {
        label: timeline.Entry.objects.filter(subject_type=label).count() for label in versions
    }
    assert entries == versions
    assert {"appeals.appeal", "receptions.session", "receptions.conversation", "wishes.wish"} <= {
        key for key, told in versions.items() if told
    }


def _the_wall_is_fresh():
    """Wishes in every state; each shown one with a consent, none that tells who it is, and nothing
    late on the wall.
    """
    shown = Wish.objects.on_wall()
    assert Wish.objects.filter(state__in=ON_WALL).count() == shown.count()
    assert (
        Counter(Wish.objects.filter(posted_on__gt=REPORT_DAY).values_list("state", flat=True))
        == RECENT
    )
    for wish in shown.select_related("for_person", "posted_by"):
        check_release(wish, wish.public_title, wish.public_text)
    assert not Wish.objects.filter(posted_on__lte=REPORT_DAY).open().exists()
    mine = Person.objects.get(user__phone_key=match_key(RESIDENT_PHONE, "phone"))
    assert [wish.state for wish in mine.wishes.all()] == [State.FULFILLED]
    assert [claim.wish.state for claim in Claim.objects.filter(user_id=mine.user_id)] == [
        State.CLAIMED
    ]
