"""How is a posted form turned into a move, for every domain, the portal and the desk alike?

Fetch in scope, parse, act once, answer. A refusal keeps what was typed: a stale form comes back
with status 409 and what changed meanwhile.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.http import QueryDict

from jinlin.core import limits
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Refusal, Stale, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.files.uploads import Upload
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.core.lifecycle import Move
from jinlin.core.rows import MovingRow
from jinlin.core.rules import Rules
from jinlin.core.story import Line
from jinlin.shell.move_forms import MoveForm
from jinlin.shell.requests import Request

Row = TypeVar("Row", bound=MovingRow)


@dataclass(frozen=True)
class By:
    """Who makes the move, where it is not whoever is signed in; `also` is done in the same
    transaction.
    """

    actor: Actor
    also: Callable[[], Any] | None = None


@dataclass
class Attempt(Generic[Row]):
    """One try at a move: the form, and what stood in its way.

    `status` 0: it was done (or not tried yet, when `done` is False).
    """

    row: Row
    move: Move
    form: MoveForm
    takes_photos: bool = False
    done: bool = False
    is_open: bool = True  # whether its form could be sent as the row stands now
    status: int = 200
    problem: str = ""
    changed: list[Line] = field(default_factory=list)
    photos: list[Upload] = field(default_factory=list)

    @property
    def typed(self) -> list[str]:
        """The words of a form that can be sent no more, to be copied."""
        words = {"data-draft", "data-words"}  # kept on the device, and not kept there
        drafts = [
            name for name, field in self.form.fields.items() if words & field.widget.attrs.keys()
        ]
        return [text for name in drafts if (text := self.form.data.get(name, "")).strip()]

    def bring_up_to_date(self) -> None:
        """What was typed stands in a form that would be sent on the version shown now, under a key
        of its own.
        """
        if self.form.is_bound:
            data = cast(QueryDict, self.form.data).copy()
            data["version"], data["key"] = str(self.row.version), str(uuid7())
            self.form.data = data


@dataclass(frozen=True)
class Moves(Generic[Row]):
    """What is known of a domain's moves to make them from a page: the rules, a form and a verb for
    each made by hand, how a row is fetched and its story read.
    """

    rules: Rules[Row]
    forms: Mapping[str, tuple[type[MoveForm], Callable[..., Row]]]
    fetch: Callable[[Actor, UUID], Row | None]  # in the actor's scope
    story: Callable[..., list[Line]]  # story(row, actor=..., after=...)
    takes_photos: frozenset[str] = frozenset()

    def in_scope(self, actor: Actor, pk: UUID) -> Row:
        """The row, if it exists for this actor. Raises NotHere."""
        row = self.fetch(actor, pk)
        if row is None:
            raise NotHere
        return row

    def offer(self, request: Request, row: Row, name: str, *, by: By | None = None) -> Attempt[Row]:
        """The empty form of a move.

        Raises NotHere for a move that nobody makes by hand, NotAllowed when it is not theirs to
        make; 409 stands in the attempt.
        """
        actor: Actor = by.actor if by else request.actor
        if name not in self.forms:
            raise NotHere
        require(self.rules.may[name](actor, row))
        offered = self._attempt(row, name, self.forms[name][0](row=row, actor=actor))
        if not self.rules.can_make(actor, row, name):
            self._note(offered, NotNow(self.rules.why_not(row, name) or None), actor)
        return offered

    def attempt(
        self, request: Request, row: Row, name: str, *, by: By | None = None
    ) -> Attempt[Row]:
        """The posted form of a move, made at most once per key; refused, it holds the reason and
        keeps what was typed.
        """
        actor: Actor = by.actor if by else request.actor
        if name not in self.forms:
            raise NotHere
        tried = self._attempt(row, name, self.forms[name][0](request.POST, row=row, actor=actor))
        try:
            if tried.takes_photos:
                take_photos(request, tried, actor=actor)
            if not tried.form.is_valid():
                require(self.rules.may[name](actor, row))
                tried.status = 422
                return tried
            self._make(request, tried, actor, by)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            self._note(tried, refusal, actor)
        return tried

    def tried(self, request: Request, row: Row, name: str, *, by: By | None = None) -> Attempt[Row]:
        """The move as it was asked for: its form posted, or offered."""
        ask = self.attempt if request.method == "POST" else self.offer
        return ask(request, row, name, by=by)

    def shown(self, tried: Attempt[Row], actor: Actor) -> dict[str, Any]:
        """What the page of a move needs: the attempt, whether its form could be sent as the row
        stands now, and otherwise the words to be copied.
        """
        tried.is_open = self.rules.could_make(actor, tried.row, tried.move.name)
        if tried.status == 409:
            tried.bring_up_to_date()
        typed = [] if tried.is_open else tried.typed
        return {"attempt": tried, "is_open": tried.is_open, "typed": typed}

    def _attempt(self, row: Row, name: str, form: MoveForm) -> Attempt[Row]:
        return Attempt(
            row, self.rules.lifecycle.moves[name], form, takes_photos=name in self.takes_photos
        )

    def _make(self, request: Request, tried: Attempt[Row], actor: Actor, by: By | None) -> None:
        row, name, form = tried.row, tried.move.name, tried.form
        verb = self.forms[name][1]
        row.version = form.cleaned_data["version"]
        arguments = {**form.moved(), **({"photos": tried.photos} if tried.takes_photos else {})}
        once(
            actor_key=actor_key(request, actor),
            key=str(form.cleaned_data["key"]),
            body={"move": name, "row": str(row.pk), "fields": sorted(request.POST.lists())},
            act=lambda: _done(verb(row, actor=actor, **arguments), by),
        )
        tried.done = True

    def _note(self, tried: Attempt[Row], refusal: Refusal, actor: Actor) -> None:
        tried.status, tried.problem = refusal.status, str(refusal)
        if isinstance(refusal, Unusable) and refusal.field in tried.form.fields:
            tried.form.add_error(refusal.field, str(refusal))
        if isinstance(refusal, NotNow):
            seen = tried.form.data.get("version") or tried.row.version
            tried.row = self.in_scope(actor, tried.row.pk)
            tried.changed = self.story(tried.row, actor=actor, after=int(seen))
            is_said = isinstance(refusal, Stale) or str(refusal) != str(NotNow.words)
            tried.problem = str(refusal)
            if not is_said:
                tried.problem = self.rules.why_not(tried.row, tried.move.name) or tried.problem


def actor_key(request: Request, actor: Actor | None = None) -> str:
    """Whose idempotency keys these are: the user's, or the session's of whoever acts as nobody in
    particular. What stands for a session opens none.
    """
    actor = actor or request.actor
    if actor.user_id:
        return f"user:{actor.user_id}"
    if request.session.session_key is None:
        request.session.create()
    return f"session:{uploads.mark_of(request.session.session_key or '')}"


def take_photos(request: Request, tried: Any, *, actor: Actor | None = None) -> None:
    """Photos kept from an earlier try (named in the form by their ids), then new ones.

    When one is refused, those before it stay with the attempt.
    """
    actor = actor or request.actor
    sender = uploads.session_of(request)
    tried.photos = uploads.pick(
        request.POST.getlist("kept_photos"), actor=actor, session_key=sender
    )
    for file in request.FILES.getlist("photos"):
        limits.take_a_file(request, request.actor)
        tried.photos.append(
            uploads.receive(file, county=tried.row.county, actor=actor, session_key=sender)
        )


def take_files(
    request: Request,
    name: str,
    *,
    county: str,
    takes: Collection[Family] = (Family.PHOTO,),
    sealed: bool = False,
    most: int | None = None,
) -> list[Upload]:
    """The files that were sent under this name, the first `most` of them; each is counted. Raises
    TooOften for many, and what `uploads.receive` does.
    """
    taken = []
    for file in request.FILES.getlist(name)[:most]:
        limits.take_a_file(request, request.actor)
        taken.append(
            uploads.receive(file, county=county, actor=request.actor, takes=takes, sealed=sealed)
        )
    return taken


def _done(moved: Any, by: By | None) -> dict[str, int]:
    if by and by.also:
        by.also()
    return {"version": moved.version}
