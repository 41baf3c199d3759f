"""How does a view answer: onward, with the page of a move, or with a form that was sent?

A view fetches its row in scope, asks one of these, and is done.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from jinlin.core import sheets
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Refusal, Stale, Unusable
from jinlin.core.idempotency import once
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.core.rows import CountyRow, MovingRow
from jinlin.shell.moves import Attempt, Moves, actor_key
from jinlin.shell.requests import Request

Row = TypeVar("Row", bound=MovingRow)
PART = "parts/move_form.html"
UNCOUNTED = frozenset({"csrfmiddlewaretoken", "key"})  # what two sendings of one form may differ in


def to(request: Request, address: str) -> HttpResponse:
    """On to a page, also for a part that a script asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _nothing(request: Request, tried: Attempt[Any]) -> Mapping[str, Any]:
    return {}


def _done(tried: Attempt[Any]) -> Any:
    wording = _("On record: %(move)s.") if tried.move.is_statement else _("Done: %(move)s.")
    return wording % {"move": tried.move.label}


@dataclass(frozen=True)
class MovePage(Generic[Row]):
    """How one face of a domain shows its moves.

    `template` is the page of a move, `row` what its row is called there, `back` the matter's page.
    `more` is what else the page shows, `says` what is said when it is done, `onward` where it leads
    then (without: back, which forgets the drafts of what was sent). `part` is what a script gets of
    it; with an empty one it gets the page.
    """

    template: str | Callable[[Attempt[Row]], str]
    row: str
    back: Callable[[Row], str]
    more: Callable[[Request, Attempt[Row]], Mapping[str, Any]] = _nothing
    says: Callable[[Attempt[Row]], Any] = _done
    onward: Callable[[Request, Attempt[Row]], str] | None = None
    part: str = PART


def answer_move(
    request: Request,
    moves: Moves[Row],
    tried: Attempt[Row],
    page: MovePage[Row],
    *,
    by: Actor | None = None,
) -> HttpResponse:
    """Done, the matter's page; otherwise the move's own, as a page or as a part of one: its form,
    or the reason with what changed and all that was typed. `by`: for whom the trail is told, if it
    is not who asks (who holds a link has no account).
    """
    if tried.done:
        if wording := page.says(tried):
            messages.success(request, wording)
        address = page.onward(request, tried) if page.onward else f"{page.back(tried.row)}?done=1"
        return to(request, address)
    context = {
        **moves.shown(tried, by or request.actor),
        page.row: tried.row,
        "action": request.path,
        "back": page.back(tried.row),
        **page.more(request, tried),
    }
    is_part = bool(page.part and request.headers.get("HX-Request"))
    whole = page.template if isinstance(page.template, str) else page.template(tried)
    return render(request, page.part if is_part else whole, context, status=tried.status)


@dataclass(frozen=True)
class Posted:
    """What came of a form: what was made, or the status of the page that shows it again."""

    made: Any = None
    status: int = 0
    row: Any = None

    @property
    def is_done(self) -> bool:
        return not self.status


def post_once(
    request: Request,
    form: forms.Form,
    act: Callable[[], Any],
    *,
    uncounted: frozenset[str] = frozenset(),
) -> Posted:
    """The sent form is acted on once, however often it arrives with its `key`; refused, it holds
    the reason beside its field and all that was typed, and is sent again under a key of its own.

    `act` returns what JSON can carry, as a rule the key of what it made. `uncounted` names fields
    that only help to fill the form in.
    """
    if not form.is_valid():
        return Posted(status=422)
    body = _counted(request, uncounted)
    key = str(form.cleaned_data.get("key") or "")
    try:
        made, _again = once(
            actor_key=actor_key(request), key=key, body=[request.path, body], act=act
        )
    except Refusal as refusal:
        return Posted(status=_refused(form, refusal))
    return Posted(made)


def post_made(
    request: Request,
    form: forms.Form,
    model: type[CountyRow],
    at: str | Callable[[], str],
    make: Callable[[], CountyRow],
    *,
    uncounted: frozenset[str] = frozenset(),
) -> Posted:
    """The sent form makes one row under its own `key`: sent again, however late, it is that row;
    other contents under the key are kept beside it, for whoever looks after the place `at` that it
    is about. What is not for their eyes has no place: it is refused, and stays typed in the form.

    What was made is the row's key, as text, and `row`.
    """
    if not form.is_valid():
        return Posted(status=422)
    key = str(form.cleaned_data.get("key") or "")
    try:
        if not key:
            row = make()
        else:
            place_code = at if isinstance(at, str) else at()
            content = {
                "by": actor_key(request),
                "path": request.path,
                "form": [*_counted(request, uncounted), *_files(request)],
            }
            answers = _typed(form) if place_code else ()
            row = made_once(model, Sent(UUID(key), content, place_code, answers), make=make)
    except Refusal as refusal:
        return Posted(status=_refused(form, refusal))
    return Posted(str(row.pk), row=row)


def _counted(request: Request, uncounted: frozenset[str]) -> list[tuple[str, list[Any]]]:
    """What two sendings of one form must have in common to be the same."""
    left_out = UNCOUNTED | uncounted
    return sorted((name, given) for name, given in request.POST.lists() if name not in left_out)


def _files(request: Request) -> list[tuple[str, list[str]]]:
    """The files that came along, by the names that their sender gave them."""
    return sorted((name, [str(each.name) for each in many]) for name, many in request.FILES.lists())


def _refused(form: forms.Form, refusal: Refusal) -> int:
    if refusal.status in {403, 404}:
        raise refusal
    put_problem(form, refusal)
    return refusal.status


def _typed(form: forms.Form) -> list[tuple[str, str]]:
    """What somebody typed or chose, as they read it; nothing that machines put there."""
    answers = []
    for name, field in form.fields.items():
        words = _as_read(field, form.cleaned_data.get(name))
        if words and not field.widget.is_hidden:
            answers.append((str(field.label or name), words))
    return answers


def _as_read(field: forms.Field, given: Any) -> str:
    if given is None or given is False or given == "":
        return ""
    if isinstance(given, (list, tuple, set, models.QuerySet)):
        return "、".join(filter(None, (_as_read(field, each) for each in given)))
    choices = [] if isinstance(field, forms.ModelChoiceField) else getattr(field, "choices", [])
    return str(dict(flatten_choices(choices)).get(str(given), given))


def file_kind(request: Request) -> str:
    """As which file a table is taken out: Excel, unless the address says otherwise. Raises Unusable
    for a kind that is not made here.
    """
    kind = request.GET.get("as", "xlsx")
    if kind not in sheets.CONTENT:
        raise Unusable(_("No file of this kind is made here: Excel or CSV."))
    return kind


def put_problem(form: forms.Form, refusal: Refusal) -> None:
    """The refusal stands beside its field if the reader sees that field, else above the form.

    What was typed could be sent again: under a key of its own, on the version shown now.
    """
    is_seen = refusal.field in form.fields and not form.fields[refusal.field].widget.is_hidden
    form.add_error(refusal.field if is_seen else None, str(refusal))
    if isinstance(refusal, NotNow) and "key" in form.fields:
        typed = cast(QueryDict, form.data).copy()
        typed["key"] = str(uuid7())
        if isinstance(refusal, Stale) and "version" in form.fields:
            typed["version"] = str(refusal.detail["version"])
        form.data = typed
