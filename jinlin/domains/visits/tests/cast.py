"""Who plays in the tests of visits? The small county with two who knock, some households in need,
and rounds and forms through the real actions.

planned(cast)  going(cast)        a round with one door for each household
carried(cast, "visitor")          a list on a phone: its pack, doors and phone
form(list, door, **said)          a form as that phone would write it
hand_in(cast, form)               handed in, as what became of it
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions import Handed, Handset, Taken, Terms
from jinlin.domains.visits.models import ChecklistVersion, Door, Pack, Round
from jinlin.domains.visits.questions import USUAL
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import GroupInNeed, Household

COUNTY = county.COUNTY
STAFF = {
    **county.STAFF,
    "community_lead": ("许主任", Role.LEAD, "community", "community"),
    "county_lead": ("黄书记", Role.LEAD, "county", ""),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
    "visitor": ("吴敲门", Role.VISITOR, "community", "community"),
    "second_visitor": ("温上楼", Role.VISITOR, "community", "community"),
}
OLD = ("苏阿公", "陈阿婆", "林伯", "郑婶", "黄老师")


def cast_of_visits(doors: int = 3) -> SimpleNamespace:
    """The whole cast stands in the database, with so many households of old people alone."""
    found = county.county(staff=STAFF)
    cast = SimpleNamespace(
        places=found.places, units=found.units, users=found.users, actors=found.actors
    )
    cast.group = GroupInNeed.objects.get(code="elderly_alone")
    cast.homes = [home(cast, number) for number in range(doors)]
    cast.version = checklist(cast)
    return cast


def home(cast: Any, number: int, place: str = "neighbourhood", group: Any = None) -> Household:
    member = people.NewMember(
        name=OLD[number % len(OLD)],
        phone=f"{13500135000 + number}",
        groups=[group or cast.group],
    )
    where = getattr(cast.places, place)
    address = f"{number % 9 + 1}幢2单元{number % 6 + 1}01室"
    return people.register_household(where, member, address=address, actor=cast.actors.clerk)


def checklist(cast: Any) -> ChecklistVersion:
    return actions.publish_checklist(COUNTY, "关爱走访", USUAL, actor=cast.actors.county_lead)


def planned(cast: Any, title: str = "冬季敲门行动", place: str = "neighbourhood") -> Round:
    today = clock.today()
    terms = Terms(title, [cast.group], cast.version, today, today + timedelta(days=20))
    return actions.plan(getattr(cast.places, place), terms, actor=cast.actors.clerk)


def going(cast: Any, **told: Any) -> Round:
    return actions.set_out(planned(cast, **told), actor=cast.actors.clerk)


def all_to(cast: Any, round_: Round, who: str = "visitor") -> None:
    """Every door is on one list."""
    Door.objects.filter(round=round_).update(visitor=getattr(cast.users, who))


@dataclass
class List:
    """A list on a phone."""

    pack: Pack
    doors: list[Door]
    phone: UUID


def carried(cast: Any, who: str = "visitor", phone: UUID | None = None) -> List:
    key = phone or uuid4()
    pack, doors = actions.take_along(Handset(key, "Android"), actor=getattr(cast.actors, who))
    return List(pack, doors, key)


def form(taken: List, door: Door, *, outcome: str = "visited", own: int = 1, **said: Any) -> dict:
    return {
        "pack": str(taken.pack.pk),
        "secret": taken.pack.secret,
        "door": str(door.pk),
        "base": door.version,
        "own": own,
        "outcome": outcome,
        "said_at": clock.now().isoformat(),
        "answers": [],
        "findings": [],
        **said,
    }


def answer(key: str, said: Any, kind: str = "yes_no", text: str = "一个人住吗？") -> dict:
    return {"key": key, "kind": kind, "text": text, "given": "said", "said": said}


def found(kind: str, text: str = "楼道灯坏了", **more: Any) -> dict:
    return {"id": str(uuid4()), "kind": kind, "text": text, **more}


def hand_in(cast: Any, content: dict, *, key: UUID | None = None, who: str = "visitor") -> Taken:
    handed = Handed(
        key=key or uuid4(),
        content=content,
        digest=str(hash(json.dumps(content, sort_keys=True))),
        sent_at=clock.now(),
        sender=getattr(cast.actors, who),
    )
    return actions.take(handed)


def now_of(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
