"""How does the house say no?

Refusal                 a request that will not be done, with the reason and the next step
├── NotAllowed    403   you see it, but this is not yours to do
├── NotHere       404   it does not exist for you
├── NotNow        409   the move is not open in this state
│   └── Stale     409   somebody changed it since you opened it
├── Unusable      422   what was sent cannot be used
│   └── TooLarge  422   a file or a text over its limit
└── TooOften      429   slow down
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A no with a reason. `words` is shown to the person; `detail` goes to programs."""

    status = 422
    code = "refused"
    words: Any = _("This cannot be done.")

    def __init__(
        self, words: Any = None, *, detail: Mapping[str, Any] | None = None, field: str = ""
    ) -> None:
        if words is not None:
            self.words = words
        self.detail = dict(detail or {})
        self.field = field
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.words)


class NotAllowed(Refusal):
    status = 403
    code = "not_allowed"
    words = _("You can see this, but it is not yours to do. Please turn to the person in charge.")


class NotHere(Refusal):
    status = 404
    code = "not_here"
    words = _("There is nothing here for you.")


class NotNow(Refusal):
    status = 409
    code = "not_now"
    words = _("This step is not open now. Please look at the latest state.")


class Stale(NotNow):
    status = 409
    code = "stale"
    words = _("Somebody changed this while you were writing. What you typed is kept.")


class Unusable(Refusal):
    status = 422
    code = "unusable"
    words = _("Please check what you entered.")


class TooLarge(Unusable):
    code = "too_large"
    words = _("This is too large.")


class TooOften(Refusal):
    status = 429
    code = "too_often"
    words = _("Too many attempts. Please wait a few minutes.")


def require(permission: bool, words: Any = None) -> None:
    """Raise NotAllowed unless `permission` holds."""
    if not permission:
        raise NotAllowed(words)
