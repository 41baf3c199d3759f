"""Which person is whoever asks, in a county?"""

from typing import Any

from jinlin.ground.people.actions import fill_in_birth_year, know
from jinlin.ground.people.models import Person
from jinlin.shell.requests import Request


def myself(request: Request, county: str, *, called: str = "") -> Person:
    """The person that the signed-in account is there, known from now on; `called` is the name that
    they just gave.
    """
    user: Any = request.user
    return know(county, name=called or user.name, phone=user.phone, user=user, actor=request.actor)


def take_birth_year(request: Request, person: Person) -> Person:
    """The person as they are known now: the year of birth is on record, where something with a
    minimum age asked for it and none was. Raises Unusable for a year in which nobody who lives was
    born.
    """
    if year := request.POST.get("birth_year", "").strip():
        born = int(year[:4]) if year.isdecimal() else 0
        return fill_in_birth_year(person, born, actor=request.actor)
    return person
