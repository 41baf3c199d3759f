"""Which rounds of visits stand in a house that a test runs as a process? Run as a program in its
environment: a further round with many doors, all on the list of one visitor.

python -m tests.rounds_in_a_house 40      prints {"round": …, "doors": […]} as JSON
"""

import json
import os
import sys
from typing import Any

VISITORS = {"visitor": "吴敲门", "second-visitor": "温上楼"}


def rounds_in_it(house: Any, password: str) -> dict[str, str]:
    """Two who knock, who can sign in, and a round to the household in need, with two forms."""
    from types import SimpleNamespace

    from jinlin.core.actor import SYSTEM
    from jinlin.domains.visits.tests import cast as play
    from jinlin.ground.accounts.actors import actor_for
    from jinlin.ground.people.models import GroupInNeed

    first, second = _visitors(house, password)
    cast = SimpleNamespace(
        places=house.places,
        users=SimpleNamespace(visitor=first, second_visitor=second),
        actors=SimpleNamespace(
            visitor=actor_for(first),
            second_visitor=actor_for(second),
            clerk=house.actors.clerk,
            county_lead=SYSTEM,
        ),
        group=GroupInNeed.objects.get(code="elderly_alone"),
    )
    cast.version = play.checklist(cast)
    return _told(cast, play.going(cast))


def _told(cast: Any, round_: Any) -> dict[str, str]:
    """The first door with two forms, a finding and a form laid aside."""
    from jinlin.domains.visits.models import Aside, Door
    from jinlin.domains.visits.tests import cast as play

    play.all_to(cast, round_)
    taken = play.carried(cast)
    wanted = play.found("care", "没有人做饭")
    said = play.form(taken, taken.doors[0], answers=[play.answer("alone", "yes")])
    visit = play.hand_in(cast, {**said, "findings": [wanted]}).visit
    other = play.carried(cast, "second_visitor")
    other.pack.doors = taken.pack.doors
    other.pack.save()
    clashing = play.form(other, taken.doors[0], answers=[play.answer("alone", "no")])
    play.hand_in(cast, clashing, who="second_visitor")
    play.hand_in(cast, {**said, "draft": True})
    door = Door.objects.get(pk=taken.doors[0].pk)
    return {
        "visit_round": str(round_.pk),
        "visit_door": str(door.pk),
        "visit_record": str(visit.pk) if visit else "",
        "visit_clash": str(door.clashes.get().pk),
        "visit_finding": str(door.findings.get().pk),
        "visit_aside": str(Aside.objects.get().pk),
        "visit_checklist": str(cast.version.checklist_id),
    }


def _visitors(cast: Any, password: str) -> list[Any]:
    from jinlin.ground.accounts.models import Grant, User
    from jinlin.ground.accounts.roles import Role
    from jinlin.ground.accounts.tests.county import COUNTY, SINCE

    found = []
    for username, name in VISITORS.items():
        user = User(county=COUNTY, username=username, name=name)
        user.set_password(password)
        user.save()
        Grant.objects.create(
            county=COUNTY,
            user=user,
            role=Role.VISITOR,
            place=cast.places.community,
            organisation=cast.units.community,
            valid_from=SINCE,
        )
        found.append(user)
    return found


def _settle(cast: Any, place: Any, homes: int) -> None:
    """So many old people alone, who agree to be cared for: at one go, since they are many."""
    from jinlin.core.time import clock
    from jinlin.domains.visits.tests.cast import OLD
    from jinlin.ground.people import models as people

    today, county = clock.today(), place.county
    told = {"county": county, "place": place, "place_code": place.code}
    persons = [
        people.Person(county=county, name=OLD[n % 5], phone=f"{13600136000 + n}")
        for n in range(homes)
    ]
    doors = [
        people.Household(**told, address=f"{n % 12 + 1}幢{n % 3 + 1}单元{n % 6 + 1}0{n % 2 + 1}室")
        for n in range(homes)
    ]
    agreed = {
        "county": county,
        "relation": people.Relation.SELF,
        "purpose": people.Purpose.CARE,
        "version": "2026-1",
        "given_at": clock.now(),
    }
    people.Person.objects.bulk_create(persons)
    people.Household.objects.bulk_create(doors)
    people.Membership.objects.bulk_create(
        people.Membership(household=home, person=one, since=today)
        for home, one in zip(doors, persons, strict=True)
    )
    people.Need.objects.bulk_create(
        people.Need(person=one, group=cast.group, since=today) for one in persons
    )
    people.Consent.objects.bulk_create(
        people.Consent(person=one, given_by=one.name, **agreed) for one in persons
    )


def many(doors: int) -> dict[str, Any]:
    """A further round to so many households, all on the visitor's list."""
    from types import SimpleNamespace

    from jinlin.core.actor import SYSTEM
    from jinlin.domains.visits.models import ChecklistVersion, Door
    from jinlin.domains.visits.tests import cast as play
    from jinlin.ground.accounts.models import User
    from jinlin.ground.people.models import GroupInNeed
    from jinlin.ground.places.models import Place

    places = SimpleNamespace(second_neighbourhood=Place.objects.get(code="350526100001002"))
    users = {name: User.objects.get(username=name) for name in VISITORS}
    cast = SimpleNamespace(
        places=places,
        users=SimpleNamespace(visitor=users["visitor"], second_visitor=users["second-visitor"]),
        actors=SimpleNamespace(clerk=SYSTEM),
        group=GroupInNeed.objects.get(code="elderly_alone"),
        version=ChecklistVersion.objects.first(),
    )
    _settle(cast, places.second_neighbourhood, doors)
    round_ = play.planned(cast, "春季敲门行动", place="second_neighbourhood")
    play.all_to(cast, round_)
    from jinlin.domains.visits import actions

    actions.set_out(round_, actor=SYSTEM)
    keys = Door.objects.filter(round=round_).values_list("pk", flat=True)
    return {"round": str(round_.pk), "doors": [str(key) for key in keys]}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jinlin.web.settings")
    import django

    django.setup()
    print(json.dumps(many(int(sys.argv[1]))))
