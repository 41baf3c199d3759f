"""What does a view know of the request it answers?

Who acts: the middleware of accounts put the actor there.
"""

from typing import Any

from django.http import HttpRequest

from jinlin.core.actor import Actor


class Request(HttpRequest):
    """A request inside the house. Never made: a name for type checkers, so that `request.actor`
    needs no excuse.
    """

    actor: Actor
    htmx: Any
