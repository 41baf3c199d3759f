"""Which register stands in a house that a test runs as a process?"""

from datetime import timedelta
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import person
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.models import Post, UnitReturn, Update
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.roles import Role
from tests.scene_of_workforce import registered


def register_in_it(cast: Any, password: str) -> dict[str, str]:
    """The resident is a social worker with a post at the community; a round asks it; somebody keeps
    the register and signs in with this password.
    """
    county = cast.places.county
    user, _first = accounts.add_staff(
        county.code, username="registrar", name="秦登记", password=password, actor=SYSTEM
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    accounts.grant_role(user, role=Role.REGISTRAR, at=county, actor=SYSTEM)
    found = registered(county.code, cast.places.community.code, person(cast))
    Post.objects.filter(professional=found["professional"]).update(
        organisation=cast.units.community
    )
    days = (clock.today(), clock.today() + timedelta(days=9))
    asked = actions.open_round(county.code, name="秋季摸排", days=days, actor=SYSTEM)
    return {
        "professional": str(found["professional"]),
        "award": str(found["award"]),
        "register_round": str(asked.pk),
        "register_return": str(UnitReturn.objects.get(round=asked).pk),
        "register_update": str(Update.objects.get().pk),
    }
