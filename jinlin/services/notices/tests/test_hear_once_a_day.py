"""Does somebody who wants one message a day have one, with all in it, and no second one?"""

from datetime import timedelta

import pytest

from jinlin.core.time import clock
from jinlin.ground.places.models import Organisation
from jinlin.services.notices import actions
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.preferences import DIGEST
from jinlin.services.notices.tests.conftest import DEHUA, NOON, actor_of, say, to_user

pytestmark = pytest.mark.usefixtures("noon", "sms")
EVENING = NOON + timedelta(hours=7)


@pytest.fixture
def chose(cast):
    actions.choose({(DIGEST, "sms"): True}, actor=actor_of(cast.users.wang))


def sent():
    return list(Delivery.objects.order_by("created_at").values_list("event", "title"))


def test_a_day_comes_in_one_message(cast, chose):
    for title in ("路灯已受理", "井盖已办结"):
        say(cast, to_user(cast.users.wang), title=title, about=Organisation(county=DEHUA))
    assert (sent(), actions.send_digests()) == ([], 0)  # it is noon
    with clock.set_to(EVENING):
        assert [actions.send_digests(), actions.send_digests()] == [1, 0]
    assert sent() == [(DIGEST, "今天的消息（2 条）")]
    assert Delivery.objects.get().body.splitlines()[:2] == ["井盖已办结", "路灯已受理"]


def test_what_is_urgent_comes_at_once(cast, chose):
    say(cast, to_user(cast.users.wang), urgent=True)
    assert [event for event, _title in sent()] == ["appeals.accept"]


def test_a_quiet_day_sends_nothing(cast, chose):
    with clock.set_to(EVENING):
        assert actions.send_digests() == 0
    assert sent() == []


def test_whoever_did_not_choose_it_hears_each_by_itself(cast):
    say(cast, to_user(cast.users.wang))
    with clock.set_to(EVENING):
        assert actions.send_digests() == 0
    assert [event for event, _title in sent()] == ["appeals.accept"]
