"""By which other houses can people come in just now, and which did this user bind?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.core.editions import Kept
from jinlin.core.time import clock
from jinlin.ground.identities.models import Audience, Identity, Kind, Provider

IN_WECHAT, IN_WECOM = "micromessenger", "wxwork"


@dataclass(frozen=True)
class Known:
    """One way in as pages show it: without its secret."""

    pk: UUID
    county: str
    kind: str
    audience: str
    slug: str
    name: str
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Line:
    """One way in on the page of one's own: bound or not yet."""

    way: Known
    identity: Identity | None


def ways(audience: str) -> list[Known]:
    """The ways in that hold today."""
    today = clock.today()
    return [way for way in _WAYS.now() if way.audience == audience and way.holds(today)]


def ways_here(audience: str, agent: str) -> list[Known]:
    """Those that work in this browser: an official account lets people in inside WeChat only."""
    return [way for way in ways(audience) if way.kind != Kind.WECHAT or is_in_wechat(agent)]


def is_in_wechat(agent: str) -> bool:
    """Whether the page stands in WeChat itself; WeCom names itself WeChat too."""
    agent = agent.lower()
    return IN_WECHAT in agent and IN_WECOM not in agent


def provider(slug: str) -> Provider | None:
    """The provider with its secret, while it is in use."""
    return Provider.objects.usable().filter(slug=slug).first()


def bound(actor: Actor, *, audience: str) -> list[Line]:
    """Every way of this audience, and what this user bound there."""
    own = {
        row.provider_id: row
        for row in Identity.objects.visible_to(actor).select_related("provider")
    }
    return [Line(way, own.get(way.pk)) for way in ways(audience)]


def wechat_of(county: str) -> Known | None:
    """The official account whose tools a page may use: the county's own, else the only one."""
    known = [way for way in ways(Audience.RESIDENTS) if way.kind == Kind.WECHAT]
    return next((way for way in known if way.county == county), known[0] if known else None)


def known(county: str, kind: str) -> Known | None:
    """The county's own house of this kind, while its days last; the first when there are several:
    of them only one can send.
    """
    every = (way for audience in Audience for way in ways(audience))
    return next((way for way in every if way.kind == kind and way.county == county), None)


def subjects_of(users: Iterable[UUID], kind: str, county: str) -> dict[Any, Identity]:
    """How the county's own house of this kind names these users."""
    house = known(county, kind)
    if house is None:
        return {}
    rows = Identity.objects.filter(user__in=list(users), provider=house.pk)
    return {row.user_id: row for row in rows}


def _read() -> list[Known]:
    rows = Provider.objects.filter(is_open=True, proposed_by=None).order_by("county", "slug")
    columns = ("pk", "county", "kind", "audience", "slug", "name", "valid_from", "valid_to")
    return [Known(*row) for row in rows.values_list(*columns)]


_WAYS = Kept("identities", _read)
