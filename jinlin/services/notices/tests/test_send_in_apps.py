"""Does a message reach somebody in WeChat, WeCom and DingTalk, once, and only as they chose?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.identities.actions import Person, bind
from jinlin.ground.identities.models import Kind
from jinlin.ground.identities.tests import houses
from jinlin.ground.identities.tests.conftest import provider_of
from jinlin.services.notices import actions
from jinlin.services.notices.actions import settle_template
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import APPS, KEYLESS, Channel, CountyChannel, Delivery
from jinlin.services.notices.queries.preferences import choices
from jinlin.services.notices.sending import send_due
from jinlin.services.notices.tests.conftest import DEHUA, NOON, PHONE, say, to_user

pytestmark = [pytest.mark.usefixtures("noon"), pytest.mark.one_engine]
FIELDS = {"thing1": "title", "thing2": "text", "time3": "time"}
KINDS = {
    Channel.WECHAT: Kind.WECHAT,
    Channel.WECOM_APP: Kind.WECOM,
    Channel.DING_APP: Kind.DINGTALK,
}


@pytest.fixture
def house(settings):
    settings.WEBHOOKS_PRIVATE = True
    settings.SITE_URL = "https://jinlin.example"
    with houses.standing_house() as house:
        yield house


def opened(cast, house, channel):
    """The county says it there, and the one who is told bound an identity there."""
    provider = provider_of(house, KINDS[channel])
    CountyChannel.objects.create(county=DEHUA, kind=channel)
    user = cast.users.wang if channel == Channel.WECHAT else cast.users.clerk
    actor = without_grants(user) if channel == Channel.WECHAT else actor_for(user)
    bind(provider, Person("subject"), actor=actor, by_phone=channel == Channel.WECHAT)
    if channel == Channel.WECHAT:
        settle_template(DEHUA, "", ("template-1", FIELDS), actor=SYSTEM)
    return user


@pytest.mark.parametrize("channel", APPS)
def test_what_a_worker_died_with_goes_once_more_and_is_marked_where_no_key_is_known(
    cast, house, channel
):
    """Nothing is lost; whoever looks after the outbox reads that it may have arrived twice."""
    say(cast, to_user(opened(cast, house, channel)))
    doomed = actions.take(Delivery.objects.get().pk)
    assert (doomed.state, doomed.is_unsure) == (State.SENDING, False)
    with clock.set_to(doomed.claimed_until + timedelta(seconds=1)):
        assert send_due() == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.is_unsure) == (State.SENT, channel in KEYLESS)
    assert KEYLESS.count(Channel.WECOM_APP) == 0  # it is asked to drop what it had


@pytest.mark.parametrize("channel", APPS)
def test_a_message_reaches_the_identity_that_was_bound(cast, house, channel):
    user = opened(cast, house, channel)
    say(cast, to_user(user))
    assert send_due() == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.channel) == (State.SENT, channel)
    assert send_due() == 0
    (sent,) = house.sent
    if channel == Channel.WECHAT:
        assert (sent["touser"], sent["template_id"]) == ("subject", "template-1")
        assert set(sent["data"]) == set(FIELDS)
        assert {len(sent["data"][name]["value"]) <= 20 for name in ("thing1", "thing2")} == {True}
        assert sent["page"].startswith("https://jinlin.example/")
    elif channel == Channel.WECOM_APP:
        assert (sent["touser"], sent["agentid"]) == ("subject", int(houses.AGENT))
        assert sent["textcard"]["url"].startswith("https://jinlin.example/")
    else:
        assert sent["userid_list"] == "member-subject"
        assert sent["msg"]["action_card"]["single_url"].startswith("https://jinlin.example/")


@pytest.mark.parametrize("channel", APPS)
def test_who_said_no_is_not_told_there(cast, house, channel):
    user = opened(cast, house, channel)
    actor = without_grants(user) if channel == Channel.WECHAT else actor_for(user)
    boxes = [box for _label, row in choices(actor, user).rows for box in row]
    assert channel in {box.kind for box in boxes}
    actions.choose({("", channel): False, ("appeals", channel): False}, actor=actor)
    say(cast, to_user(user))
    assert Delivery.objects.filter(channel=channel).count() == 0


def test_who_bound_nothing_is_neither_asked_nor_told(cast, house):
    opened(cast, house, Channel.WECHAT)
    assert Channel.WECHAT not in choices(without_grants(cast.users.li), cast.users.li).kinds
    say(cast, to_user(cast.users.li))
    assert Delivery.objects.count() == 0


def test_beside_the_text_message_both_arrive(cast, house, sms):
    user = opened(cast, house, Channel.WECHAT)
    say(cast, to_user(user))
    assert send_due() == 2
    assert (len(house.sent), [phone for phone, _text in sms.delivered]) == (1, [PHONE])


def test_without_a_template_or_a_house_nothing_is_written_for_wechat(cast, house):
    CountyChannel.objects.create(county=DEHUA, kind=Channel.WECHAT)
    say(cast, to_user(cast.users.wang))
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    ("channel", "code", "state"),
    [
        (Channel.WECHAT, 43101, State.DEAD),
        (Channel.WECHAT, 45009, State.FAILED),
        (Channel.WECOM_APP, 81013, State.DEAD),
        (Channel.WECOM_APP, -1, State.FAILED),
        (Channel.DING_APP, 33012, State.DEAD),
        (Channel.DING_APP, 88, State.FAILED),
    ],
)
def test_a_no_is_a_no_and_a_not_now_is_tried_again(cast, house, channel, code, state):
    say(cast, to_user(opened(cast, house, channel)))
    house.plan = [code]
    send_due()
    delivery = Delivery.objects.get()
    assert (delivery.state, str(code) in delivery.last_error) == (state, True)
    assert "1380000" not in delivery.last_error
    if state == State.FAILED:
        with clock.set_to(delivery.next_at + timedelta(seconds=1)):
            assert send_due() == 1
        assert len(house.sent) == 1


@pytest.mark.parametrize("channel", APPS)
def test_a_token_that_ended_early_is_fetched_anew(cast, house, channel):
    user = opened(cast, house, channel)
    say(cast, to_user(user))
    send_due()
    house.tokens += 1  # another system of the county fetched one
    say(cast, to_user(user))
    send_due()
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        send_due()
    assert {each.state for each in Delivery.objects.all()} == {State.SENT}
    assert len(house.sent) == 2 or channel == Channel.WECOM_APP


@pytest.mark.parametrize("lie", ["500", "garbage", "slow"])
@pytest.mark.parametrize("channel", APPS)
def test_a_house_that_fails_holds_nothing_up_and_loses_nothing(
    cast, house, monkeypatch, channel, lie
):
    say(cast, to_user(opened(cast, house, channel)))
    house.lies = {lie}
    with monkeypatch.context() as impatient:  # only while it is slow: a busy machine is not
        impatient.setattr("jinlin.core.gateways.TIMEOUT_SECONDS", 0.2)
        send_due()
    assert Delivery.objects.get().state == State.FAILED
    house.lies = set()
    house.go_on.set()
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        assert send_due() == 1
    assert len(house.sent) == 1


def test_at_night_wechat_is_quiet_too(cast, house):
    with clock.set_to(NOON.replace(hour=23)):
        say(cast, to_user(opened(cast, house, Channel.WECHAT)))
        assert send_due() == 0
    with clock.set_to(NOON + timedelta(days=1)):
        assert send_due() == 1


def test_the_outbox_shows_no_name_of_the_other_house(cast, house):
    say(cast, to_user(opened(cast, house, Channel.WECHAT)))
    assert Delivery.objects.get().shown_address() == "微信消息"
