"""How do the people of the small county become known to it?"""

from typing import Any

from jinlin.ground.accounts.tests.county import COUNTY
from jinlin.ground.people.actions import know
from jinlin.ground.people.models import Person


def person(cast: Any, name: str = "resident") -> Person:
    """The resident as the county knows them."""
    user, actor = getattr(cast.users, name), getattr(cast.actors, name)
    return know(COUNTY, name=user.name, phone=user.phone, user=user, actor=actor)
