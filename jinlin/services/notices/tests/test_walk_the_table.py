"""Which moves does a delivery know from each state?

Written by hand, and compared with what the actions do.
"""

from datetime import timedelta

import pytest

from jinlin.core.errors import NotNow
from jinlin.core.gateways import NotTaken, Wrong
from jinlin.core.time import clock
from jinlin.services.notices import actions
from jinlin.services.notices.deadlines import LEASE
from jinlin.services.notices.lifecycle import LIFECYCLE, State
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.tests.conftest import NOON, actor_of, say, to_phone

pytestmark = pytest.mark.usefixtures("noon")
TABLE = {
    ("waiting", "take"): "sending",
    ("failed", "take"): "sending",
    ("sending", "take"): "sending",
    ("sending", "hand_in"): "sent",
    ("sending", "hold"): "waiting",
    ("sending", "try_later"): "failed",
    ("sending", "give_up"): "dead",
    ("failed", "resend"): "waiting",
    ("dead", "resend"): "waiting",
}
WALK = [(state, move) for state in State for move in LIFECYCLE.moves]


@pytest.mark.parametrize(("state", "move"), WALK)
def test_the_table_is_the_one_written_here(state, move):
    assert (LIFECYCLE.target(move, state) if LIFECYCLE.is_open(move, state) else None) == TABLE.get(
        (state, move)
    )


@pytest.fixture
def delivery(cast, sms):
    say(cast, to_phone())
    return Delivery.objects.get()


def put(delivery, state):
    sent = {"sent_at": NOON, "sent_on": NOON.date()} if state == State.SENT else {}
    claimed = NOON - timedelta(seconds=1) if state == State.SENDING else None
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state, claimed_until=claimed, attempts=1, tries=1, **sent
    )
    return Delivery.objects.get()


def make(move, delivery, actor):
    """The move through its action.

    A worker's later moves change nothing unless it has the delivery.
    """
    until = NOON + timedelta(hours=1)
    return {
        "take": lambda: actions.take(delivery.pk),
        "hand_in": lambda: actions.hand_in(delivery),
        "hold": lambda: actions.hold(delivery, until),
        "try_later": lambda: actions.put_off(delivery, NotTaken(Wrong.SLOW)),
        "give_up": lambda: actions.give_up(delivery, "closed"),
        "resend": lambda: actions.resend(delivery, actor=actor),
    }[move]()


@pytest.mark.parametrize(("state", "move"), WALK)
def test_each_action_does_what_the_table_says_and_else_nothing(cast, delivery, state, move):
    delivery, lead = put(delivery, state), actor_of(cast.users.lead)
    if move == "resend" and (state, move) not in TABLE:
        with pytest.raises(NotNow):
            make(move, delivery, lead)
    else:
        assert bool(make(move, delivery, lead)) == ((state, move) in TABLE)
    assert Delivery.objects.get().state == TABLE.get((state, move), state)


def test_a_lease_ends_only_when_its_time_is_over(delivery):
    with clock.set_to(NOON):
        assert actions.take(delivery.pk).claimed_until == NOON + LEASE
    with clock.set_to(NOON + LEASE):
        assert actions.take(delivery.pk) is None
    with clock.set_to(NOON + LEASE + timedelta(seconds=1)):
        assert actions.take(delivery.pk).attempts == 2
