"""How is it asked again whether a service was so?"""

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.services.volunteers.actions.steps import rule_of
from jinlin.services.volunteers.models import Finding, Recheck, ServiceRecord
from jinlin.services.volunteers.permissions import can_recheck


@transaction.atomic
def draw(county: str, *, since: date, until: date) -> int:
    """Of the records of these days the county's share is drawn, by a hash that nobody chooses. Safe
    to run twice. Returns how many are new.
    """
    share = rule_of(county).recheck_percent
    rows = ServiceRecord.objects.counted().filter(
        county=county, recorded_on__gte=since, recorded_on__lte=until, recheck=None
    )
    drawn = [row for row in rows.only("id", "county", "place_code") if _is_drawn(row, share)]
    Recheck.objects.bulk_create(
        [
            Recheck(county=county, record=row, place_code=row.place_code, drawn_on=clock.today())
            for row in drawn
        ]
    )
    return len(drawn)


@transaction.atomic
def find(recheck: Recheck, *, finding: str, who: str, actor: Actor) -> Recheck:
    """It is on record what the person served said; who led the service does not ask."""
    recheck = Recheck.objects.select_for_update(of=("self",)).get(pk=recheck.pk)
    record = recheck.record
    require(can_recheck(actor, recheck) and actor.user_id != record.recorded_by)
    if recheck.finding != Finding.OPEN:
        raise NotNow
    if finding not in Finding.values or finding == Finding.OPEN:
        raise Unusable(_("Please choose what was said."), field="finding")
    recheck.finding, recheck.who = finding, tidy(who)[:80]
    recheck.asked_on, recheck.asked_by = clock.today(), actor.user_id
    recheck.save()
    timeline.record(recheck, "find", actor=actor, audience="staff", data={"finding": finding})
    return recheck


def _is_drawn(record: ServiceRecord, percent: int) -> bool:
    return int.from_bytes(sha256(record.pk.bytes).digest()[:4]) % 100 < percent
