"""How is a posted form turned into a move, for the portal and the desk alike?

Fetch in scope, parse, act once, answer. A refusal keeps what was typed: a stale form comes back with status 409 and what changed meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from jinlin.appeals import queries
from jinlin.appeals.forms.moves import MOVES, TAKES_PHOTOS, MoveForm
from jinlin.appeals.lifecycle import LIFECYCLE
from jinlin.appeals.models import Appeal
from jinlin.appeals.permissions import MAY, can_make
from jinlin.appeals.queries import Line
from jinlin.core import uploads
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Refusal, Unusable, require
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.core.lifecycle import Move
from jinlin.core.uploads import Upload


@dataclass(frozen=True)
class By:
    """Who makes the move, where it is not whoever is signed in; `also` is done in the same transaction."""

    actor: Actor
    also: Callable[[], Any] | None = None


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

    @property
    def typed(self) -> list[str]:
        """The words of a form that can be sent no more, to be copied."""
        drafts = [name for name, field in self.form.fields.items() if "data-draft" in field.widget.attrs]
        return [text for name in drafts if (text := self.form.data.get(name, "")).strip()]

    def bring_up_to_date(self) -> None:
        """What was typed stands in a form that would be sent on the version shown now, under a key of its own."""
        if self.form.is_bound:
            data = cast(QueryDict, self.form.data).copy()
            data["version"], data["key"] = str(self.appeal.version), str(uuid7())
            self.form.data = data


def in_scope(actor: Actor, pk: UUID) -> Appeal:
    """The appeal, if it exists for this actor. Raises NotHere."""
    appeal = Appeal.objects.visible_to(actor).select_related("unit", "place", "category", "reporter").filter(pk=pk).first()
    if appeal is None:
        raise NotHere
    return appeal


def offer(request: HttpRequest, appeal: Appeal, name: str, *, by: By | None = None) -> Attempt:
    """The empty form of a move. Raises NotAllowed when it is not theirs to make; 409 stands in the attempt when it is not open now."""
    actor: Actor = by.actor if by else request.actor  # type: ignore[attr-defined]
    require(MAY[name](actor, appeal))
    attempt = Attempt(appeal, LIFECYCLE.moves[name], MOVES[name][0](appeal=appeal, actor=actor))
    if not can_make(actor, appeal, name):
        _note(attempt, NotNow(), actor)
    return attempt


def attempt(request: HttpRequest, appeal: Appeal, name: str, *, by: By | None = None) -> Attempt:
    """The posted form of a move, made at most once per key; refused, it holds the reason and keeps what was typed."""
    actor: Actor = by.actor if by else request.actor  # type: ignore[attr-defined]
    form_class, verb = MOVES[name]
    tried = Attempt(appeal, LIFECYCLE.moves[name], form_class(request.POST, appeal=appeal, actor=actor))
    try:
        if tried.takes_photos:
            take_photos(request, tried, actor=actor)
        if not tried.form.is_valid():
            require(MAY[name](actor, appeal))
            tried.status = 422
            return tried
        appeal.version = tried.form.cleaned_data["version"]
        arguments = {**tried.form.moved(), **({"photos": tried.photos} if tried.takes_photos else {})}
        once(
            actor_key=actor_key(request),
            key=str(tried.form.cleaned_data["key"]),
            body={"move": name, "appeal": str(appeal.pk), "fields": sorted(request.POST.lists())},
            act=lambda: _done(verb(appeal, actor=actor, **arguments), by),
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


def _done(moved: Appeal, by: By | None) -> dict[str, int]:
    if by and by.also:
        by.also()
    return {"version": moved.version}


def take_photos(request: HttpRequest, tried: Attempt, *, actor: Actor | None = None) -> None:
    """Photos kept from an earlier try (named in the form by their ids), then new ones. When one is refused, those before it stay with the attempt."""
    actor = actor or request.actor  # type: ignore[attr-defined]
    sender = uploads.session_of(request)
    tried.photos = uploads.pick(request.POST.getlist("kept_photos"), actor=actor, session_key=sender)
    for file in request.FILES.getlist("photos"):
        tried.photos.append(uploads.receive(file, county=tried.appeal.county, actor=actor, session_key=sender))


def _note(tried: Attempt, refusal: Refusal, actor: Actor) -> None:
    tried.status, tried.problem = refusal.status, str(refusal)
    if isinstance(refusal, Unusable) and refusal.field in tried.form.fields:
        tried.form.add_error(refusal.field, str(refusal))
    if isinstance(refusal, NotNow):
        seen = tried.form.data.get("version") or tried.appeal.version
        tried.appeal = in_scope(actor, tried.appeal.pk)
        tried.changed = queries.changed_since(tried.appeal, int(seen), actor=actor)
        tried.problem = str(refusal) if tried.changed else _("This step is not open now. Please look at the latest state.")


__all__ = ["Attempt", "By", "actor_key", "attempt", "in_scope", "offer"]
