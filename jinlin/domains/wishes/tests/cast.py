"""Who plays in the tests of wishes?

The small county (jinlin/ground/accounts/tests/county.py), an enterprise, and more residents.

def test_something(cast): ...
cast.places.neighbourhood   cast.units.community   cast.users.clerk   cast.actors.clerk
posted(cast)  asked(cast)  published(cast)  claimed(cast)  fulfilled(cast)  confirmed(cast)
    a wish in that state, through the real actions
now_of(wish)    the wish as it is in the database now

The wish is grandmother's (`for_person`, known by name, phone, year of birth and address); the
resident said it for her. A neighbour takes it on.
"""

from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.actions import Agreed, Pledge, Post, Record, Shown
from jinlin.domains.wishes.models import Capacity, Kind, Wish
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import (
    ABROAD,
    COUNTY,
    SINCE,
    STAFF,
    UNITS,
    County,
    at_desk,
    at_phone,
    county,
)
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.people.tests.known import person
from jinlin.ground.places.models import Organisation, OrganisationKind

# what tests ask the cast for, and the county brings
__all__ = ["ABROAD", "COUNTY", "SINCE", "at_desk", "at_phone", "person"]
TEXT = "林秀英奶奶一个人住在3栋502，电话13805950001，冬天晚上冷，想要一床厚一点的被子。"
TITLE, WORDS = "一床厚被子", "一个人住的老人冬天晚上冷，想要一床厚一点的被子。"

_UNITS = {
    **UNITS,
    "enterprise": ("county", "德化白瓷陶瓷厂", OrganisationKind.ENTERPRISE),
}
_STAFF = {
    **STAFF,
    "lead": ("陈国栋", Role.LEAD, "community", "community"),
    "town_lead": ("吴建华", Role.LEAD, "town", "town"),
    "enterprise": ("许厂长", Role.HANDLER, "county", "enterprise"),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
    "abroad_clerk": ("马丽", Role.CLERK, "abroad", "abroad"),
}
_RESIDENTS = {
    "resident": ("王小明", "13900000001"),
    "neighbour": ("李春梅", "13900000002"),
    "sharer": ("周志强", "13900000003"),
    "stranger": ("孙丽", "13900000004"),
}
Cast = County


def cast_of_dehua() -> Cast:
    """The whole cast stands in the database."""
    cast = county(units=_UNITS, staff=_STAFF, residents=_RESIDENTS)
    Organisation.objects.update(phone="0595-23500000")
    return cast


def grandmother(cast: Cast, *, born: int | None = 1941) -> Person:
    """Without an account of her own; the clerk knows her and her door."""
    old = people.know(COUNTY, name="林秀英", phone="13805950001", actor=cast.actors.clerk)
    if old.birth_year != born:
        Person.objects.filter(pk=old.pk).update(birth_year=born)
    if not old.memberships.exists():
        people.settle(old, cast.places.neighbourhood, address="凤池新村3栋502", actor=SYSTEM)
    return Person.objects.get(pk=old.pk)


def posted(cast: Cast, *, actor: str = "resident", agree: bool = True, **told: Any) -> Wish:
    """The resident says it for grandmother; she agreed, and the clerk noted that.

    `told` goes to the Post.
    """
    given = {
        "place": cast.places.neighbourhood,
        "kind": Kind.THING,
        "text": TEXT,
        "estimate": 180,
        **told,
    }
    given.setdefault("for_person", None)
    given["for_person"] = given["for_person"] or grandmother(cast)
    if actor == "resident":
        given.setdefault("posted_by", person(cast))
    wish = actions.post(Post(**given), actor=getattr(cast.actors, actor))
    if agree and wish.consent is None:
        wish = actions.agree(
            wish,
            actor=cast.actors.clerk,
            agreed=Agreed(
                relation="guardian" if wish.is_for_child else "family", given_by="王小明"
            ),
        )
    return wish


def asked(cast: Cast, **told: Any) -> Wish:
    return actions.ask_back(
        posted(cast, **told), actor=cast.actors.clerk, question="被子要多大的？"
    )


def shown(**words: Any) -> Shown:
    return Shown(**{"title": TITLE, "text": WORDS, **words})


def published(cast: Cast, *, shows: Shown | None = None, **told: Any) -> Wish:
    return actions.publish(posted(cast, **told), actor=cast.actors.clerk, shown=shows or shown())


def pledge(name: str = "李春梅", **words: Any) -> Pledge:
    return Pledge(**{"capacity": Capacity.VOLUNTEER, "name": name, "phone": "13900000002", **words})


def claimed(
    cast: Cast, *, by: str = "neighbour", pledged: Pledge | None = None, **told: Any
) -> Wish:
    return actions.claim(
        published(cast, **told), actor=getattr(cast.actors, by), pledge=pledged or pledge(open_to=2)
    )


def fulfilled(cast: Cast, **told: Any) -> Wish:
    wish = claimed(cast, **told)
    return actions.fulfil(
        wish,
        actor=cast.actors.neighbour,
        record=Record(clock.today(), "一床八斤的棉被，送到站点。"),
    )


def confirmed(cast: Cast, **told: Any) -> Wish:
    return actions.confirm(
        fulfilled(cast, **told), actor=cast.actors.resident, words="奶奶说很暖和。"
    )


def now_of(wish: Wish) -> Wish:
    return Wish.objects.get(pk=wish.pk)
