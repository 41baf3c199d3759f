"""Who calls the API, and does the token's scope allow it?"""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed
from jinlin.ground.accounts.tokens import speaker
from jinlin.shell.requests import Request


class Bearer(HttpBearer):
    """`Authorization: Bearer jl_…`. The answer to an unknown, expired or revoked token is 401."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        actor = speaker(request, token)
        if actor is not None:
            request.actor = actor  # type: ignore[attr-defined]
        return actor


def caller(request: Request, scope: str) -> Actor:
    """The actor behind the token.

    Raises NotAllowed when the token was not issued for this scope.
    """
    actor: Actor = request.actor
    if actor.scopes is None or scope not in actor.scopes:
        raise NotAllowed(detail={"scope": scope})
    return actor
