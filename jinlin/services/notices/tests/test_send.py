"""What becomes of what was told, with gateways that work, fail, are slow, or talk nonsense?"""

from datetime import timedelta

import pytest

from jinlin.core import gateways
from jinlin.core.time import clock
from jinlin.services.notices import actions
from jinlin.services.notices.actions import Recipient
from jinlin.services.notices.jobs import PERIODIC
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import CountyChannel, Delivery, Mailbox
from jinlin.services.notices.sending import PER_ROBOT, send_due
from jinlin.services.notices.tests.conftest import (
    DEHUA,
    NOON,
    PHONE,
    TONGWEI,
    open_sms,
    say,
    to_phone,
    to_user,
)
from jinlin.services.notices.tests.gateways import mail_serving

pytestmark = pytest.mark.usefixtures("noon")
BODY = "浔中镇城管中队4月18日前给您答复。"
WAITS = [1, 5, 30, 120, 480]


@pytest.fixture
def impatient(monkeypatch):
    """A wait of seconds becomes one of moments."""
    monkeypatch.setattr(gateways, "TIMEOUT_SECONDS", 0.2)
    monkeypatch.setattr(gateways, "DEADLINE_SECONDS", 0.5)


def only():
    return Delivery.objects.get()


def go_through_all_tries():
    """Every try at its time; how many minutes lay between them."""
    waits, now = [], clock.now()
    while True:
        with clock.set_to(now):
            send_due()
        if only().state != State.FAILED:
            return waits
        waits.append((only().next_at - now).total_seconds() / 60)
        now = only().next_at


def test_a_message_is_sent_signed_with_its_key(cast, sms):
    say(cast, to_phone())
    assert send_due() == 1
    delivery = only()
    (headers, _body, _path), *more = sms.calls
    assert (delivery.state, delivery.attempts, delivery.sent_at, str(delivery.sent_on)) == (
        State.SENT,
        1,
        NOON,
        "2026-04-15",
    )
    assert (sms.delivered, headers["Idempotency-Key"], more) == (
        [(PHONE, BODY)],
        str(delivery.gateway_key),
        [],
    )


def test_the_outbox_empties_itself_every_minute():
    assert [(name, every) for name, every, run in PERIODIC if run is send_due] == [
        ("send_due", timedelta(minutes=1))
    ]


def test_what_is_sent_is_not_sent_again(cast, sms):
    say(cast, to_phone())
    assert [send_due(), send_due(), len(sms.calls)] == [1, 0, 1]


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("500", "broken 500"),
        ("garbage", "garbage"),
        ("drop", "broken"),
        ("hang", "slow"),
        ("drip", "slow"),
        ("429", "busy 429"),
    ],
)
def test_a_gateway_that_fails_is_tried_again_and_at_last_given_up(
    cast, sms, impatient, word, error
):
    say(cast, to_phone(), urgent=True)
    sms.plan = [word] * 6
    sms.go_on.clear()
    waits = go_through_all_tries()
    assert waits == ([max(wait, 10) for wait in WAITS] if word == "429" else WAITS)
    assert (only().state, only().attempts, only().last_error, sms.delivered) == (
        State.DEAD,
        6,
        error,
        [],
    )
    assert len({headers["Idempotency-Key"] for headers, _body, _path in sms.calls}) == 1


def test_a_gateway_nobody_answers_at_is_tried_again_and_at_last_given_up(cast):
    CountyChannel.objects.create(county=DEHUA, kind="sms", address="http://127.0.0.1:1/send")
    say(cast, to_phone(), urgent=True)
    assert go_through_all_tries() == WAITS
    assert (only().state, only().attempts, only().last_error) == (State.DEAD, 6, "unreachable")


@pytest.mark.parametrize(("word", "error"), [("400", "refused 400"), ("redirect", "refused 302")])
def test_a_clear_no_is_not_asked_again(cast, sms, word, error):
    say(cast, to_phone())
    sms.plan = [word]
    assert go_through_all_tries() == []
    assert (only().state, only().last_error, only().is_refused) == (State.DEAD, error, True)


def test_a_gateway_that_recovers_gets_it_once(cast, sms):
    say(cast, to_phone())
    sms.plan = ["500", "garbage", "late", "ok"]
    assert go_through_all_tries() == [1, 5, 30]
    assert (only().state, only().attempts, sms.delivered) == (State.SENT, 4, [(PHONE, BODY)])


def test_a_gateway_that_asks_for_a_pause_gets_it_for_everything(cast, sms):
    for number in range(3):
        say(cast, to_phone(f"1390000000{number}"))
    sms.plan = ["429"]
    assert (send_due(), len(sms.calls)) == (0, 1)
    assert set(Delivery.objects.values_list("next_at", flat=True)) == {NOON + timedelta(minutes=10)}
    with clock.set_to(NOON + timedelta(minutes=9)):
        assert send_due() == 0
    with clock.set_to(NOON + timedelta(minutes=10)):
        assert send_due() == 3


def test_a_gateway_that_hangs_holds_up_nobody_elses_messages(cast, gateway, robots, impatient):
    open_sms(gateway)
    for number in range(5):
        say(cast, to_phone(f"1390000000{number}"), Recipient(organisation_id=cast.unit.pk))
    gateway.plan = ["hang"] * 5
    gateway.go_on.clear()
    assert (send_due(), len(gateway.calls), len(robots.calls)) == (10, 1, 10)
    assert sorted(Delivery.objects.filter(channel="sms").values_list("state", "attempts")) == [
        ("failed", 1),
        *[("waiting", 0)] * 4,
    ]


def test_urgent_messages_go_first(cast, sms):
    say(cast, to_phone("13900000001"))
    say(cast, to_phone("13900000002"), urgent=True)
    send_due()
    assert [phone for phone, _text in sms.delivered] == ["13900000002", "13900000001"]


def test_what_was_due_in_the_evening_and_is_taken_at_night_waits_and_that_was_no_try(cast, sms):
    say(cast, to_phone())
    say(cast, to_phone("13900002222"), urgent=True)
    with clock.set_to(clock.at(NOON.date(), 21, 30)):
        assert (send_due(), [phone for phone, _text in sms.delivered]) == (1, ["13900002222"])
    held = Delivery.objects.get(is_urgent=False)
    morning = clock.at(NOON.date().replace(day=16), 8)
    assert (held.state, held.tries, held.next_at) == (State.WAITING, 0, morning)
    with clock.set_to(morning):
        assert send_due() == 1


def test_a_try_that_would_fall_into_the_night_waits_for_the_morning(cast, sms):
    evening = clock.at(NOON.date(), 20, 58)
    with clock.set_to(evening):
        say(cast, to_phone())
        sms.plan = ["500", "500"]
        send_due()
    with clock.set_to(evening + timedelta(minutes=1)):
        send_due()
    with clock.set_to(evening + timedelta(minutes=6)):
        assert send_due() == 0
    assert (only().state, only().tries, only().next_at) == (
        State.WAITING,
        2,
        clock.at(NOON.date().replace(day=16), 8),
    )


def test_a_way_that_was_closed_meanwhile_gives_up_and_says_so(cast, sms, robots):
    say(cast, to_phone(), Recipient(organisation_id=cast.unit.pk))
    CountyChannel.objects.update(is_open=False)
    for robot in (robots.wecom, robots.dingtalk):
        robot.is_open = False
        robot.save()
    assert send_due() == 0
    assert set(Delivery.objects.values_list("state", "last_error", "is_refused")) == {
        ("dead", "closed", False)
    }


def test_each_county_sends_through_its_own_gateway(cast, sms, robots):
    open_sms(robots, county=TONGWEI)
    say(cast, to_phone())
    assert (send_due(), len(sms.calls), len(robots.calls)) == (1, 1, 0)


@pytest.mark.one_engine
def test_both_robots_say_it_to_their_groups_with_the_address_of_the_page(cast, robots):
    say(cast, Recipient(organisation_id=cast.unit.pk))
    assert send_due() == 2
    text = f"您反映的路灯已受理\n{BODY}\n\nhttp://127.0.0.1:8000/appeals/1/"
    assert robots.delivered == [text, text]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("word", "state", "error"),
    [
        ("busy", "failed", "busy 130101"),
        ("unknown", "dead", "refused 93000"),
        ("garbage", "failed", "garbage"),
    ],
)
def test_a_robots_own_words_are_understood(cast, robots, word, state, error):
    kind = "dingtalk" if word == "busy" else "wecom"
    type(robots.wecom).objects.exclude(kind=kind).update(is_open=False)
    say(cast, Recipient(organisation_id=cast.unit.pk))
    robots.plan = [word]
    send_due()
    assert (only().state, only().last_error) == (state, error)
    if word == "busy":
        assert only().next_at == NOON + timedelta(minutes=10)


@pytest.mark.one_engine
def test_a_robot_with_another_secret_refuses(cast, robots):
    robots.dingtalk.secret = "SEC-of-another"
    robots.dingtalk.save()
    robots.wecom.is_open = False
    robots.wecom.save()
    say(cast, Recipient(organisation_id=cast.unit.pk))
    send_due()
    assert (only().state, only().last_error) == (State.DEAD, "refused 310000")


def test_a_robot_hears_no_more_in_a_round_than_it_bears(cast, robots):
    robots.wecom.is_open = False
    robots.wecom.save()
    for _time in range(PER_ROBOT + 3):
        say(cast, Recipient(organisation_id=cast.unit.pk))
    assert [send_due(), send_due()] == [PER_ROBOT, 3]


@pytest.mark.one_engine
def test_a_text_too_long_for_a_group_is_cut_between_characters(cast, robots):
    robots.dingtalk.is_open = False
    robots.dingtalk.save()
    say(cast, Recipient(organisation_id=cast.unit.pk), body="路灯" * 2000)
    send_due()
    (text,) = robots.delivered
    assert (len(text.encode()), text[-3:]) == (2047, "路灯…")


@pytest.mark.one_engine
def test_a_mail_goes_out_with_a_message_id_of_its_own(cast, settings, mailoutbox):
    settings.EMAIL_HOST = "mail.example"
    CountyChannel.objects.create(county=DEHUA, kind="email", address="近邻 <news@dehua.example>")
    Mailbox.objects.create(
        user=cast.users.wang, address="wang@example.cn", given_at=NOON, confirmed_at=NOON
    )
    say(cast, to_user(cast.users.wang))
    assert send_due() == 1
    (mail,) = mailoutbox
    key = only().gateway_key
    assert (mail.to, mail.subject, mail.extra_headers["Message-ID"]) == (
        ["wang@example.cn"],
        "您反映的路灯已受理",
        f"<{key}@dehua.example>",
    )


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("rcpt", "state", "error", "arrived"),
    [
        ("250 fine", "sent", "", 1),
        ("550 no such user wang@example.cn", "dead", "refused 550", 0),
        ("451 try later", "failed", "busy 451", 0),
    ],
)
def test_what_a_mail_server_says_is_understood(cast, settings, rcpt, state, error, arrived):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    CountyChannel.objects.create(county=DEHUA, kind="email", address="news@dehua.example")
    Mailbox.objects.create(
        user=cast.users.wang, address="wang@example.cn", given_at=NOON, confirmed_at=NOON
    )
    with mail_serving(rcpt) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        say(cast, to_user(cast.users.wang))
        send_due()
    assert (only().state, only().last_error, len(server.delivered)) == (state, error, arrived)


@pytest.mark.one_engine
def test_a_mail_server_nobody_answers_at_is_tried_again(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    CountyChannel.objects.create(county=DEHUA, kind="email", address="news@dehua.example")
    Mailbox.objects.create(
        user=cast.users.wang, address="wang@example.cn", given_at=NOON, confirmed_at=NOON
    )
    say(cast, to_user(cast.users.wang))
    send_due()
    assert (only().state, only().last_error) == (State.FAILED, "unreachable")


def test_a_delivery_that_breaks_in_this_house_holds_up_no_other(cast, sms, caplog):
    say(cast, to_phone("13900000001"))
    say(cast, to_phone("13900000002"))
    first = Delivery.objects.order_by("pk").first()
    Delivery.objects.filter(pk=first.pk).update(
        channel="email", address="nobody\nBcc: all@example.cn"
    )
    CountyChannel.objects.create(county=DEHUA, kind="email", address="news@dehua.example")
    from django.conf import settings

    settings.EMAIL_HOST = "mail.example"
    try:
        assert send_due() == 1
    finally:
        settings.EMAIL_HOST = ""
    first.refresh_from_db()
    assert (first.state, first.last_error) == (State.FAILED, "ours")


@pytest.mark.one_engine
def test_no_number_of_anybody_stands_in_an_error_or_in_the_log(cast, sms, caplog):
    say(cast, to_phone())
    sms.plan = ["400"]
    send_due()
    assert [
        number in text for number in (PHONE, "路灯") for text in (only().last_error, caplog.text)
    ] == [False] * 4
    assert (
        gateways.harmless("key 693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa of 13800001111 is\nnot known")
        == "key *** of *** is not known"
    )


def test_of_what_was_sent_long_ago_only_that_it_was_sent_is_known(cast, sms):
    say(cast, to_phone())
    send_due()
    with clock.set_to(NOON + timedelta(days=91)):
        assert [actions.forget_old(), actions.forget_old()] == [1, 0]
    assert (only().address, only().title, only().body, only().state) == ("", "", "", State.SENT)
