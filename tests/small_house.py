"""Who lives in a house that a test runs as a process? Run as a program in its environment: the
house is prepared and the cast stands in it, with passwords and a token.

python -m tests.small_house      prints {"token": …, "appeals": {"finished": id, …}} as JSON
"""

import json
import os
from datetime import timedelta
from functools import cache
from typing import Any

from tests.beside import standing_beside

PASSWORD = "white-porcelain-9"
STAFF = (
    "clerk",
    "second_clerk",
    "lead",
    "handler",
    "supervisor",
    "system_admin",
    "security_admin",
    "audit_admin",
)


def people_it() -> dict[str, Any]:
    """The cast can sign in, a program can speak for the clerk, and one appeal stands in each state
    that a page looks different in.
    """
    from jinlin.core.time import calendar
    from jinlin.domains.appeals.tests import cast as play
    from tests.consultations_in_a_small_house import consultations_in_it
    from tests.rounds_in_a_house import rounds_in_it
    from tests.scene import received
    from tests.scene_of_talents import found

    calendar.seed()
    cast = play.cast_of_dehua()
    for user in (getattr(cast.users, name) for name in STAFF):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    states = (play.reported, play.accepted, play.in_hand, play.finished, play.closed)
    appeals = {tell.__name__: str(tell(cast).pk) for tell in states}
    return {
        "token": _token(cast),
        "appeals": appeals,
        "person": str(play.person(cast).pk),
        **dict(zip(("household", "carelink"), _in_care(cast), strict=True)),
        **_at_places(cast),
        **{name: str(value) for name, value in received(cast).items()},
        **_planned(cast),
        **wish_in_it(cast),
        **standing_beside("small_house", cast),
        **_serving(cast),
        **_registered(cast),
        **rounds_in_it(cast, PASSWORD),
        **{f"of_{name}": str(value) for name, value in found(cast, play.person).items()},
        **consultations_in_it(cast, play.person(cast), PASSWORD),
    }


def _at_places(cast: Any) -> dict[str, str]:
    """A station of the community's, and the unit that handles."""
    from jinlin.core.actor import SYSTEM
    from jinlin.ground.places.actions import open_station

    place, community = cast.places.neighbourhood, cast.units.community
    station = open_station(place, name="凤池新村议事站", organisation=community, actor=SYSTEM)
    return {
        "place": place.code,
        "station": station.code,
        "station_key": str(station.pk),
        "unit": str(cast.units.bureau.pk),
    }


def _token(cast: Any) -> str:
    """With which a program speaks for the clerk."""
    from jinlin.core.actor import SYSTEM
    from jinlin.core.time import clock
    from jinlin.ground.accounts.actions import issue_token

    scopes = ("appeals:read", "appeals:write", "figures:read")
    until = clock.today() + timedelta(days=9)
    _row, raw = issue_token(
        cast.users.clerk, name="hotline", scopes=scopes, expires_on=until, actor=SYSTEM
    )
    return raw


def _planned(cast: Any) -> dict[str, str]:
    """Projects and a key task."""
    from jinlin.journeys.answers_at_doors import have_keys
    from tests.scene_of_projects import projected

    told = projected(cast)
    have_keys()
    return {name: str(value) for name, value in told.items()}


def _serving(cast: Any) -> dict[str, str]:
    """Service days and volunteers, what is taught, and points with a store for them."""
    from jinlin.domains.appeals.tests.cast import person
    from tests.scene_of_points import earned
    from tests.scene_of_training import taught
    from tests.service_in_a_small_house import service_in_it

    further = {**taught(cast, person), **earned(cast, person)}
    return service_in_it(cast) | {name: str(value) for name, value in further.items()}


def _registered(cast: Any) -> dict[str, str]:
    """A register of social workers, and who keeps it; casework, and who does it."""
    from tests.casework_in_a_small_house import casework_in_it
    from tests.register_in_a_small_house import register_in_it

    return register_in_it(cast, PASSWORD) | casework_in_it(cast, PASSWORD)


def _in_care(cast: Any) -> tuple[str, str]:
    """A household in need, which the resident looks after."""
    from jinlin.ground.people import actions as people
    from jinlin.ground.people.models import GroupInNeed

    member = people.NewMember(
        name="苏阿公",
        phone="13500135000",
        groups=list(GroupInNeed.objects.filter(code="elderly_alone")),
    )
    home = people.register_household(
        cast.places.neighbourhood, member, address="3幢201室", actor=cast.actors.clerk
    )
    link = people.link(
        home, role="volunteer", carer=people.Carer(cast.users.resident), actor=cast.actors.clerk
    )
    return str(home.pk), str(link.pk)


def wish_in_it(cast: Any) -> dict[str, str]:
    """Wishes of the resident: just said, on the wall, taken on, and handed over."""
    from jinlin.core.time import clock
    from jinlin.domains.appeals.tests.cast import person
    from jinlin.domains.wishes import actions
    from jinlin.domains.wishes.models import Capacity, Kind

    def said(text: str) -> Any:
        post = actions.Post(
            cast.places.neighbourhood,
            Kind.THING,
            text,
            person(cast),
            agreed=actions.Agreed(),
            band="80s",
            estimate=80,
        )
        return actions.post(post, actor=cast.actors.resident)

    def shown(title: str) -> Any:
        return actions.publish(
            said(title),
            actor=cast.actors.clerk,
            shown=actions.Shown(title, "冬天晚上冷，想要一床厚一点的被子。"),
        )

    pledge = actions.Pledge(Capacity.VOLUNTEER, "李大山", "13800000002", open_to=1)
    taken, brought = (
        actions.claim(shown(title), actor=cast.actors.neighbour, pledge=pledge)
        for title in ("一把大伞", "一双棉鞋")
    )
    record = actions.Record(clock.today(), "棉鞋一双。")
    found = {
        "new": said("想要一根拐杖"),
        "open": shown("一床厚被子"),
        "taken": taken,
        "brought": actions.fulfil(brought, actor=cast.actors.neighbour, record=record),
    }
    return {f"wish_{name}": str(wish.pk) for name, wish in found.items()}


def _hash_each_password_once() -> None:
    """Everybody has the same one; a hash costs as much as half a second of a processor."""
    from django.contrib.auth.hashers import get_hasher

    hasher: Any = get_hasher()
    salt = hasher.salt()
    hasher.salt, hasher.encode = lambda: salt, cache(hasher.encode)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
    import django

    from jinlin.web.reading import reading

    with reading():
        django.setup()
    from jinlin.web import database

    database.prepare()
    _hash_each_password_once()
    print(json.dumps(people_it()))
