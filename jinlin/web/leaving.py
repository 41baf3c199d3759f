"""How many open matters and households does somebody leave behind who cannot work on them any more?

Numbers for those who keep accounts, never more.
"""

from dataclasses import dataclass

from django.db.models import Q

from jinlin.core.actor import Actor
from jinlin.domains.appeals.queries.keeping import keepers, still_kept
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.queries import staff
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.people.queries.care import carers, still_cared_for


@dataclass(frozen=True)
class Leaver:
    """Somebody who is locked or holds no working role today, how many open matters they still keep,
    and how many households they look after.
    """

    user: User
    number: int
    households: int = 0


def left_behind_by(user: User) -> int:
    """0 for whoever can still work on what they keep."""
    if user.is_active and user.grants.current().filter(role__in=WORKERS).exists():
        return 0
    return still_kept([user.pk]).get(user.pk, 0)


def notice(user: User) -> tuple[str, dict[str, int]] | None:
    """What the page of a member of staff says of what they left behind."""
    number = left_behind_by(user)
    return ("parts/still_kept.html", {"number": number}) if number else None


def left_behind(actor: Actor) -> list[Leaver]:
    """Of the staff that this security administrator keeps, those who left something behind: four
    statements.
    """
    rows = list(
        staff(actor).filter(Q(pk__in=keepers()) | Q(pk__in=carers())).order_by("name", "username")
    )
    gone = [
        user
        for user in rows
        if not (user.is_active and any(grant.role in WORKERS for grant in user.present_grants))  # type: ignore[attr-defined]
    ]
    keys = [user.pk for user in gone]
    matters, households = still_kept(keys), still_cared_for(keys)
    found = [Leaver(user, matters.get(user.pk, 0), households.get(user.pk, 0)) for user in gone]
    return [leaver for leaver in found if leaver.number or leaver.households]
