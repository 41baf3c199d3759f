"""How does a calendar program fetch what happens at a place, whoever tells it?"""

from collections.abc import Callable

from django.http import HttpResponseBase

from jinlin.core import feeds
from jinlin.core.errors import NotHere
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen
from jinlin.shell.requests import Request


def sent_of_place(request: Request, code: str, feed: Callable[[Place], bytes]) -> HttpResponseBase:
    """For everybody; 304 when the program has it already. Raises NotHere where nobody lives."""
    place = chosen(code)
    if place is None:
        raise NotHere
    return feeds.sent(request, feed(place), is_public=True)
