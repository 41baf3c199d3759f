"""How does a county settle by which ways it sends, and when it is quiet?"""

from dataclasses import dataclass, field
from datetime import time

from django.db import transaction

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.outside import check_address
from jinlin.core.timeline import Audience
from jinlin.ground.places.models import Organisation
from jinlin.services.notices.actions.confirming import tell_of_proposal
from jinlin.services.notices.models import (
    AppTemplate,
    Channel,
    CountyChannel,
    GroupRobot,
    QuietHours,
)
from jinlin.services.notices.permissions import can_settle


@dataclass(frozen=True)
class Credentials:
    """Where a channel leads and what signs what goes there.

    An empty value leaves the one that is known.
    """

    address: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


@transaction.atomic
def settle_channel(
    county: str,
    kind: str,
    credentials: Credentials,
    *,
    actor: Actor,
    events: str = "",
    is_open: bool = True,
) -> CountyChannel:
    """The county sends by this channel, or no longer; another address or secret waits for a second
    administrator.
    """
    require(can_settle(actor, county))
    if kind == Channel.SMS and credentials.address:
        check_address(credentials.address, field="address")
    row = CountyChannel.objects.select_for_update().filter(
        county=county, kind=kind
    ).first() or CountyChannel(county=county, kind=kind)
    _lead(row, credentials, actor)
    row.events, row.is_open = " ".join(events.split()), is_open
    row.save()
    timeline.record(
        row,
        "settled",
        actor=actor,
        data={"kind": kind, "is_open": is_open, "events": row.events},
        audience=Audience.STAFF,
    )
    if row.is_proposed and (credentials.address or credentials.secret):
        tell_of_proposal(row, actor=actor)
    return row


@transaction.atomic
def settle_robot(
    organisation: Organisation,
    kind: str,
    credentials: Credentials,
    *,
    actor: Actor,
    is_open: bool = True,
) -> GroupRobot:
    """The organisation's group hears what it is told through this robot, or no longer; another
    address or secret waits for a second administrator.
    """
    require(can_settle(actor, organisation.county))
    known = (
        GroupRobot.objects.select_for_update(of=("self",))
        .filter(organisation=organisation, kind=kind)
        .first()
    )
    row = known or GroupRobot(county=organisation.county, organisation=organisation, kind=kind)
    if credentials.address or not (row.url or row.next_address):
        check_address(credentials.address, field="url")
    _lead(row, credentials, actor)
    row.is_open = is_open
    row.save()
    timeline.record(
        row,
        "settled",
        actor=actor,
        data={"kind": kind, "is_open": is_open},
        audience=Audience.STAFF,
    )
    if row.is_proposed and (credentials.address or credentials.secret):
        tell_of_proposal(row, actor=actor)
    return row


@transaction.atomic
def settle_template(
    county: str,
    prefix: str,
    template: tuple[str, dict[str, str]],
    *,
    actor: Actor,
    is_open: bool = True,
) -> AppTemplate:
    """Events that begin so are said in WeChat by this template with these fields, or no longer."""
    require(can_settle(actor, county))
    rows = AppTemplate.objects.select_for_update().filter(county=county, prefix=prefix)
    row = rows.first() or AppTemplate(county=county, prefix=prefix)
    row.template, row.fields = template
    row.is_open = is_open
    row.save()
    timeline.record(
        row,
        "settled",
        actor=actor,
        data={"prefix": prefix, "template": row.template, "is_open": is_open},
        audience=Audience.STAFF,
    )
    return row


@transaction.atomic
def settle_quiet_hours(county: str, begins: time, ends: time, *, actor: Actor) -> QuietHours:
    """Between these hours the county sends no text message that is not urgent; equal hours mean
    never.
    """
    require(can_settle(actor, county))
    row = QuietHours.objects.select_for_update().filter(county=county).first() or QuietHours(
        county=county
    )
    row.begins, row.ends = begins, ends
    row.save()
    timeline.record(
        row,
        "settled",
        actor=actor,
        data={"begins": begins.isoformat(), "ends": ends.isoformat()},
        audience=Audience.STAFF,
    )
    return row


def _lead(row: CountyChannel | GroupRobot, credentials: Credentials, actor: Actor) -> None:
    """Where messages of the county go is no matter of one administrator."""
    if not (credentials.address or credentials.secret):
        return
    row.propose_address(credentials.address, credentials.secret, actor)
    if actor.is_system:
        row.lead_there()
