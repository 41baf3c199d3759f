"""How do other systems hear of an event?

In the transaction of the change, one delivery is written for each webhook that listens; a worker
sends it.

No order is promised: whoever listens compares versions, or moments.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.transaction import TransactionManagementError

from jinlin.core.keys import uuid7
from jinlin.core.storing import insert
from jinlin.core.time import clock
from jinlin.services.notices.models import Channel, Delivery, Webhook, now_and_today
from jinlin.services.notices.queries.kept import Listening, ways


def announce(*, county: str, event: str, subject_id: UUID, payload: Mapping[str, Any]) -> None:
    """A delivery waits for each open webhook of the county that hears this event.

    The payload is the caller's word that nothing personal is in it.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "what is announced stands or falls with the change it tells of: announce it in the "
            "same transaction"
        )
    insert(
        *(
            written_for(webhook, event, {**payload, "id": str(subject_id)})
            for webhook in ways().webhooks.get(county, ())
            if webhook.hears(event)
        )
    )


def written_for(webhook: Webhook | Listening, event: str, data: Mapping[str, Any]) -> Delivery:
    """What this webhook will be sent, unsaved.

    Its key stands in the body and stays the same at every try.
    """
    pk, now = uuid7(), clock.now()
    payload = {
        "id": str(pk),
        "event": event,
        "at": now.astimezone(clock.CHINA).isoformat(),
        "county": webhook.county,
        "data": data,
    }
    return Delivery(
        pk=pk,
        county=webhook.county,
        webhook_id=webhook.pk,
        event=event,
        channel=Channel.WEBHOOK,
        body=canonical(payload),
        next_at=now,
        **now_and_today(),
    )


def canonical(payload: Mapping[str, Any]) -> str:
    """The one way to write it as JSON: names in order, no spaces, characters as they are."""
    return json.dumps(
        payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder
    )
