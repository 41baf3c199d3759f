"""What stands on top of every page while the house is not as usual?"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jinlin.core import state
from jinlin.core.actor import Actor
from jinlin.core.outages import Trouble
from jinlin.ground.accounts.roles import Role
from jinlin.web.running.disk import MB


@dataclass(frozen=True)
class HouseState:
    """One sentence, with its tone."""

    tone: str
    words: str


def standing(who: Callable[[], Actor]) -> HouseState | None:
    """Who reads is asked only where it matters: nothing costs anything while all is well."""
    known = state.now()
    if not known.takes_writing:
        return HouseState("waiting", _reading_only(known))
    if known.disk_is_low and who().holds(Role.SYSTEM_ADMIN):
        words = _(
            "The disk is nearly full: %(free)d MB are left. Please make room, before the house "
            "stops taking anything in; `jinlin doctor` says more."
        )
        return HouseState("late", words % {"free": known.disk_free // MB})
    return None


def _reading_only(known: state.State) -> str:
    if known.trouble == Trouble.FULL:
        return _("There is no room left to store anything. Everything can be read as usual.")
    return _(
        "This site is open for reading only at the moment. Everything can be looked at as usual; "
        "please send new things a little later."
    )
