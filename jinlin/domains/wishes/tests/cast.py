"""Who plays in the tests of wishes?

Residents, everybody of a community's staff, an enterprise, and outsiders, in a small Dehua.

def test_something(cast): ...
cast.places.neighbourhood   cast.units.community   cast.users.clerk   cast.actors.clerk
posted(cast)   asked(cast)   published(cast)   claimed(cast)   fulfilled(cast)   confirmed(cast)
a wish in that state, through the real actions now_of(wish)                    the wish as it is in
the database now at_desk(user) / at_phone(user)  a test client signed in as staff / as a resident

The wish is grandmother's (`for_person`, known by name, phone, year of birth and address); the
resident said it for her. A neighbour takes it on.
"""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.actions import Agreed, Pledge, Post, Record, Shown
from jinlin.domains.wishes.models import Capacity, Kind, Wish
from jinlin.ground.accounts.actors import actor_for, without_grants
from jinlin.ground.accounts.middleware import BY_PHONE
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Organisation, OrganisationKind, Place

SINCE = date(2020, 1, 1)
COUNTY, ABROAD = "350526", "621121"
PASSWORD_FIELD = "!"  # unusable: tests sign in without one
SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = "林秀英奶奶一个人住在3栋502，电话13805950001，冬天晚上冷，想要一床厚一点的被子。"
TITLE, WORDS = "一床厚被子", "一个人住的老人冬天晚上冷，想要一床厚一点的被子。"

_PLACES = {
    "province": ("35", "福建省"),
    "prefecture": ("3505", "泉州市"),
    "county": (COUNTY, "德化县"),
    "town": ("350526100", "浔中镇"),
    "community": ("350526100001", "凤池社区居委会"),
    "neighbourhood": ("350526100001001", "凤池新村"),
    "second_neighbourhood": ("350526100001002", "瓷都花园"),
    "other_community": ("350526100002", "富东社区居委会"),
    "other_neighbourhood": ("350526100002001", "富东小区"),
    "abroad_province": ("62", "甘肃省"),
    "abroad_prefecture": ("6211", "定西市"),
    "abroad_county": (ABROAD, "通渭县"),
    "abroad": ("621121100", "平襄镇"),
}
_UNITS = {
    "community": ("community", "凤池社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "other_community": ("other_community", "富东社区居委会", OrganisationKind.COMMUNITY_COMMITTEE),
    "town": ("town", "浔中镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
    "enterprise": ("county", "德化白瓷陶瓷厂", OrganisationKind.ENTERPRISE),
    "abroad": ("abroad", "平襄镇人民政府", OrganisationKind.TOWN_GOVERNMENT),
}
# name, role, place, unit
_STAFF: dict[str, tuple[str, Role, str, str]] = {
    "clerk": ("郑秀云", Role.CLERK, "community", "community"),
    "lead": ("陈国栋", Role.LEAD, "community", "community"),
    "town_lead": ("吴建华", Role.LEAD, "town", "town"),
    "supervisor": ("黄督办", Role.SUPERVISOR, "county", ""),
    "enterprise": ("许厂长", Role.HANDLER, "county", "enterprise"),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
    "abroad_clerk": ("马丽", Role.CLERK, "abroad", "abroad"),
    "system_admin": ("系统员", Role.SYSTEM_ADMIN, "county", ""),
    "security_admin": ("安全员", Role.SECURITY_ADMIN, "county", ""),
    "audit_admin": ("审计员", Role.AUDIT_ADMIN, "county", ""),
}
_RESIDENTS = {
    "resident": ("王小明", "13900000001"),
    "neighbour": ("李春梅", "13900000002"),
    "sharer": ("周志强", "13900000003"),
    "stranger": ("孙丽", "13900000004"),
}


@dataclass(frozen=True)
class Cast:
    places: Any
    units: Any
    users: Any
    actors: Any


def cast_of_dehua() -> Cast:
    """The whole cast stands in the database."""
    places, units = _settle_places(), {}
    for name, (where, said, kind) in _UNITS.items():
        place = places[where]
        units[name] = Organisation(
            county=place.county,
            name=said,
            kind=kind,
            place=place,
            place_code=place.code,
            phone="0595-23500000",
        )
    Organisation.objects.bulk_create(units.values())
    users = _enter_users()
    for name, (_said, role, where, unit) in _STAFF.items():
        place = places[where]
        Grant.objects.create(
            county=place.county,
            user=users[name],
            role=role,
            place=place,
            organisation=units.get(unit),
            valid_from=SINCE,
        )
    actors = {
        name: without_grants(user) if name in _RESIDENTS else actor_for(user)
        for name, user in users.items()
    }
    return Cast(*(SimpleNamespace(**each) for each in (places, units, users, actors)))


def _settle_places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for name, (code, said) in _PLACES.items():
        above = next(
            (place for place in reversed(found.values()) if code.startswith(place.code)), None
        )
        found[name] = Place(
            county=code[:6],
            code=code,
            level=LEVELS_BY_LENGTH[len(code)],
            name=said,
            parent=above,
            valid_from=SINCE,
        )
    Place.objects.bulk_create(found.values())
    return found


def _enter_users() -> dict[str, User]:
    staff = {
        name: User(
            county=ABROAD if where == "abroad" else COUNTY,
            username=name.replace("_", "-"),
            name=said,
            password=PASSWORD_FIELD,
        )
        for name, (said, _role, where, _unit) in _STAFF.items()
    }
    residents = {
        name: User(
            name=said, phone=phone, phone_key=match_key(phone, "phone"), password=PASSWORD_FIELD
        )
        for name, (said, phone) in _RESIDENTS.items()
    }
    everybody = {**residents, **staff}
    User.objects.bulk_create(everybody.values())
    return everybody


def person(cast: Cast, name: str = "resident") -> Person:
    """A resident as the county knows them."""
    user = getattr(cast.users, name)
    return people.know(
        COUNTY, name=user.name, phone=user.phone, user=user, actor=getattr(cast.actors, name)
    )


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


def at_desk(user: User) -> Client:
    """A browser in which this member of staff is signed in."""
    client = Client()
    client.force_login(user, backend=SIGN_IN)
    return client


def at_phone(user: User) -> Client:
    """A browser in which this resident signed in by phone and code."""
    client = at_desk(user)
    session = client.session
    session[BY_PHONE] = True
    session.save()
    return client
