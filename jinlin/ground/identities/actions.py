"""What can be done with identities from elsewhere?"""

from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.outside import check_address
from jinlin.core.seconds import NOT_ONES_OWN
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.accounts.models import User
from jinlin.ground.identities.models import (
    AUDIENCES,
    FIXED,
    Audience,
    Identity,
    Kind,
    Pass,
    Provider,
)
from jinlin.ground.identities.permissions import can_bind, can_confirm, can_settle, can_unbind

ANOTHERS = _(
    "This identity is bound to another account. Whoever holds that account gives it up there first."
)


@dataclass(frozen=True)
class Person:
    """Who somebody is, in the words of the other house."""

    subject: str = field(repr=False)
    union: str = field(default="", repr=False)
    name: str = field(default="", repr=False)

    @property
    def subject_key(self) -> str:
        return match_key(self.subject, "subject")

    @property
    def union_key(self) -> str:
        return match_key(self.union, "union")


@transaction.atomic
def settle_provider(provider: Provider, *, actor: Actor, secret: str = "") -> Provider:
    """The county takes this house's word once a second administrator confirmed it, or no longer. An
    empty secret leaves the one that is known.
    """
    require(can_settle(actor, provider.county))
    known = Provider.objects.select_for_update().filter(pk=provider.pk).first()
    if known and any(getattr(known, name) != getattr(provider, name) for name in FIXED):
        raise Unusable(
            _(
                "Which house it is cannot be changed: people bound themselves to this one. Please "
                "close it and enter another."
            )
        )
    provider.secret = secret or (known.secret if known else "")
    if known is None:
        check(provider, secret=secret)
    _wait_for_another(provider, known, actor)
    provider.save()
    if secret:
        Pass.objects.filter(provider=provider).delete()
    timeline.record(
        provider,
        "settled",
        actor=actor,
        data={"name": provider.name, "kind": provider.kind, "is_open": provider.is_open},
        audience="staff",
    )
    return provider


@transaction.atomic
def confirm_provider(provider: Provider, *, actor: Actor, seen_as: str) -> Provider:
    """Whose word it is was read by a second administrator, and is taken."""
    provider = _proposed(provider, actor, seen_as)
    require(can_confirm(actor, provider), NOT_ONES_OWN)
    provider.settle_proposal()
    provider.save(update_fields=["proposed_by", "proposed_at"])
    timeline.record(provider, "confirmed", actor=actor, audience="staff")
    return provider


@transaction.atomic
def refuse_provider(provider: Provider, *, actor: Actor, seen_as: str) -> Provider:
    """Nobody comes in by it; opened again, it waits again."""
    provider = _proposed(provider, actor, seen_as)
    require(can_confirm(actor, provider, is_own=True))
    provider.settle_proposal()
    provider.is_open = False
    provider.save(update_fields=["proposed_by", "proposed_at", "is_open"])
    timeline.record(provider, "refused", actor=actor, audience="staff")
    return provider


def _proposed(provider: Provider, actor: Actor, seen_as: str) -> Provider:
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    provider.check_seen(seen_as)
    return provider


def _wait_for_another(provider: Provider, known: Provider | None, actor: Actor) -> None:
    """What is new or opened again holds only when another administrator read it."""
    if known is not None:
        provider.proposed_by, provider.proposed_at = known.proposed_by, known.proposed_at
    if not actor.is_system and provider.is_open and not (known and known.is_open):
        provider.propose(actor)
        provider.told_at = None


@transaction.atomic
def recognise(provider: Provider, person: Person) -> User | None:
    """The account that this identity opens, if it was bound: by its name in this very house, or in
    another app of the same owner at the same WeChat.
    """
    rows = Identity.objects.select_related("user", "provider")
    own = rows.filter(provider=provider, subject_key=person.subject_key).first()
    if own is None and person.union_key:
        same = rows.filter(
            union_key=person.union_key,
            county=provider.county,
            provider__kind=Kind.WECHAT,
            provider__calls_at=provider.calls_at,
        )
        own = same.order_by("bound_at").first()
    if own is None:
        return None
    if own.provider_id != provider.pk:
        return _bind(provider, person, own.user, without_grants(own.user)).user
    own.last_used_at, own.union_key = clock.now(), person.union_key or own.union_key
    own.save(update_fields=["last_used_at", "union_key"])
    return own.user


@transaction.atomic
def bind(provider: Provider, person: Person, *, actor: Actor, by_phone: bool) -> Identity:
    """Whoever the other house calls so signs in as the actor from now on. Done again it is the same
    identity.
    """
    words = _("This way is for residents. Please sign in with your mobile number first.")
    if provider.audience == Audience.STAFF:
        words = _("This way is for staff. Please sign in with user name and password first.")
    require(can_bind(actor, provider, by_phone=by_phone), words)
    assert actor.user_id is not None
    return _bind(provider, person, User.objects.locked(actor.user_id), actor)


@transaction.atomic
def unbind(identity: Identity, *, actor: Actor) -> None:
    """The identity opens nothing any more; the account keeps its phone or its password."""
    require(can_unbind(actor, identity))
    user = User.objects.locked(identity.user_id)
    if Identity.objects.filter(pk=identity.pk).delete()[0]:
        _record(identity, user, "identity_unbound", actor)


def _bind(provider: Provider, person: Person, user: User, actor: Actor) -> Identity:
    known = Identity.objects.filter(provider=provider, subject_key=person.subject_key).first()
    if known is not None:
        if known.user_id != user.pk:
            raise NotNow(ANOTHERS)
        return known
    try:
        with transaction.atomic():
            identity = Identity.objects.create(
                county=provider.county,
                user=user,
                provider=provider,
                subject=person.subject,
                subject_key=person.subject_key,
                union_key=person.union_key,
                name=tidy(person.name)[:40],
                bound_at=clock.now(),
                last_used_at=clock.now(),
            )
    except IntegrityError:
        raise NotNow(_refused(provider, user)) from None
    _record(identity, user, "identity_bound", actor)
    return identity


def _refused(provider: Provider, user: User) -> Any:
    """Whose it was that stood in the way: one's own earlier identity, or another's account."""
    if Identity.objects.filter(provider=provider, user=user).exists():
        return _("You have bound another one already. Please give that one up first.")
    return ANOTHERS


def _record(identity: Identity, user: User, verb: str, actor: Actor) -> None:
    """In the history of a member of staff; a resident's account has no county of its own."""
    timeline.record(
        user if user.county else identity,
        verb,
        actor=actor,
        data={"name": identity.provider.name},
        audience="staff",
    )


def check(provider: Provider, *, secret: str) -> None:
    """It is whole, and its addresses can be called. Whom an account at WeChat, WeCom or DingTalk
    serves is no matter of choice. Raises Unusable.
    """
    if provider.kind in AUDIENCES:
        provider.audience = AUDIENCES[Kind(provider.kind)]
    if provider.kind == Kind.OIDC and not provider.issuer:
        raise Unusable(_("Please enter the issuer."), field="issuer")
    if not (secret or provider.secret):
        raise Unusable(_("Please fill this in."), field="new_secret")
    for name in ("issuer", "pages_at", "calls_at"):
        if address := getattr(provider, name):
            if name != "issuer":
                setattr(provider, name, address.rstrip("/"))
            check_address(address, field=name)
