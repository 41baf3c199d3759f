"""How are many appeals accepted, handed over or merged at once, each by itself?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal, Unusable
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.forms.many import MANY_FORMS, ManyForm
from jinlin.domains.appeals.lifecycle import LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.permissions import MAY
from jinlin.domains.appeals.queries.listed import DESK_LABELS, TONES
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import counties as counties_around
from jinlin.shell.moves import actor_key
from jinlin.shell.requests import Request, preset

MOST = 50  # as many as stand on one page of the board
VERBS: dict[str, Callable[..., Appeal]] = {
    "accept": actions.accept,
    "hand_over": actions.hand_over,
    "merge": actions.merge,
}
CLASSLESS = _("It has no class yet: please accept it by itself.")


@dataclass
class Row:
    """One of the chosen appeals. `obstacle`: why this move cannot be made with it, "" when it can.

    `failed`: why it was not made just now.
    """

    appeal: Appeal
    key: str
    obstacle: Any = ""
    failed: str = ""

    @property
    def sent(self) -> str:
        """How the row travels in the form: which appeal, in which version it was seen, under which
        key it is done once.
        """
        return f"{self.appeal.pk} {self.appeal.version} {self.key}"

    @property
    def tone(self) -> str:
        return TONES[State(self.appeal.state)]

    @property
    def word(self) -> Any:
        return DESK_LABELS[State(self.appeal.state)]


@dataclass
class Sheet:
    """What was chosen, what of it is done, and how many of the chosen are not there for this
    person.
    """

    rows: list[Row]
    gone: int = 0
    done: list[Row] = field(default_factory=list)

    @property
    def can(self) -> list[Row]:
        return [row for row in self.rows if not row.obstacle]

    @property
    def cannot(self) -> list[Row]:
        return [row for row in self.rows if row.obstacle]


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def many(request: Request, move: str) -> HttpResponse:
    """The chosen rows with those that can be moved and those that cannot; confirmed, what is done
    and what is not, and why.
    """
    if move not in VERBS:
        raise NotHere
    sheet = chosen(request, move)
    form = _form(request, sheet, move)
    is_sent = form.is_bound and bool(sheet.rows) and form.is_valid()
    if is_sent:
        sheet = carry_out(request, sheet, move, form)
    context = {"sheet": sheet, "form": form, "move": LIFECYCLE.moves[move], "is_sent": is_sent}
    return render(
        request,
        "appeals/desk/many.html",
        context,
        status=422 if form.is_bound and not is_sent else 200,
    )


def _form(request: Request, sheet: Sheet, move: str) -> ManyForm:
    actor: Actor = request.actor
    counties = {row.appeal.county for row in sheet.rows} or set(
        counties_around(actor.codes(Role.CLERK, Role.LEAD))
    )
    return MANY_FORMS[move](
        request.POST if request.method == "POST" else None,
        counties=counties,
        actor=actor,
        initial=preset(request, "main"),
    )


def chosen(request: Request, move: str) -> Sheet:
    """The chosen appeals as they are now (one statement), each with the version and key of the form
    it came with.
    """
    actor: Actor = request.actor
    picks = request.POST.getlist("row") if request.method == "POST" else request.GET.getlist("pick")
    seen = dict(pair for each in picks[:MOST] if (pair := _read(each)))
    found = _found(actor, seen)
    for appeal in found:
        appeal.version = appeal.version if (version := seen[appeal.pk][0]) is None else version
    rows = [
        Row(appeal, seen[appeal.pk][1] or str(uuid7()), obstacle(appeal, move, actor))
        for appeal in found
    ]
    return Sheet(rows, gone=len(seen) - len(found))


def obstacle(appeal: Appeal, move: str, actor: Actor) -> Any:
    """Why this person cannot make this move with this appeal now; "" when they can.

    Asks the database nothing.
    """
    if not LIFECYCLE.is_open(move, appeal.state):
        return _("Not in this state.")
    if move == "hand_over" and appeal.is_contested:
        return _("It was returned too often: the supervisor decides where it goes.")
    if not MAY[move](actor, appeal):
        return _("Another place looks after it.")
    return CLASSLESS if move == "accept" and appeal.category_id is None else ""


def carry_out(request: Request, sheet: Sheet, move: str, form: ManyForm) -> Sheet:
    """Each row is moved by itself: what one refuses stops no other.

    Those not done stand with the reason, to be tried again where that can help.
    """
    actor: Actor = request.actor
    failed = {row.appeal.pk: _move(request, row, move, form.moved()) for row in sheet.rows}
    done, left = [], []
    for appeal in _found(actor, failed):
        if failed[appeal.pk]:
            left.append(Row(appeal, str(uuid7()), obstacle(appeal, move, actor), failed[appeal.pk]))
        else:
            done.append(Row(appeal, ""))
    return Sheet(left, sheet.gone, done)


def _move(request: Request, row: Row, move: str, arguments: dict[str, Any]) -> str:
    """Why it was not done; "" when it was, now or by the same form before."""
    body = [
        move,
        str(row.appeal.pk),
        row.appeal.version,
        sorted((name, str(value)) for name, value in arguments.items()),
    ]
    try:
        once(
            actor_key=actor_key(request),
            key=f"many:{row.key}",
            body=body,
            act=lambda: {"version": _verb(row.appeal, move, request.actor, arguments).version},
        )
    except Refusal as refusal:
        return str(refusal)
    return ""


def _verb(appeal: Appeal, move: str, actor: Actor, arguments: dict[str, Any]) -> Appeal:
    if move == "accept" and appeal.category_id is None:
        raise Unusable(CLASSLESS)
    return VERBS[move](appeal, actor=actor, **arguments)


def _found(actor: Actor, keys: Iterable[UUID]) -> list[Appeal]:
    """Most urgent first."""
    rows = (
        Appeal.objects.for_desk(actor)
        .filter(pk__in=list(keys))
        .select_related("unit", "place", "category")
    )
    return list(rows.defer("text", "track_key").order_by("due_at", "id"))


def _read(sent: str) -> tuple[UUID, tuple[int | None, str]] | None:
    """A pick of the board is a key; a row of the form also says version and key."""
    parts = sent.split()
    try:
        if len(parts) == 1:
            return UUID(parts[0]), (None, "")
        return UUID(parts[0]), (int(parts[1]), str(UUID(parts[2])))
    except (ValueError, IndexError):
        return None
