"""Which events can a person choose about?

A domain that tells something may hold `events.py` with EVENTS, a list of these; their prefixes are
beginnings of the event names that it tells.
"""

import importlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _


class Audience(StrEnum):
    RESIDENTS = "residents"
    STAFF = "staff"
    PROGRAMS = "programs"  # only webhooks hear them; to people they are names


@dataclass(frozen=True)
class Event:
    """Events whose names begin with `prefix`, in words: 'News of what you reported'."""

    prefix: str
    label: Any
    audience: Audience = Audience.RESIDENTS


ALL = Event("", _("All messages"))
OWN = [
    Event("notices.mailbox", _("Confirming an e-mail address")),
    Event("notices.digest", _("All of a day in one message")),
    Event("notices.test", _("Test event"), Audience.PROGRAMS),
]


@cache
def known() -> tuple[Event, ...]:
    """The events of all domains, in the order of the stack."""
    named = [
        app.name
        for app in apps.get_app_configs()
        if app.name.startswith("jinlin.") and app.name != "jinlin.services.notices"
    ]
    modules = [
        importlib.import_module(f"{name}.events") for name in named if find_spec(f"{name}.events")
    ]
    return tuple(event for module in modules for event in getattr(module, "EVENTS", []))


def offered(audience: Audience) -> tuple[Event, ...]:
    """What somebody of this audience chooses about:
    everything together when no domain says more.
    """
    return tuple(event for event in known() if event.audience == audience) or (ALL,)


def label_of(name: str) -> Any:
    """An event in words, by the longest prefix that fits; its name when nobody described it."""
    fitting = [
        event
        for event in (*known(), *OWN)
        if name == event.prefix or name.startswith(f"{event.prefix}.")
    ]
    return max(fitting, key=lambda event: len(event.prefix)).label if fitting else name
