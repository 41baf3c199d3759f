"""Which rooms does the house have, and who may enter them?

A room whose address does not exist yet is not named anywhere.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import COUNTY_DIGITS, Actor
from jinlin.shell import addresses


class Group(StrEnum):
    """What people do in a room: the groups of the desk's menu, in their order."""

    FIRST = "first"  # before all groups, without a heading
    HANDLING = "handling"
    SERVICES = "services"
    PEOPLE = "people"
    FIGURES = "figures"
    SETTINGS = "settings"


MOST_OPEN = 9  # lines that the menu shows unasked: more than that nobody reads
ON_A_PHONE = 4  # rooms that the bar of a phone has room for

HEADINGS = {
    Group.FIRST: "",
    Group.HANDLING: _("Taking in and handling"),
    Group.SERVICES: _("Services and activities"),
    Group.PEOPLE: _("People and organisations"),
    Group.FIGURES: _("Figures and records"),
    Group.SETTINGS: _("Settings"),
}


@dataclass(frozen=True)
class Room:
    """One entry of a navigation. `roles` empty: everybody who is at that face."""

    name: Any
    url: str
    icon: str
    group: Group = Group.FIRST
    roles: frozenset[str] = frozenset()
    is_county_wide: bool = False  # only for those who hold such a role for a whole county, or above
    is_of_places: bool = False  # only for those who look after a place with such a role
    is_daily: bool = False  # first in its group, and in the bar of a phone

    def href(self) -> str:
        return address(self.url)

    def is_open_to(self, actor: Actor) -> bool:
        return (
            (not self.roles or actor.holds(*self.roles))
            and (not self.is_of_places or actor.looks_after(*self.roles))
            and (not self.is_county_wide or self._is_kept_by(actor))
            and bool(self.href())
        )

    def _is_kept_by(self, actor: Actor) -> bool:
        return any(len(code) <= COUNTY_DIGITS for code in actor.codes(*self.roles))


@dataclass(frozen=True)
class Door:
    """A room as a page shows it: with its address, and whether we stand in it."""

    name: Any
    icon: str
    href: str
    is_here: bool
    group: Group = Group.FIRST
    is_daily: bool = False


@dataclass(frozen=True)
class Section:
    """One group of the desk's menu. Before all groups stands one without a heading, never shut."""

    heading: Any
    doors: tuple[Door, ...]
    is_open: bool


def address(name: str) -> str:
    """The address of a page by its name, or nothing when this installation has no such page."""
    try:
        return addresses.address(name)
    except NoReverseMatch:
        return ""


def doors(rooms: tuple[Room, ...], actor: Actor, path: str) -> list[Door]:
    """The rooms open to this actor.

    We stand in the one whose address is the longest beginning of the path.
    """
    found = [(room, room.href()) for room in rooms if room.is_open_to(actor)]
    here = max((href for _room, href in found if _begins(path, href)), key=len, default="")
    return [
        Door(room.name, room.icon, href, href == here, room.group, room.is_daily)
        for room, href in found
    ]


def sections(found: list[Door]) -> list[Section]:
    """The doors in their groups. Open is the one in which we stand, and of the others, in their
    order, those that leave no more than MOST_OPEN lines to read.
    """
    groups = {group: tuple(door for door in found if door.group == group) for group in Group}
    here = next((door.group for door in found if door.is_here), Group.FIRST)
    shown = {Group.FIRST, here}
    left = MOST_OPEN - sum(len(groups[group]) for group in shown)
    for group in Group:
        if group not in shown and len(groups[group]) <= left:
            shown.add(group)
            left -= len(groups[group])
    return [
        Section(HEADINGS[group], inside, group in shown)
        for group, inside in groups.items()
        if inside
    ]


def at_hand(found: list[Door]) -> list[Door]:
    """What a phone shows without opening the menu: the daily rooms, else the first ones."""
    wanted = sorted(range(len(found)), key=lambda at: not found[at].is_daily)[:ON_A_PHONE]
    return [found[at] for at in sorted(wanted)]


def _begins(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
