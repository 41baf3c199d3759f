"""How does the outbox empty itself?

A worker takes one delivery after the other, hands it to its gateway outside of any transaction, and
notes what came of it. Several workers do this side by side. A gateway that does not answer is left
alone for the rest of the round, so that it holds up nobody else's messages.
"""

import logging
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from datetime import time as time_of_day
from uuid import UUID

from django.db.models import Q, UUIDField
from django.db.models.functions import Coalesce

from jinlin.core.gateways import NotTaken, Wrong
from jinlin.core.time import clock
from jinlin.services.notices import actions, deadlines
from jinlin.services.notices.clients import CLIENTS
from jinlin.services.notices.models import AT_NIGHT_QUIET, ROBOTS, Delivery
from jinlin.services.notices.queries.ways import Way, quiet_hours, way

logger = logging.getLogger(__name__)

ROUND_SECONDS = 40.0
BATCH = 50
PER_ROBOT = 18  # in one round: a robot that hears more than 20 messages a minute goes deaf
MOST_TRIES = 12  # also of workers that died with it: what kills every worker is not tried for ever
ASIDE = frozenset({Wrong.UNREACHABLE, Wrong.SLOW, Wrong.BUSY})
CLOSED, TOO_OFTEN, OURS = "closed", "died", "ours"  # troubles that are not the gateway's


class Ours(NotTaken):
    """Something failed in this house, before or after the gateway had it."""

    def __init__(self) -> None:
        super().__init__(Wrong.BROKEN)

    def __str__(self) -> str:
        return OURS


Gate = tuple[str, str, UUID | None]  # county, channel, and which robot or webhook


@dataclass
class Round:
    """What one worker learned in this round."""

    ends: float
    sent: int = 0
    aside: set[Gate] = field(default_factory=set)
    ways: dict[Gate, Way | None] = field(default_factory=dict)
    quiet: dict[str, tuple[time_of_day, time_of_day]] = field(default_factory=dict)
    by_robot: Counter[Gate] = field(default_factory=Counter)

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self.ends


def send_due(seconds: float = ROUND_SECONDS) -> int:
    """Whatever was due is sent, put off or given up, as far as the time of one round goes.

    Returns how many were sent. Safe to run beside itself.
    """
    this = Round(ends=time.monotonic() + seconds)
    while not this.is_over and (due := _due(this)):
        for pk, *gate in due:
            if this.is_over:
                break
            if tuple(gate) not in this.aside:
                _send(pk, this)
    return this.sent


def _due(this: Round) -> list[tuple[UUID, str, str, UUID | None]]:
    rows = Delivery.objects.due(clock.now())
    for county, channel, one in this.aside:
        rows = rows.exclude(
            Q(county=county, channel=channel)
            & (Q(robot=one) | Q(webhook=one) if one else Q(robot=None, webhook=None))
        )
    rows = rows.order_by("-is_urgent", "next_at", "pk").annotate(
        one=Coalesce("robot", "webhook", output_field=UUIDField())
    )
    return list(rows.values_list("pk", "county", "channel", "one")[:BATCH])


def _send(pk: UUID, this: Round) -> None:
    """One delivery, if it is still to be had.

    Whatever goes wrong with it is its own trouble, not that of the next one.
    """
    delivery = None
    try:
        delivery = actions.take(pk)
        if delivery is not None:
            _hand_over(delivery, this)
    except Exception:
        logger.exception("delivery %s could not be handed over", pk)
        if delivery is not None:
            actions.put_off(delivery, Ours())


def _hand_over(delivery: Delivery, this: Round) -> None:
    gate = (delivery.county, delivery.channel, delivery.robot_id or delivery.webhook_id)
    if delivery.tries > MOST_TRIES:
        actions.give_up(delivery, TOO_OFTEN)
    elif until := _quiet_until(delivery, this):
        actions.hold(delivery, until)
    elif (way_out := _way(delivery, gate, this)) is None:
        actions.give_up(delivery, CLOSED)
    else:
        _try(delivery, gate, way_out, this)


def _try(delivery: Delivery, gate: Gate, way_out: Way, this: Round) -> None:
    try:
        CLIENTS[delivery.channel](delivery, way_out)
    except NotTaken as trouble:
        logger.warning(
            "delivery %s by %s was not taken: %s", delivery.pk, delivery.channel, trouble
        )
        actions.put_off(delivery, trouble)
        if trouble.wrong == Wrong.GONE and delivery.webhook is not None:
            actions.close_gone(delivery.webhook)
        if trouble.wrong in ASIDE:
            this.aside.add(gate)
        if trouble.stay_away:
            actions.spare(delivery, clock.now() + min(trouble.stay_away, deadlines.LONGEST_WAIT))
        return
    this.sent += actions.hand_in(delivery)
    this.by_robot[gate] += delivery.channel in ROBOTS
    if this.by_robot[gate] >= PER_ROBOT:
        this.aside.add(gate)


def _quiet_until(delivery: Delivery, this: Round) -> datetime | None:
    """The end of the quiet hours for what may not go out in them; None when it may go."""
    if delivery.channel not in AT_NIGHT_QUIET or delivery.is_urgent:
        return None
    if delivery.county not in this.quiet:
        this.quiet[delivery.county] = quiet_hours(delivery.county)
    now = clock.now()
    loud = deadlines.first_loud(now, *this.quiet[delivery.county])
    return loud if loud > now else None


def _way(delivery: Delivery, gate: Gate, this: Round) -> Way | None:
    if delivery.robot is not None:
        robot = delivery.robot
        return Way(robot.url, robot.secret) if robot.is_open and robot.url else None
    if delivery.webhook is not None:
        webhook = delivery.webhook
        return Way(webhook.url, webhook.secret) if webhook.is_listening else None
    if gate not in this.ways:
        this.ways[gate] = way(delivery.county, delivery.channel)
    return this.ways[gate]
