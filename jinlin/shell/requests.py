"""What does a view know of the request it answers?

Who acts (the middleware of accounts put the actor there), and what the address fills in.
"""

from typing import Any

from django.http import HttpRequest

from jinlin.core.actor import Actor
from jinlin.core.text import LONGEST_TEXT, tidy


class Request(HttpRequest):
    """A request inside the house. Never made: a name for type checkers, so that `request.actor`
    needs no excuse.
    """

    actor: Actor
    htmx: Any


def preset(request: HttpRequest, *fields: str) -> dict[str, str]:
    """What the address fills in beforehand of these fields, when a form is opened; whoever opened
    it reads it and sends it, or not.
    """
    if request.method == "POST":
        return {}
    return {name: tidy(request.GET[name])[:LONGEST_TEXT] for name in fields if name in request.GET}


def cursor(request: HttpRequest, name: str = "after") -> str:
    """After which line the page of a list begins; empty: with the first. What it says checks
    `core.paging`. A page with a second list gives that one another name.
    """
    return request.GET.get(name, "")
