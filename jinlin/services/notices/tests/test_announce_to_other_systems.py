"""What do other systems hear, and what becomes of it when they work, fail, are slow,
or are gone?
"""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from jinlin.core import gateways, outside
from jinlin.core.actor import SYSTEM
from jinlin.core.gateways import NotTaken
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.services.notices import actions
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import Delivery, Webhook
from jinlin.services.notices.queries.kept import ways
from jinlin.services.notices.sending import send_due
from jinlin.services.notices.tests.conftest import DEHUA, NOON, TONGWEI, announce, listen
from jinlin.services.notices.tests.gateways import Receiver, serving

pytestmark = pytest.mark.usefixtures("noon")
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


@pytest.mark.one_engine
def test_an_event_arrives_signed_with_its_id_and_is_proved_by_whoever_has_the_secret(
    cast, receiver
):
    webhook = listen(cast, receiver, "appeals.")
    announce(cast, state="accepted")
    assert send_due() == 1
    ((headers, body, _path),) = receiver.calls
    assert receiver.delivered == [
        ("appeals.accept", {"id": str(cast.unit.pk), "number": "260415-ABCDE", "state": "accepted"})
    ]
    assert (headers["Jinlin-Event"], headers["Jinlin-Delivery"]) == (
        "appeals.accept",
        str(only().pk),
    )
    assert (only().state, Webhook.objects.get(pk=webhook.pk).succeeded_at) == (State.SENT, NOON)
    assert json.loads(body) == {
        "id": str(only().pk),
        "event": "appeals.accept",
        "at": NOON.isoformat(),
        "county": DEHUA,
        "data": {"id": str(cast.unit.pk), "number": "260415-ABCDE", "state": "accepted"},
    }


@pytest.mark.one_engine
def test_the_body_is_canonical(cast, receiver):
    listen(cast, receiver)
    announce(cast, unit="浔中镇", a=1)
    send_due()
    body = receiver.calls[0][1].decode()
    assert body == json.dumps(
        json.loads(body), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert body.startswith('{"at":"2026-04-15T12:00:00+08:00","county":"350526","data":{"a":1,')


@pytest.mark.one_engine
def test_with_another_secret_nothing_is_proved(cast, receiver):
    listen(cast, receiver)
    receiver.secret = "another"
    announce(cast)
    send_due()
    assert receiver.delivered == []


@pytest.mark.parametrize(
    ("events", "heard"),
    [
        (["appeals."], ["appeals.accept", "appeals.finish"]),
        (["appeals.finish"], ["appeals.finish"]),
        (["appeals.fin"], []),
        (["wishes", "appeals.accept"], ["appeals.accept", "wishes.take"]),
        ([], ["appeals.accept", "appeals.finish", "wishes.take"]),
        (["*"], ["appeals.accept", "appeals.finish", "wishes.take"]),
    ],
)
def test_a_webhook_hears_what_begins_as_it_wants(cast, receiver, events, heard):
    listen(cast, receiver, *events)
    for event in ("appeals.accept", "appeals.finish", "wishes.take"):
        announce(cast, event)
    assert sorted(Delivery.objects.values_list("event", flat=True)) == heard


def test_each_listening_system_hears_it_and_no_other_county_does(cast, receiver):
    with serving(Receiver) as second:
        first_hook, second_hook = listen(cast, receiver), listen(cast, second, name="省平台")
        announce(cast)
        announce(cast, county=TONGWEI)
        assert (send_due(), len(receiver.delivered), len(second.delivered)) == (2, 1, 1)
    assert set(Delivery.objects.values_list("webhook", flat=True)) == {
        first_hook.pk,
        second_hook.pk,
    }


def test_what_is_announced_falls_with_its_transaction(cast, receiver):
    listen(cast, receiver)
    with transaction.atomic():
        actions.announce(county=DEHUA, event="appeals.accept", subject_id=cast.unit.pk, payload={})
        transaction.set_rollback(True)
    assert Delivery.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_announced_outside_a_transaction():
    with pytest.raises(TransactionManagementError):
        actions.announce(county=DEHUA, event="appeals.accept", subject_id=UUID(int=1), payload={})


@pytest.mark.parametrize("count", [1, 3])
def test_a_move_costs_two_statements_however_many_listen(
    cast, receiver, django_assert_num_queries, count
):
    for number in range(count):
        listen(cast, receiver, name=f"平台{number}")
    ways()  # who listens is kept in memory: a move asks only whether that has changed
    with transaction.atomic(), django_assert_num_queries(2):
        actions.announce(county=DEHUA, event="appeals.accept", subject_id=cast.unit.pk, payload={})


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("500", "broken 500"),
        ("404", "broken 404"),
        ("400", "broken 400"),
        ("redirect", "broken 302"),
        ("drop", "broken"),
        ("hang", "slow"),
        ("drip", "slow"),
        ("429", "busy 429"),
    ],
)
def test_a_system_that_fails_is_tried_again_and_at_last_given_up(
    cast, receiver, impatient, word, error
):
    webhook = listen(cast, receiver)
    announce(cast)
    receiver.plan = [word] * 6
    receiver.go_on.clear()
    waits = go_through_all_tries()
    assert waits == ([max(wait, 10) for wait in WAITS] if word == "429" else WAITS)
    assert (only().state, only().attempts, only().last_error, receiver.delivered) == (
        State.DEAD,
        6,
        error,
        [],
    )
    assert {headers["Jinlin-Delivery"] for headers, _body, _path in receiver.calls} == {
        str(only().pk)
    }
    webhook.refresh_from_db()
    assert (webhook.is_open, webhook.succeeded_at, webhook.last_error) == (True, None, error)


def test_a_system_that_took_it_and_hung_up_hears_it_again_and_knows_it(cast, receiver):
    listen(cast, receiver)
    announce(cast)
    receiver.plan = ["late", "late"]
    assert go_through_all_tries() == [1, 5]
    assert (len(receiver.calls), len(receiver.delivered), only().state) == (3, 1, State.SENT)


@pytest.mark.one_engine
@pytest.mark.parametrize("word", ["garbage", "much"])
def test_any_success_is_success_whatever_is_said_beside_it(cast, receiver, word):
    listen(cast, receiver)
    announce(cast)
    receiver.plan = [word]
    assert (send_due(), only().state) == (1, State.SENT)


def test_whoever_answers_410_hears_nothing_more(cast, receiver):
    webhook = listen(cast, receiver)
    for _event in range(3):
        announce(cast)
    receiver.plan = ["410"]
    assert (send_due(), len(receiver.calls)) == (0, 1)
    assert sorted(Delivery.objects.values_list("state", "last_error")) == [
        ("dead", "closed"),
        ("dead", "closed"),
        ("dead", "gone 410"),
    ]
    webhook.refresh_from_db()
    assert (webhook.is_open, webhook.closed_at) == (False, NOON)
    entry = Entry.objects.filter(subject_id=webhook.pk).last()
    assert (entry.verb, entry.data, entry.actor_kind) == ("closed", {"why": "gone"}, "system")
    announce(cast)
    assert Delivery.objects.count() == 3


def test_a_system_that_hangs_holds_up_no_other(cast, receiver, impatient):
    with serving(Receiver) as quick:
        listen(cast, receiver)
        listen(cast, quick, name="省平台")
        for _event in range(3):
            announce(cast)
        receiver.plan = ["hang"] * 3
        receiver.go_on.clear()
        assert (send_due(), len(receiver.calls), len(quick.delivered)) == (3, 1, 3)


def test_a_system_that_asks_for_a_pause_gets_it_and_no_other_does(cast, receiver):
    with serving(Receiver) as quick:
        slow = listen(cast, receiver)
        listen(cast, quick, name="省平台")
        for _event in range(2):
            announce(cast)
        receiver.plan = ["429"]
        send_due()
    assert set(slow.deliveries.values_list("state", "next_at")) == {
        (state, NOON + timedelta(minutes=10)) for state in ("failed", "waiting")
    }
    assert len(quick.delivered) == 2


def test_events_go_out_at_night_too(cast, receiver):
    listen(cast, receiver)
    with clock.set_to(clock.at(NOON.date(), 23)):
        announce(cast)
        assert send_due() == 1


@pytest.mark.one_engine
def test_an_address_inside_the_house_is_not_called(cast, receiver, settings):
    webhook = listen(cast, receiver)
    settings.WEBHOOKS_PRIVATE = False
    announce(cast)
    assert (send_due(), receiver.calls) == (0, [])
    assert (only().state, only().last_error) == (State.DEAD, "inside")
    assert only().trouble == "地址指向本县内网，不允许推送"
    webhook.refresh_from_db()
    assert webhook.is_open


@pytest.mark.one_engine
def test_a_name_that_leads_outside_first_and_inside_later_is_not_called(
    cast, receiver, settings, monkeypatch
):
    """What is connected to is what was looked up and found to be outside, in one breath."""
    settings.WEBHOOKS_PRIVATE = False
    answers = iter(
        [[(2, 1, 6, "", ("8.8.8.8", 443))], [(2, 1, 6, "", ("127.0.0.1", receiver.server_port))]]
    )
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_asked, **_options: next(answers))
    wanted = actions.Wanted("省平台", f"https://hooks.example:{receiver.server_port}/", ())
    actions.add_webhook(DEHUA, wanted, actor=SYSTEM)
    announce(cast)
    assert (send_due(), receiver.calls, only().last_error) == (0, [], "inside")


@pytest.mark.one_engine
def test_no_proxy_hides_where_a_webhook_leads(receiver, monkeypatch):
    monkeypatch.setenv("http_proxy", receiver.url)
    with pytest.raises(NotTaken) as trouble:
        gateways.notify("http://127.0.0.1:1/", b"", headers={}, outside_only=True)
    assert (str(trouble.value), receiver.calls) == ("inside", [])


def test_of_what_was_sent_long_ago_only_that_it_was_sent_is_known(cast, receiver):
    listen(cast, receiver)
    announce(cast)
    send_due()
    with clock.set_to(NOON + timedelta(days=91)):
        assert actions.forget_old() == 1
    assert (only().body, only().event) == ("", "appeals.accept")
