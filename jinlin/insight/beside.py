"""What stands on pages of appeals of what was told before? For the slots that they name."""

from typing import Any

from jinlin.core.actor import Actor
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import MAY
from jinlin.ground.places.models import Place
from jinlin.insight.queries.repeats import backers_of, earlier_matters, may_merge, repeated

Shown = tuple[str, dict[str, Any]] | None


def repeats(appeal: Appeal, actor: Actor) -> Shown:
    """For staff before they accept: the same words elsewhere in the county."""
    if appeal.state != State.REPORTED or not MAY["accept"](actor, appeal):
        return None
    found = repeated(appeal, actor=actor)
    context = {"appeal": appeal, "repeats": found, "may_merge": may_merge(appeal, actor=actor)}
    return ("insight/desk/repeats.html", context) if found else None


def backers(appeal: Appeal) -> Shown:
    """How many neighbours say the same."""
    count = backers_of(appeal)
    return ("insight/desk/backers.html", {"count": count}) if count else None


def matters_before(place: Place | None, text: str, actor: Actor, token: str) -> Shown:
    """For the resident before sending: what neighbours of the same place have told already."""
    if place is None or not text:
        return None
    found = earlier_matters(place.code, text, actor=actor)
    context = {"found": found, "is_signed_in": actor.is_signed_in, "csrf_token": token}
    return ("insight/portal/matters_before.html", context) if found else None
