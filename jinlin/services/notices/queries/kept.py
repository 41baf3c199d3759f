"""By which ways does each county send, and who listens? Kept in memory, without any secret."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from jinlin.core.editions import Kept
from jinlin.services.notices.models import (
    AppTemplate,
    CountyChannel,
    GroupRobot,
    QuietHours,
    Webhook,
    is_for,
)


@dataclass(frozen=True)
class KnownChannel:
    """One channel of a county. `has_address`: it leads somewhere of its own."""

    is_open: bool
    has_address: bool
    events: tuple[str, ...]


@dataclass(frozen=True)
class KnownRobot:
    pk: UUID
    county: str
    kind: str


@dataclass(frozen=True)
class Listening:
    """A webhook that is open."""

    pk: UUID
    county: str
    events: tuple[str, ...]

    def hears(self, event: str) -> bool:
        return not self.events or any(is_for(event, prefix) for prefix in self.events)


@dataclass(frozen=True)
class Ways:
    """Of all counties: the channels by county and kind, the quiet hours, the open robots by
    organisation, the open webhooks by county.
    """

    channels: dict[tuple[str, str], KnownChannel]
    quiet: dict[str, tuple[time, time]]
    robots: dict[UUID, list[KnownRobot]]
    webhooks: dict[str, list[Listening]]
    templates: dict[str, list[str]]

    def says_in_wechat(self, county: str, event: str) -> bool:
        """Whether there is a template for such an event (for some event, when empty)."""
        prefixes = self.templates.get(county, [])
        return any(not event or is_for(event, prefix) for prefix in prefixes)


def ways() -> Ways:
    return _WAYS.now()


def _read() -> Ways:
    robots: dict[UUID, list[KnownRobot]] = defaultdict(list)
    rows = GroupRobot.objects.filter(is_open=True).exclude(url="").order_by("pk")
    for pk, organisation, *what in rows.values_list("pk", "organisation", "county", "kind"):
        robots[organisation].append(KnownRobot(pk, *what))
    webhooks: dict[str, list[Listening]] = defaultdict(list)
    for hook, county, events in Webhook.objects.open().values_list("pk", "county", "events"):
        webhooks[county].append(Listening(hook, county, tuple(events)))
    templates: dict[str, list[str]] = defaultdict(list)
    for county, prefix in AppTemplate.objects.filter(is_open=True).values_list("county", "prefix"):
        templates[county].append(prefix)
    return Ways(
        channels={
            (row.county, row.kind): KnownChannel(
                row.is_open, bool(row.address), tuple(row.events.split())
            )
            for row in CountyChannel.objects.defer("secret")
        },
        quiet={row.county: (row.begins, row.ends) for row in QuietHours.objects.all()},
        robots=dict(robots),
        webhooks=dict(webhooks),
        templates=dict(templates),
    )


_WAYS = Kept("notices", _read)
