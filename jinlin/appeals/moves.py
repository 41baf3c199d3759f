"""How is a posted form turned into a move, for the portal and the desk alike?

Fetch in scope, parse, act once, answer. A refusal keeps what was typed: a stale form comes back with status 409 and what changed meanwhile.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from jinlin.appeals import queries
from jinlin.appeals.forms.moves import MOVES, TAKES_PHOTOS, MoveForm
from jinlin.appeals.lifecycle import LIFECYCLE
from jinlin.appeals.models import Appeal
from jinlin.appeals.permissions import MAY
from jinlin.appeals.queries import Line
from jinlin.core import uploads
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Refusal, Unusable, require
from jinlin.core.idempotency import once
from jinlin.core.lifecycle import Move
from jinlin.core.uploads import Upload


@dataclass
class Attempt:
    """One try at a move: the form, and what stood in its way. `status` 0: it was done (or not tried yet, when `done` is False)."""

    appeal: Appeal
    move: Move
    form: MoveForm
    done: bool = False
    status: int = 200
    problem: str = ""
    changed: list[Line] = field(default_factory=list)
    photos: list[Upload] = field(default_factory=list)

    @property
    def takes_photos(self) -> bool:
        return self.move.name in TAKES_PHOTOS


def in_scope(actor: Actor, pk: UUID) -> Appeal:
    """The appeal, if it exists for this actor. Raises NotHere."""
    appeal = Appeal.objects.visible_to(actor).select_related("unit", "place", "category", "reporter").filter(pk=pk).first()
    if appeal is None:
        raise NotHere
    return appeal


def offer(request: HttpRequest, appeal: Appeal, name: str) -> Attempt:
    """The empty form of a move. Raises NotAllowed when it is not theirs to make; 409 stands in the attempt when it is not open now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    require(MAY[name](actor, appeal))
    attempt = Attempt(appeal, LIFECYCLE.moves[name], MOVES[name][0](appeal=appeal))
    if not LIFECYCLE.is_open(name, appeal.state):
        _note(attempt, NotNow(), actor)
    return attempt


def attempt(request: HttpRequest, appeal: Appeal, name: str) -> Attempt:
    """The posted form of a move, made at most once per key; refused, it holds the reason and keeps what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form_class, verb = MOVES[name]
    tried = Attempt(appeal, LIFECYCLE.moves[name], form_class(request.POST, appeal=appeal))
    try:
        tried.photos = _photos(request, appeal) if tried.takes_photos else []
        if not tried.form.is_valid():
            tried.status = 422
            return tried
        appeal.version = tried.form.cleaned_data["version"]
        arguments = {**tried.form.moved(), **({"photos": tried.photos} if tried.takes_photos else {})}
        once(
            actor_key=actor_key(request),
            key=str(tried.form.cleaned_data["key"]),
            body={"move": name, "appeal": str(appeal.pk), "fields": sorted(request.POST.lists())},
            act=lambda: {"version": verb(appeal, actor=actor, **arguments).version},
        )
        tried.done = True
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        _note(tried, refusal, actor)
    return tried


def actor_key(request: HttpRequest) -> str:
    """Whose idempotency keys these are: the user's, or the session's of somebody not signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.user_id:
        return f"user:{actor.user_id}"
    if request.session.session_key is None:
        request.session.create()
    return f"session:{request.session.session_key}"


def _photos(request: HttpRequest, appeal: Appeal) -> list[Upload]:
    """New photos, and those kept from an earlier try (named in the form by their ids)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    session_key = request.session.session_key or ""
    kept = uploads.pick(request.POST.getlist("kept_photos"), actor=actor, session_key=session_key)
    fresh = [uploads.receive(file, county=appeal.county, actor=actor, session_key=session_key) for file in request.FILES.getlist("photos")]
    return [*kept, *fresh]


def _note(tried: Attempt, refusal: Refusal, actor: Actor) -> None:
    tried.status, tried.problem = refusal.status, str(refusal)
    if isinstance(refusal, Unusable) and refusal.field in tried.form.fields:
        tried.form.add_error(refusal.field, str(refusal))
    if isinstance(refusal, NotNow):
        seen = tried.form.data.get("version") or tried.appeal.version
        tried.appeal = in_scope(actor, tried.appeal.pk)
        tried.changed = queries.changed_since(tried.appeal, int(seen), actor=actor)
        tried.problem = str(refusal) if tried.changed else _("This step is not open now. Please look at the latest state.")


__all__ = ["Attempt", "attempt", "actor_key", "in_scope", "offer"]
