"""What does every page know about the house? One name in every template: `house`."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import reverse

from jinlin.core.actor import ANONYMOUS, Actor, county_of
from jinlin.core.burden import Reason
from jinlin.core.keys import uuid7
from jinlin.ground.accounts.roles import SPECIALISTS, WORKERS
from jinlin.ground.identities import queries as identities
from jinlin.ground.people.queries.care import households_of
from jinlin.ground.places.models import Organisation
from jinlin.ground.places.queries import chosen, intake_unit
from jinlin.services.notices.queries.inbox import unread
from jinlin.shell.requests import Request
from jinlin.web import domains, rooms
from jinlin.web.running.standing import HouseState, standing

# session key: {"code": ..., "name": ...}, set by the page where a resident chooses a neighbourhood
NEIGHBOURHOOD = "neighbourhood"


class House:
    """What the shells ask. Everything is worked out when a template asks for it: a fragment asks
    for nothing.
    """

    def __init__(self, request: Request) -> None:
        self._request = request

    @property
    def actor(self) -> Actor:
        return getattr(self._request, "actor", ANONYMOUS)

    @property
    def elder(self) -> bool:
        return self._request.COOKIES.get("elder") == "on"

    @property
    def here(self) -> str:
        """Where to come back to after changing the language or the text size: never an address that
        only takes POST.
        """
        if self._request.method in {"GET", "HEAD"}:
            return self._request.get_full_path()
        came_from = urlsplit(self._request.headers.get("Referer", ""))
        return (
            came_from.path
            if came_from.netloc == self._request.get_host() and came_from.path
            else "/"
        )

    @cached_property
    def neighbourhood(self) -> str:
        session: Any = getattr(self._request, "session", {})
        return str((session.get(NEIGHBOURHOOD) or {}).get("name", ""))

    @property
    def burden_reasons(self) -> list[tuple[str, Any]]:
        return list(Reason.choices)

    @cached_property
    def standing(self) -> HouseState | None:
        """What everybody, or whoever runs the house, should know of its state just now."""
        return standing(lambda: self.actor)

    @property
    def fresh_key(self) -> str:
        """Under which a form on this page is answered once."""
        return str(uuid7())

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def face(self) -> str:
        return self.actor.face

    @cached_property
    def portal_rooms(self) -> list[rooms.Door]:
        return rooms.doors(domains.PORTAL, self.actor, self._request.path)

    @cached_property
    def desk_rooms(self) -> list[rooms.Door]:
        return rooms.doors(domains.DESK, self.actor, self._request.path)

    @property
    def desk_sections(self) -> list[rooms.Section]:
        return rooms.sections(self.desk_rooms)

    @property
    def desk_at_hand(self) -> list[rooms.Door]:
        return rooms.at_hand(self.desk_rooms)

    @property
    def places_url(self) -> str:
        return rooms.address("places:choose")

    @property
    def bell_url(self) -> str:
        return rooms.address("notices:mine")

    @cached_property
    def unread(self) -> int:
        return unread(self.actor) if self.bell_url else 0

    @property
    def care_url(self) -> str:
        """For whoever looks after a household; nothing for everybody else.

        Asked by the page 'Me'.
        """
        return (
            rooms.address("people:my-households")
            if households_of(self.actor.user_id).exists()
            else ""
        )

    @cached_property
    def own_rooms(self) -> list[rooms.Door]:
        """What is a resident's own, for the page 'Me'."""
        return rooms.doors(domains.OWN, self.actor, self._request.path)

    @cached_property
    def office(self) -> Organisation | None:
        """Who is there for the chosen neighbourhood, and how to reach them; for the page 'Me'."""
        session: Any = getattr(self._request, "session", {})
        place = chosen(str((session.get(NEIGHBOURHOOD) or {}).get("code", "")))
        return intake_unit(place) if place else None

    @property
    def sign_in_here(self) -> str:
        """Where somebody who is not signed in may be led from a portal's page that they cannot see:
        it may be theirs. Nothing for everybody else.
        """
        path = self._request.path
        if self.actor.is_signed_in or path.startswith(("/desk/", "/api/", "/sign-in")):
            return ""
        return f"{rooms.address('accounts:sign-in')}?{urlencode({'next': path})}"

    @cached_property
    def ways_for_residents(self) -> list[identities.Known]:
        """By whose word they come in, in this browser."""
        return identities.ways_here("residents", self._agent)

    @property
    def ways_to_bind(self) -> list[identities.Known]:
        """What a resident can bind or give up, wherever they read it."""
        return identities.ways("residents")

    @cached_property
    def ways_for_staff(self) -> list[identities.Known]:
        return identities.ways_here("staff", self._agent)

    @cached_property
    def wechat_url(self) -> str:
        """Where a page gets what it needs for WeChat's scanner and place, inside WeChat only."""
        if not identities.is_in_wechat(self._agent):
            return ""
        session: Any = getattr(self._request, "session", {})
        code = str((session.get(NEIGHBOURHOOD) or {}).get("code", ""))
        way = identities.wechat_of(county_of(code))
        return reverse("identities:page-signature", args=[way.slug]) if way else ""

    @property
    def _agent(self) -> str:
        return self._request.headers.get("User-Agent", "")

    @property
    def search_url(self) -> str:
        """For whoever may find matters; administrators find none, so they are asked nothing."""
        if not self.actor.holds(*WORKERS, *SPECIALISTS):
            return ""
        return rooms.address("desk-search") or rooms.address("appeals:board")

    @property
    def security_url(self) -> str:
        return rooms.address("accounts:security") if self.actor.is_staff else ""

    @property
    def sign_out_url(self) -> str:
        return rooms.address("accounts:sign-out") if self.actor.is_signed_in else ""


def house(request: Request) -> dict[str, House]:
    return {"house": House(request)}
