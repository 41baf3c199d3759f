"""Which person is whoever asks, in a county?"""

from typing import Any

from jinlin.ground.people.actions import know
from jinlin.ground.people.models import Person
from jinlin.shell.requests import Request


def myself(request: Request, county: str, *, called: str = "") -> Person:
    """The person that the signed-in account is there, known from now on; `called` is the name that
    they just gave.
    """
    user: Any = request.user
    return know(county, name=called or user.name, phone=user.phone, user=user, actor=request.actor)
