"""How many open matters does somebody leave behind who cannot work on them any more? A number for those who keep accounts, never a matter itself."""

from dataclasses import dataclass

from jinlin.accounts.models import User
from jinlin.accounts.queries import staff
from jinlin.accounts.roles import WORKERS
from jinlin.appeals.queries.keeping import keepers, still_kept
from jinlin.core.actor import Actor


@dataclass(frozen=True)
class Leaver:
    """Somebody who is locked or holds no working role today, and what they still keep."""

    user: User
    number: int


def left_behind_by(user: User) -> int:
    """0 for whoever can still work on what they keep."""
    if user.is_active and user.grants.current().filter(role__in=WORKERS).exists():
        return 0
    return still_kept([user.pk]).get(user.pk, 0)


def left_behind(actor: Actor) -> list[Leaver]:
    """Of the staff that this security administrator keeps, those who left something behind: three statements."""
    rows = list(staff(actor).filter(pk__in=keepers()).order_by("name", "username"))
    gone = [user for user in rows if not (user.is_active and any(grant.role in WORKERS for grant in user.present_grants))]  # type: ignore[attr-defined]
    counts = still_kept([user.pk for user in gone])
    return [Leaver(user, counts[user.pk]) for user in gone if user.pk in counts]
