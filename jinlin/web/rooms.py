"""Which rooms does the house have, and who may enter them? A room whose address does not exist yet is not named anywhere."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor

COUNTY_DIGITS = 6
WORKERS = frozenset({"clerk", "lead", "handler", "supervisor"})


@dataclass(frozen=True)
class Room:
    """One entry of a navigation. `roles` empty: everybody who is at that face."""

    name: Any
    url: str
    icon: str
    roles: frozenset[str] = frozenset()
    is_county_wide: bool = False  # only for those who hold such a role for a whole county, or above

    def href(self) -> str:
        return address(self.url)

    def is_open_to(self, actor: Actor) -> bool:
        return bool(self.href()) and (not self.roles or actor.holds(*self.roles)) and (not self.is_county_wide or self._is_kept_by(actor))

    def _is_kept_by(self, actor: Actor) -> bool:
        return any(len(code) <= COUNTY_DIGITS for code in actor.codes(*self.roles))


@dataclass(frozen=True)
class Door:
    """A room as a page shows it: with its address, and whether we stand in it."""

    name: Any
    icon: str
    href: str
    is_here: bool


PORTAL = (
    Room(_("Home"), "home", "home"),
    Room(_("My matters"), "mine", "list"),
    Room(_("Tell us"), "appeals:report", "chat"),
    Room(_("Me"), "accounts:me", "user"),
)

DESK = (
    Room(_("Waiting for me"), "desk", "bell", WORKERS),
    Room(_("Appeals"), "appeals:board", "list", WORKERS),
    Room(_("Register"), "appeals:register", "plus", frozenset({"clerk", "lead"})),
    Room(_("Wishes"), "wishes:board", "star", frozenset({"clerk", "lead", "supervisor"})),
    Room(_("Reception days"), "receptions:month", "home", WORKERS),
    Room(_("On duty"), "accounts:duty", "calendar", WORKERS),
    Room(_("Documents"), "documents:board", "scroll", WORKERS),
    Room(_("Figures"), "metrics:figures", "chart", WORKERS),
    Room(_("People"), "people:list", "users", frozenset({"clerk", "lead"})),
    Room(_("Care"), "people:households", "heart", frozenset({"clerk", "lead"})),
    Room(_("My households"), "people:my-households", "heart", frozenset({"handler", "supervisor"})),
    Room(_("Places"), "places:tree", "tree", frozenset({"lead", "system_admin"})),
    Room(_("Standard replies"), "appeals:replies", "chat", frozenset({"lead"})),
    Room(_("Routing rules"), "appeals:routing", "arrow-right", frozenset({"lead"})),
    Room(_("Staff and roles"), "accounts:staff", "key", frozenset({"security_admin"})),
    Room(_("Still kept by leavers"), "leavers", "hands", frozenset({"security_admin"})),
    Room(_("Access tokens"), "accounts:tokens", "shield", frozenset({"security_admin"})),
    Room(_("Outbox"), "notices:outbox", "send", frozenset({"lead", "system_admin"}), is_county_wide=True),
    Room(_("Forms that burden"), "burdens", "edit", frozenset({"lead", "supervisor", "system_admin"})),
    Room(_("Audit"), "accounts:audit", "history", frozenset({"audit_admin"})),
    Room(_("Reference data"), "admin:index", "building", frozenset({"system_admin"})),
)


def address(name: str) -> str:
    """The address of a page by its name, or nothing when this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def doors(rooms: tuple[Room, ...], actor: Actor, path: str) -> list[Door]:
    """The rooms open to this actor. We stand in the one whose address is the longest beginning of the path."""
    open_rooms = [room for room in rooms if room.is_open_to(actor)]
    here = max((room.href() for room in open_rooms if _begins(path, room.href())), key=len, default="")
    return [Door(room.name, room.icon, room.href(), room.href() == here) for room in open_rooms]


def _begins(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
