"""How does a delivery go from the outbox to its gateway? Each step is one conditional update: who
changed no row has nothing to say any more.

Not recorded on the timeline: what a worker does is no deed of anybody, and the row itself tells it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, Case, F, Q, Value, When

from jinlin.core.gateways import FINAL, NotTaken, Wrong
from jinlin.core.time import clock
from jinlin.services.notices import deadlines
from jinlin.services.notices.lifecycle import LIFECYCLE, State
from jinlin.services.notices.models import KEYLESS, Delivery, Webhook

# Whoever had it died with it, perhaps after the gateway took it, which knows no key of ours.
UNSURE = Case(
    When(Q(state=State.SENDING, channel__in=KEYLESS), then=Value(True)),
    default=F("is_unsure"),
    output_field=BooleanField(),
)
KEPT_FOR = timedelta(days=90)


def take(pk: UUID) -> Delivery | None:
    """The delivery belongs to the caller until its lease is over. None: it is not due, or somebody
    else has it.
    """
    now = clock.now()
    until = now + deadlines.LEASE
    taken = (
        Delivery.objects.due(now)
        .filter(pk=pk)
        .update(
            state=State.SENDING,
            claimed_until=until,
            is_unsure=UNSURE,
            attempts=F("attempts") + 1,
            tries=F("tries") + 1,
        )
    )
    return (
        Delivery.objects.select_related("robot__organisation", "webhook").get(pk=pk)
        if taken
        else None
    )


def hand_in(delivery: Delivery) -> bool:
    """It is sent; False when it was taken from the caller meanwhile."""
    now = clock.now()
    _note(delivery, succeeded_at=now)
    return _move(
        delivery,
        "hand_in",
        sent_at=now,
        sent_on=clock.local_day(now),
        last_error="",
        is_refused=False,
    )


def hold(delivery: Delivery, until: datetime) -> bool:
    """It waits for the end of the quiet hours; this was no try."""
    return _move(delivery, "hold", next_at=until, tries=delivery.tries - 1)


def put_off(delivery: Delivery, trouble: NotTaken) -> bool:
    """It is tried again after a while, or given up after the last try and after a clear no."""
    now = clock.now()
    _note(delivery, failed_at=now, last_error=str(trouble)[:200])
    again = deadlines.next_try(now, delivery.tries, stay_away=trouble.stay_away)
    if trouble.wrong in FINAL or again is None:
        return give_up(delivery, str(trouble), is_refused=trouble.wrong in FINAL)
    unheard = trouble.wrong == Wrong.SLOW and delivery.channel in KEYLESS
    doubt = {"is_unsure": True} if unheard else {}
    return _move(delivery, "try_later", next_at=again, last_error=str(trouble)[:200], **doubt)


def give_up(delivery: Delivery, error: str, *, is_refused: bool = False) -> bool:
    """No further try is made until somebody has it sent again."""
    return _move(delivery, "give_up", last_error=error[:200], is_refused=is_refused)


def spare(delivery: Delivery, until: datetime) -> int:
    """Nothing else goes to the same gateway before it wants to hear of us again."""
    others = Delivery.objects.filter(
        county=delivery.county,
        channel=delivery.channel,
        robot=delivery.robot,
        webhook=delivery.webhook,
    )
    return others.filter(state__in=(State.WAITING, State.FAILED), next_at__lt=until).update(
        next_at=until
    )


def forget_old() -> int:
    """Of what was sent long ago only that it was sent is still known. Safe to run twice."""
    old = Delivery.objects.filter(state=State.SENT, sent_at__lt=clock.now() - KEPT_FOR).exclude(
        address="", title="", body=""
    )
    return old.update(address="", title="", body="")


def _note(delivery: Delivery, **seen: object) -> None:
    """Its webhook remembers when it last worked and when it did not."""
    if delivery.webhook_id is not None:
        Webhook.objects.filter(pk=delivery.webhook_id).update(**seen)


def _move(delivery: Delivery, move: str, **changes: object) -> bool:
    mine = Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, attempts=delivery.attempts)
    return (
        mine.update(state=LIFECYCLE.target(move, State.SENDING), claimed_until=None, **changes) == 1
    )
