"""How do a county's standard replies and routing rules come to be, change and end?"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotNow, Stale, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.timeline import Audience
from jinlin.domains.appeals.models.suggestions import RoutingRule, StandardReply
from jinlin.domains.appeals.permissions import can_keep_replies, can_keep_rules
from jinlin.domains.appeals.queries.replies import BRACED, unknown_placeholders
from jinlin.ground.places.models import Organisation


@dataclass(frozen=True)
class Wording:
    """What a standard reply says, and for which class ("" for all)."""

    name: str
    text: str
    category_code: str = ""
    is_open: bool = True


@dataclass(frozen=True)
class Route:
    """Which unit is suggested for which class and place, from when to when."""

    place_code: str
    unit: Organisation
    valid_from: date
    category_code: str = ""
    valid_to: date | None = None
    order: int = 10
    reason: str = ""


@transaction.atomic
def write_reply(wording: Wording, *, county: str, actor: Actor) -> StandardReply:
    """The county has one more standard reply."""
    require(can_keep_replies(actor, county))
    reply = StandardReply(county=county, version=1)
    return _settle(reply, wording, "write_reply", actor=actor)


@transaction.atomic
def change_reply(reply: StandardReply, wording: Wording, *, actor: Actor) -> StandardReply:
    """It says something else from now on, or is offered no more; replies sent before stay as they
    were sent. Raises Stale.
    """
    row = StandardReply.objects.select_for_update().get(pk=reply.pk)
    require(can_keep_replies(actor, row.county))
    if row.version != reply.version:
        raise Stale(detail={"version": row.version, "yours": reply.version})
    row.version += 1
    return _settle(row, wording, "change_reply", actor=actor)


def count_use(reply: StandardReply, *, is_unchanged: bool) -> None:
    """One more reply went out that began with this one."""
    StandardReply.objects.filter(pk=reply.pk).update(
        uses=F("uses") + 1, unchanged=F("unchanged") + int(is_unchanged)
    )


@transaction.atomic
def set_rule(route: Route, *, actor: Actor) -> RoutingRule:
    """The unit is suggested for this class and place from its first day on."""
    require(
        can_keep_rules(actor, route.place_code),
        _("You can set rules for the places that you look after."),
    )
    if route.unit.county != county_of(route.place_code) or not route.unit.is_open:
        raise Unusable(
            _("This unit does not work in this county. Please choose another."), field="unit"
        )
    if route.valid_to and route.valid_to < route.valid_from:
        raise Unusable(_("The last day is before the first."), field="valid_to")
    rule = RoutingRule.objects.create(
        county=county_of(route.place_code), **{**vars(route), "reason": tidy(route.reason)}
    )
    _record(
        rule,
        "set_rule",
        actor,
        unit=route.unit.name,
        place=route.place_code,
        category=route.category_code,
    )
    return rule


@transaction.atomic
def end_rule(rule: RoutingRule, *, actor: Actor) -> RoutingRule:
    """Today is its last day; one that has not begun yet is gone.

    Raises NotNow when it has ended already.
    """
    row = RoutingRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    require(can_keep_rules(actor, row.place_code))
    today = clock.today()
    if row.valid_to is not None and row.valid_to <= today:
        raise NotNow(_("This rule has ended already."))
    row.valid_to = max(today, row.valid_from)
    if row.valid_from > today:
        row.valid_from = row.valid_to = today - timedelta(days=1)
    row.save(update_fields=["valid_from", "valid_to"])
    _record(row, "end_rule", actor)
    return row


def _settle(reply: StandardReply, wording: Wording, verb: str, *, actor: Actor) -> StandardReply:
    reply.name, reply.text = tidy(wording.name), tidy(wording.text)
    reply.category_code, reply.is_open = wording.category_code, wording.is_open
    if not reply.name or not reply.text:
        raise Unusable(_("Please fill this in."), field="text" if reply.name else "name")
    if unknown := unknown_placeholders(reply.text):
        raise Unusable(
            _("Nobody would fill {other}. Please use {unit}, {place} and {date}.").format(
                other=f"{{{unknown[0]}}}", **BRACED
            ),
            field="text",
        )
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError as twice:
        raise Unusable(
            _("There is a standard reply of this name already."), field="name"
        ) from twice
    _record(reply, verb, actor, **asdict(wording))
    return reply


def _record(row: StandardReply | RoutingRule, verb: str, actor: Actor, **data: object) -> None:
    timeline.record(
        row, verb, actor=actor, data={"by": actor.face, **data}, audience=Audience.STAFF
    )
