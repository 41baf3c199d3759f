"""What do pages ask about accounts and about who is on duty?"""

from jinlin.ground.accounts.queries.duty import (
    duties_to_swap_with,
    duty_homes,
    members_of,
    on_duty,
    people_for,
    plan_of,
    roster,
    the_night,
    tonight_for,
)
from jinlin.ground.accounts.queries.staff import (
    Dossier,
    accesses,
    counties_of,
    dossier,
    grantable_organisations,
    grantable_places,
    holders,
    names_of,
    seals,
    staff,
    tokens_kept,
)

__all__ = [
    "Dossier",
    "accesses",
    "counties_of",
    "dossier",
    "duties_to_swap_with",
    "duty_homes",
    "grantable_organisations",
    "grantable_places",
    "holders",
    "members_of",
    "names_of",
    "on_duty",
    "people_for",
    "plan_of",
    "roster",
    "seals",
    "staff",
    "the_night",
    "tokens_kept",
    "tonight_for",
]
