"""How does a second administrator confirm where messages of the county go, and who hears of it?

Whoever settles an address alone could lead messages elsewhere. What one administrator entered
waits for another one, and the county's supervisors are told of both.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import require
from jinlin.core.seconds import NOT_ONES_OWN
from jinlin.core.time import clock
from jinlin.core.timeline import Audience
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import CONFIRMING, Role
from jinlin.ground.identities import actions as identities
from jinlin.ground.identities.models import Provider
from jinlin.services.notices.actions.telling import Recipient, tell
from jinlin.services.notices.models import CountyChannel, GroupRobot, Webhook
from jinlin.services.notices.permissions import can_confirm, can_take_back

PAGE = "/desk/notices/addresses/"
Leading = CountyChannel | GroupRobot | Webhook | Provider
ENTERED = _("{which}: {who} entered another address or secret. It waits for another administrator.")
CONFIRMED = _("{which}: the new address was confirmed by {who}.")
REFUSED = _("{which}: the new address was refused by {who}.")


@transaction.atomic
def confirm_address(row: Leading, *, actor: Actor, seen_as: str) -> Leading:
    """Messages go there from now on (people come in by it), as a second administrator read it."""
    require(can_confirm(actor, row), NOT_ONES_OWN)
    if isinstance(row, Provider):
        settled: Leading = identities.confirm_provider(row, actor=actor, seen_as=seen_as)
    else:
        held = _held(row, seen_as)
        if isinstance(held, Webhook):
            held.settle_proposal()
        else:
            held.lead_there()
        settled = _kept(held, "confirmed", actor)
    _tell(settled, CONFIRMED, actor.name)
    return settled


@transaction.atomic
def refuse_address(row: Leading, *, actor: Actor, seen_as: str) -> Leading:
    """Nothing goes there; what held before holds on."""
    require(can_take_back(actor, row))
    if isinstance(row, Provider):
        settled: Leading = identities.refuse_provider(row, actor=actor, seen_as=seen_as)
    else:
        held = _held(row, seen_as)
        if isinstance(held, Webhook):
            held.settle_proposal()
            held.is_open, held.closed_at = False, clock.now()
        else:
            held.forget_proposal()
        settled = _kept(held, "refused", actor)
    _tell(settled, REFUSED, actor.name)
    return settled


def tell_of_proposal(row: Leading, *, actor: Actor) -> None:
    """Supervisors and those who can confirm hear that an address waits."""
    _tell(row, ENTERED, actor.name, to_confirm=True)


def tell_of_ways_in() -> int:
    """The same is told of ways to sign in, which are settled a floor below; safe to run twice."""
    return sum(
        _tell_once(row) for row in Provider.objects.filter(~Q(proposed_by=None), told_at=None)
    )


@transaction.atomic
def _tell_once(row: Provider) -> bool:
    if not Provider.objects.filter(pk=row.pk, told_at=None).update(told_at=clock.now()):
        return False
    known = User.objects.filter(pk__in=[row.proposed_by]).first()
    _tell(row, ENTERED, known.name if known else "", to_confirm=True)
    return True


def _held(row: Any, seen_as: str) -> Any:
    held = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    held.check_seen(seen_as)
    return held


def _kept(row: Any, verb: str, actor: Actor) -> Leading:
    row.save()
    timeline.record(row, verb, actor=actor, audience=Audience.STAFF)
    settled: Leading = row
    return settled


def _tell(row: Leading, words: Any, who: str, *, to_confirm: bool = False) -> None:
    overseers = _holding(row.county, [Role.SUPERVISOR])
    others = _holding(row.county, CONFIRMING if to_confirm else []).exclude(user=row.proposed_by)
    for users, url in ((overseers, ""), (others, PAGE)):
        with override(settings.LANGUAGE_CODE):
            tell(
                county=row.county,
                event="notices.settled",
                title=str(_("Where messages are sent was changed")),
                body=str(words).format(which=row, who=who),
                about=row,
                url=url,
                to=_each(users.values_list("user_id", flat=True)),
            )


def _holding(county: str, roles: Iterable[str]) -> QuerySet[Grant]:
    return Grant.objects.current().filter(role__in=list(roles), place__code=county)


def _each(users: Iterable[UUID]) -> list[Recipient]:
    return [Recipient(user_id=user) for user in dict.fromkeys(users)]
