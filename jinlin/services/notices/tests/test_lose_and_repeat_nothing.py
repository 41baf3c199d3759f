"""Workers are killed, and several work at once: is each message sent, and once?"""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.services.notices import actions, sending
from jinlin.services.notices.deadlines import LEASE
from jinlin.services.notices.lifecycle import State
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.sending import send_due
from jinlin.services.notices.tests.conftest import announce, build, listen, open_sms, say, to_phone

WORKER = """
import os
import django
django.setup()
from jinlin.services.notices.sending import send_due
print(send_due(), flush=True)
"""


@pytest.fixture
def town(shared_house, gateway):
    """A county in a database that other processes reach, with a gateway."""
    cast = build()
    open_sms(gateway)
    return cast


def database_url():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    host = str(known["HOST"]).replace("/", "%2F")
    return f"postgresql://{known['USER']}@{host}:{known['PORT']}/{known['NAME']}"


def worker():
    """A real process that sends what is due."""
    house = {
        **os.environ,
        "JINLIN_DATABASE_URL": database_url(),
        "JINLIN_VAR": str(settings.VAR),
        "JINLIN_KEY_RING": str(settings.KEY_RING),
        "PYTHONPATH": str(settings.ROOT),
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], env=house, stdout=subprocess.PIPE, text=True
    )


def urgent(cast, count=1):
    """Urgent, so that the hour at which the test runs does not matter."""
    for number in range(count):
        say(cast, to_phone(f"139{number:08}"), urgent=True)


def after_the_lease():
    return clock.set_to(clock.now() + LEASE + timedelta(seconds=1))


def kill_in_the_middle(gateway):
    """A worker that has handed in a message and not heard the answer is gone, without a word."""
    gateway.go_on.clear()
    with worker() as doomed:
        assert gateway.got_one.wait(60)
        os.kill(doomed.pid, signal.SIGKILL)
        assert doomed.wait(30) == -signal.SIGKILL
    gateway.go_on.set()


def test_a_worker_killed_in_the_middle_neither_loses_nor_repeats_a_message(town, gateway):
    urgent(town, 3)
    kill_in_the_middle(gateway)
    assert sorted(Delivery.objects.values_list("state", flat=True)) == [
        "sending",
        "waiting",
        "waiting",
    ]
    with worker() as second:
        assert (second.stdout.read(), second.wait(60)) == (
            "2\n",
            0,
        )  # what the first one had is still its own
    with after_the_lease():
        assert send_due() == 1
    assert sorted(phone for phone, _text in gateway.delivered) == [
        f"139{number:08}" for number in range(3)
    ]
    assert (len(gateway.calls), set(Delivery.objects.values_list("state", flat=True))) == (
        4,
        {State.SENT},
    )


def test_a_gateway_that_does_not_know_keys_would_send_it_twice(town, gateway):
    """The control:

    the kill does fall between the gateway's act and our note of it; the key is what saves us.
    """
    gateway.honours_keys = False
    urgent(town)
    kill_in_the_middle(gateway)
    with after_the_lease():
        assert send_due() == 1
    assert len(gateway.delivered) == 2


def test_two_workers_never_send_the_same_delivery(town, gateway):
    urgent(town, 30)
    sent = together(send_due, send_due)
    keys = [headers["Idempotency-Key"] for headers, _body, _path in gateway.calls]
    assert (sum(sent), len(keys), len(set(keys))) == (30, 30, 30)


def test_two_workers_that_do_not_claim_send_the_same_delivery(town, gateway, monkeypatch):
    """The control: without the conditional update the workers would meet."""
    urgent(town, 30)
    monkeypatch.setattr(
        sending.actions,
        "take",
        lambda pk: Delivery.objects.select_related("robot__organisation").get(pk=pk),
    )
    together(send_due, lambda: send_due(2.0))
    keys = [headers["Idempotency-Key"] for headers, _body, _path in gateway.calls]
    assert len(keys) > len(set(keys))


def test_a_worker_that_comes_back_after_its_lease_has_nothing_to_say(town, gateway):
    urgent(town)
    slow = actions.take(Delivery.objects.get().pk)
    with after_the_lease():
        quick = actions.take(slow.pk)
        assert [actions.hand_in(slow), actions.give_up(slow, "late")] == [False, False]
        assert (Delivery.objects.get().state, actions.hand_in(quick)) == (State.SENDING, True)


def test_while_a_lease_holds_nobody_else_takes_it(town, gateway):
    urgent(town)
    pk = Delivery.objects.get().pk
    assert actions.take(pk) is not None
    assert (actions.take(pk), send_due()) == (None, 0)


def test_a_killed_worker_repeats_an_event_under_the_same_delivery_id(town, receiver):
    listen(town, receiver)
    announce(town)
    kill_in_the_middle(receiver)
    with after_the_lease():
        assert send_due() == 1
    ids = [headers["Jinlin-Delivery"] for headers, _body, _path in receiver.calls]
    assert (ids, len(receiver.delivered)) == ([str(Delivery.objects.get().pk)] * 2, 1)


def test_two_workers_never_send_the_same_event(town, receiver):
    listen(town, receiver)
    for _event in range(30):
        announce(town)
    sent = together(send_due, send_due)
    ids = [headers["Jinlin-Delivery"] for headers, _body, _path in receiver.calls]
    assert (sum(sent), len(ids), len(set(ids))) == (30, 30, 30)


def test_what_kills_every_worker_is_given_up_at_last(town, gateway):
    urgent(town)
    Delivery.objects.update(tries=sending.MOST_TRIES)
    assert send_due() == 0
    assert list(Delivery.objects.values_list("state", "last_error")) == [(State.DEAD, "died")]
