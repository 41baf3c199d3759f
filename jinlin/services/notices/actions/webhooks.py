"""How does a county let another system listen, and how does it end that?"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.outside import check_address
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.timeline import Audience
from jinlin.services.notices.actions.announcing import written_for
from jinlin.services.notices.actions.confirming import tell_of_proposal
from jinlin.services.notices.models import Delivery, Webhook, now_and_today
from jinlin.services.notices.permissions import can_settle

TEST_EVENT = "notices.test"
SECRET_BYTES = 32
PREFIX = re.compile(r"[a-z_]+(\.[a-z_]+)*")


@dataclass(frozen=True)
class Wanted:
    """A webhook to be:

    its name, where it leads, and the beginnings of the events that it hears (none: all).
    """

    name: str
    url: str = field(repr=False)
    events: Sequence[str] = ()


def add_webhook(county: str, wanted: Wanted, *, actor: Actor) -> tuple[Webhook, str]:
    """The other system hears of what happens once a second administrator confirmed it.

    Returns its secret too, which nobody is shown again.
    """
    require(can_settle(actor, county))
    name, events, secret = tidy(wanted.name)[:60], _prefixes(wanted.events), _new_secret()
    if not name:
        raise Unusable(_("Please give it a name."), field="name")
    check_address(wanted.url)
    try:
        with transaction.atomic():
            webhook = Webhook(
                county=county,
                name=name,
                url=wanted.url,
                secret=secret,
                events=events,
                created_by=actor.user_id,
                **now_and_today(),
            )
            if not actor.is_system:
                webhook.propose(actor)
            webhook.save(force_insert=True)
            timeline.record(
                webhook,
                "added",
                actor=actor,
                data={"name": name, "events": events},
                audience=Audience.STAFF,
            )
            if webhook.is_proposed:
                tell_of_proposal(webhook, actor=actor)
    except IntegrityError:
        raise Unusable(
            _("Another one with this name is in use. Please choose a different name."), field="name"
        ) from None
    return webhook, secret


@transaction.atomic
def rotate_secret(webhook: Webhook, *, actor: Actor) -> tuple[Webhook, str]:
    """Whatever is sent from now on, also what failed before, is signed with a new secret, which
    nobody is shown again.
    """
    webhook = _open(webhook, actor)
    webhook.secret = _new_secret()
    webhook.save(update_fields=["secret"])
    timeline.record(webhook, "secret_rotated", actor=actor, audience=Audience.STAFF)
    return webhook, webhook.secret


@transaction.atomic
def close_webhook(webhook: Webhook, *, actor: Actor) -> Webhook:
    """It hears nothing more; what still waits for it is given up."""
    return _close(_open(webhook, actor), actor, "by_hand")


@transaction.atomic
def close_gone(webhook: Webhook) -> Webhook:
    """It hears nothing more, because it said so itself. Safe to run twice."""
    webhook = Webhook.objects.locked(webhook.pk)
    return _close(webhook, SYSTEM, "gone") if webhook.is_open else webhook


@transaction.atomic
def try_webhook(webhook: Webhook, *, actor: Actor) -> Delivery:
    """An event that says nothing is on its way there, whatever events it hears otherwise."""
    webhook = _open(webhook, actor)
    if webhook.is_proposed:
        raise NotNow(_("It waits for another administrator to confirm it."))
    delivery = written_for(webhook, TEST_EVENT, {"id": str(webhook.pk)})
    delivery.save(force_insert=True)
    return delivery


def _open(webhook: Webhook, actor: Actor) -> Webhook:
    webhook = Webhook.objects.locked(webhook.pk)
    require(can_settle(actor, webhook.county))
    if not webhook.is_open:
        raise NotNow(_("It is closed. Please add a new one."))
    return webhook


def _close(webhook: Webhook, actor: Actor, why: str) -> Webhook:
    webhook.is_open, webhook.closed_at = False, clock.now()
    webhook.save(update_fields=["is_open", "closed_at"])
    timeline.record(webhook, "closed", actor=actor, data={"why": why}, audience=Audience.STAFF)
    return webhook


def _prefixes(given: Sequence[str]) -> list[str]:
    """Each once, in the order given; 'appeals.' and 'appeals.*' mean the same as 'appeals'."""
    prefixes = list(dict.fromkeys(prefix.removesuffix("*").removesuffix(".") for prefix in given))
    if strange := [prefix for prefix in prefixes if prefix and not PREFIX.fullmatch(prefix)]:
        words = _(
            "“{name}” is no beginning of an event's name. Please write for example appeals or "
            "appeals.finish."
        )
        raise Unusable(str(words).format(name=strange[0][:40]), field="events")
    return [] if "" in prefixes else prefixes


def _new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)
