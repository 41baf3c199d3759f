"""Did the page that was just shown ask for something that the house knows already?"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from jinlin.core import known_fields, state
from jinlin.core.actor import Actor, county_of
from jinlin.ground.accounts.models import User
from jinlin.ground.places.queries import chosen_here
from jinlin.shell.asking import ONLY_ANSWER, EmptyField, noted
from jinlin.shell.requests import Request
from jinlin.web.form_names import name_of


class KnownFieldsCounted:
    """A form that is opened is looked through while it is written. Only where it asks for what is
    known does that cost a statement.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.method != "GET":
            return self.get_response(request)
        with noted() as empties:
            response = self.get_response(request)
        if empties and response.status_code == 200 and state.now().takes_writing:
            _count(request, empties)
        return response


def _count(request: Request, empties: list[EmptyField]) -> None:
    actor: Actor = request.actor
    if not actor.is_signed_in or request.resolver_match is None:
        return
    known = {ONLY_ANSWER, *_known_of(request.user)}
    fields = list(dict.fromkeys(each.field for each in empties if each.what in known))
    county = _county(request, actor)
    if fields and county:
        known_fields.count(
            county=county,
            form=name_of(request.resolver_match),
            fields=fields,
            role=actor.grants[0].role if actor.grants else known_fields.RESIDENT,
        )


def _known_of(user: Any) -> set[str]:
    """What the account of whoever is signed in says of them."""
    account: User = user
    had = {"name": account.name, "tel": account.phone_key}
    return {what for what, value in had.items() if value}


def _county(request: Request, actor: Actor) -> str:
    if actor.grants:
        return county_of(actor.grants[0].codes[0])
    here = chosen_here(request)
    return here.county_code if here else ""
