"""How does service that somebody saw and the volunteer checked earn points?

Volunteers know no points, the ledger knows no volunteers: here the timeline of service records is
read after a cursor. A record earns once, ever; what was read twice earns nothing more. One that is
struck out afterwards asks for its points back, one that was corrected to fewer minutes for those
that these would not have earned, and people decide.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.services.points import actions as points
from jinlin.services.points.actions import Service
from jinlin.services.points.models import Transfer, What
from jinlin.services.points.models.transfers import EARNED
from jinlin.services.points.queries.reckoning import over
from jinlin.services.volunteers.lifecycle import State
from jinlin.services.volunteers.models import ServiceRecord

READER, RECORD = "service-to-points", "volunteers.servicerecord"
KINDS = {"servicedays.session": What.DAY, "servicedays.helpask": What.HELP}


def carry_service() -> int:
    """Every service that was checked since has earned; how many transfers were posted. Safe to run
    twice.
    """
    news, done = timeline.news(READER, of=RECORD), 0
    for keys in news.subjects():
        done += earn_for(keys)
        ask_back(keys)
        ask_back_in_part(keys)
    news.was_read()
    return done


def earn_for(keys: Iterable[UUID]) -> int:
    """These records have earned what they earn, those that nobody saw nothing; how many did now."""
    rows = ServiceRecord.objects.trusted().filter(pk__in=list(keys), state=State.VERIFIED)
    found: dict[str, list[Service]] = defaultdict(list)
    for record in rows.select_related("activity", "volunteer"):
        found[record.county].append(_service(record))
    return sum(
        len(points.earn(county, services, actor=SYSTEM)) for county, services in found.items()
    )


def ask_back(keys: Iterable[UUID]) -> int:
    """For each of these that was struck out after it earned, a reversal waits for a lead."""
    struck = ServiceRecord.objects.filter(pk__in=list(keys), state=State.STRUCK)
    with override(settings.LANGUAGE_CODE):
        reason = _("The service record behind it was struck out.")
    earned = _earned(struck.values_list("pk", flat=True))
    return sum(_ask_for(transfer, transfer.amount, reason) for transfer in earned)


def ask_back_in_part(keys: Iterable[UUID]) -> int:
    """For each of these that was corrected to fewer minutes after it earned, a reversal of the
    difference waits for a lead.
    """
    rows = ServiceRecord.objects.filter(pk__in=list(keys), state=State.VERIFIED)
    minutes = {record.pk: record.minutes for record in rows}
    with override(settings.LANGUAGE_CODE):
        reason = _("The service record behind it was corrected to fewer minutes.")
    return sum(
        _ask_for(transfer, over(transfer, minutes[transfer.source_id]), reason)
        for transfer in _earned(minutes)
    )


def _earned(keys: Iterable[UUID]) -> Any:
    """What these records earned, or what stays of it: of which nobody was asked yet."""
    rows = Transfer.objects.standing().filter(
        EARNED, source_label=RECORD, source_id__in=list(keys), reversals__isnull=True
    )
    return rows.order_by("seq")


def _ask_for(transfer: Transfer, amount: int, reason: str) -> bool:
    if amount <= 0:
        return False
    try:
        with transaction.atomic():
            points.propose(transfer, reason=reason, amount=amount, actor=SYSTEM)
    except Refusal:
        return False
    return True


def _service(record: Any) -> Service:
    activity = record.activity
    return Service(
        person_id=record.volunteer.person_id,
        source_label=RECORD,
        source_id=record.pk,
        what=KINDS.get(activity.source_label if activity else "", What.SERVICE),
        minutes=record.minutes,
        on=record.served_on,
        place_code=record.place_code,
        title=record.title,
        activity_id=activity.pk if activity else None,
    )
