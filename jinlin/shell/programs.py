"""How does an API offer the moves of a row?

A domain names them in one table: what is sent, the verb, and what the verb is given. Every call is
the same: who calls, the row in their scope, the version it was decided on, once for each key, and
the row as it is then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from ninja import Field, Header, Router, Schema
from pydantic import BaseModel, ConfigDict

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.idempotency import once
from jinlin.core.offline import Sent, made_once
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.shell.bodies import Body
from jinlin.shell.requests import Request

Row = TypeVar("Row", bound=MovingRow)
Made = TypeVar("Made", bound=CountyRow)
Words = Callable[[Any, Row, Actor], Mapping[str, Any]]  # (what was sent, the row, who calls)
Key: Any = Header(  # type: ignore[type-arg]
    "",
    alias="Idempotency-Key",
    description="The same key and body give the same answer; another body gives 409.",
    max_length=200,
)


class Problem(Schema):
    """Every refusal: a code for programs, a message for people, details where there are some."""

    code: str
    message: str
    detail: dict[str, object] = {}


class Shape(BaseModel):
    """What is answered, of plain values: none of them is a file, a function or a manager, for
    which the framework's own schema looks each one through.
    """

    model_config = ConfigDict(from_attributes=True)


class LineOut(Shape):
    """One entry of a trail. `internal` is empty unless the caller works on the matter."""

    at: datetime
    verb: str
    sentence: str
    face: str
    note: str
    internal: str


class Moving(Body):
    """Every move names the version it was decided on; when the row moved on since, the answer is
    409.
    """

    version: int = Field(ge=1, description="The version you read; a newer one gives 409.")


def as_sent(sent: Any, row: Any, actor: Actor) -> Mapping[str, Any]:
    """The verb is given just what was sent."""
    return dict(sent.model_dump(exclude={"version", "photos"}))


@dataclass(frozen=True)
class Call(Generic[Row]):
    """One move for programs."""

    sent: type[Schema]
    verb: Callable[..., Row]
    words: Words[Row] = as_sent


@dataclass(frozen=True)
class Door(Generic[Row]):
    """Who may come in, to which rows, and what is answered.

    `fetch` raises NotHere; `after` is the row for whoever moved it, also when they gave it away.
    """

    caller: Callable[[Request], Actor]
    fetch: Callable[[Actor, UUID], Row]
    after: Callable[[Actor, UUID], Row]
    show: Callable[[Row, Actor], Mapping[str, Any]]
    response: type[Any]


class Written(Body):
    """What a program writes down anew, under a key of its own if it has one."""

    id: UUID | None = Field(
        None,
        description="Its key, made by the caller (UUIDv7), so that it can be written down offline: "
        "the same id and contents are the same row for ever, other contents give 409 and both are "
        "kept.",
    )

    @property
    def words(self) -> dict[str, Any]:
        """Its words, without the key."""
        return self.model_dump(exclude={"id"})


@dataclass(frozen=True)
class Sending:
    """By whom something is sent, to which address, under which Idempotency-Key."""

    actor: Actor
    path: str
    key: str


def made(
    model: type[Made],
    sent: Any,
    place_code: str,
    *,
    make: Callable[[], Made],
    sending: Sending | None = None,
) -> Made:
    """What a program wrote down, under the `id` that it brought: the same id and contents are the
    same row for ever; other contents are a conflict that keeps both. Without an id it is new, once
    for the key of its sending.
    """
    content = sent.model_dump(mode="json", exclude={"id"})
    if sending is not None:
        content = {"path": sending.path, **content}
    if sent.id is not None:
        return made_once(model, Sent(sent.id, content, place_code), make=make)
    if sending is None:
        return make()
    asker, act = f"api:{sending.actor.user_id}", lambda: str(make().pk)
    found, _again = once(actor_key=asker, key=sending.key, body=content, act=act)
    return model._base_manager.get(pk=found)  # noqa: SLF001 - just made, whoever may see it


def act_once(sending: Sending, act: Callable[[], Any], content: Mapping[str, Any]) -> None:
    """Something that stands is changed, once for the key of its sending."""
    body = {"path": sending.path, **content}
    once(actor_key=f"api:{sending.actor.user_id}", key=sending.key, body=body, act=act)


def add_moves(
    router: Router,
    calls: Mapping[str, Call[Row]],
    door: Door[Row],
    *,
    as_left: Callable[[Row, Actor], Row] | None = None,
) -> None:
    """Each move of the table has its address under the row. `as_left`: the row that the verb left,
    as whoever moved it sees it; nothing is then read again.
    """
    for name, call in calls.items():
        view = _view(call, door, as_left)
        view.__name__ = view.__qualname__ = name
        view.__module__ = call.verb.__module__
        router.post(f"/{{uuid:pk}}/{name}", response=door.response)(view)


def _view(
    call: Call[Row], door: Door[Row], as_left: Callable[[Row, Actor], Row] | None
) -> Callable[..., Any]:
    def view(request: Request, pk: UUID, sent: Any, key: str = Key) -> Mapping[str, Any]:
        actor = door.caller(request)
        row = door.fetch(actor, pk)
        row.version = sent.version
        words = call.words(sent, row, actor)
        body = {"path": request.path, **sent.model_dump()}
        left: list[Row] = []

        def act() -> int:
            named = getattr(sent, "photos", None)
            photos = {"photos": uploads.pick(named, actor=actor)} if named else {}
            left.append(call.verb(row, actor=actor, **words, **photos))
            return left[0].version

        asker, likely = f"api:{actor.user_id}", sent.version + 1
        with timeline.reading_along(pk):
            once(actor_key=asker, key=key, body=body, act=act, likely=likely)
        if as_left and left and left[0].pk == pk:  # a verb may make another row
            return door.show(as_left(left[0], actor), actor)
        return door.show(door.after(actor, pk), actor)

    view.__annotations__["sent"] = call.sent
    return view
