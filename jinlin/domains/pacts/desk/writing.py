"""How is the text written, how are comments answered, and how is a talk kept?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core import paging
from jinlin.core.errors import Refusal, require
from jinlin.core.paging import Page
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.actions import Minutes, Say
from jinlin.domains.pacts.forms.filters import ShownForm
from jinlin.domains.pacts.forms.writing import (
    AnswerForm,
    StationCommentForm,
    TalkForm,
    TextForm,
)
from jinlin.domains.pacts.lifecycle import State
from jinlin.domains.pacts.models import Answer, Comment, Pact, Talk
from jinlin.domains.pacts.models.pact import READERS
from jinlin.domains.pacts.models.talk import KEEPERS
from jinlin.domains.pacts.moves import MOVES
from jinlin.domains.pacts.permissions import can_keep
from jinlin.domains.pacts.queries.public import counts_of
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions as people
from jinlin.shell.answers import post_made, post_once, put_problem
from jinlin.shell.requests import Request, cursor

SIZE = 30


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Request, pk: UUID) -> HttpResponse:
    """The text as fields; what crossed somebody else's change is shown beside, and kept."""
    pact = _kept_by(request, pk)
    clauses = list(pact.clauses.all())
    form = TextForm(request.POST or None, pact=pact, clauses=clauses)
    if request.method != "POST":
        return _text_page(request, pact, form, 200)
    posted = post_once(request, form, lambda: _write(request, pact, form))
    if not posted.is_done:
        return _text_page(request, pact, form, posted.status)
    crossed = list(Comment.objects.filter(pk__in=posted.made))
    if crossed:
        fresh = TextForm(pact=pact, clauses=list(pact.clauses.all()))
        return _text_page(request, pact, fresh, 409, crossed)
    messages.success(request, _("The text stands as you wrote it."))
    return redirect("pacts:desk_pact", pk)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def comments(request: Request, pk: UUID) -> HttpResponse:
    """The comments on the text that is worked on, page by page, those not answered first; one more
    is written down for somebody at the station.
    """
    pact = MOVES.in_scope(request.actor, pk)
    form = StationCommentForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _comments_page(request, pact, form, 422 if form.is_bound else 200)
    try:
        _write_down(request, pact, form.cleaned_data)
    except Refusal as refusal:
        put_problem(form, refusal)
        return _comments_page(request, pact, form, refusal.status)
    messages.success(request, _("The comment is written down."))
    return redirect("pacts:comments", pk)


@doors.keeper(*KEEPERS)
@require_POST
def answer(request: Request, pk: UUID, comment: UUID) -> HttpResponse:
    """The comment has its answer."""
    pact = MOVES.in_scope(request.actor, pk)
    row = get_object_or_404(Comment.objects.select_related("pact"), pk=comment, pact=pact)
    form = AnswerForm(request.POST, prefix=str(comment))
    if form.is_valid():
        try:
            actions.answer(row, actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            put_problem(form, refusal)
        else:
            messages.success(request, _("Answered."))
            return redirect("pacts:comments", pk)
    return _comments_page(request, pact, StationCommentForm(), 422, (row, form))


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def talks(request: Request, pk: UUID) -> HttpResponse:
    """The breaches that were talked over, and the form of one more."""
    pact = _kept_by(request, pk)
    form = TalkForm(request.POST or None)
    if request.method != "POST":
        return _talks_page(request, pact, form, 200)
    posted = post_made(
        request, form, Talk, pact.place_code, lambda: _keep_talk(request, pact, form.cleaned_data)
    )
    if not posted.is_done:
        return _talks_page(request, pact, form, posted.status)
    messages.success(request, _("The talk is on record."))
    return redirect("pacts:desk_talks", pk)


def _kept_by(request: Request, pk: UUID) -> Pact:
    pact = MOVES.in_scope(request.actor, pk)
    require(can_keep(request.actor, pact))
    return pact


def _write(request: Request, pact: Pact, form: TextForm) -> list[str]:
    """The keys of what crossed somebody else's change."""
    title, changes = form.cleaned_data["title"], form.changes()
    kept = actions.write(pact, title=title, changes=changes, actor=request.actor)
    return [str(each.pk) for each in kept]


def _write_down(request: Request, pact: Pact, fields: dict[str, Any]) -> None:
    person = None
    if fields["name"] or fields["phone"]:
        person = people.know(
            pact.county, name=fields["name"], phone=fields["phone"], actor=request.actor
        )
    say = Say(fields["text"], clause=fields["clause"], person=person, key=fields["key"])
    actions.comment_once(pact, say, actor=request.actor)


def _keep_talk(request: Request, pact: Pact, fields: dict[str, Any]) -> Talk:
    minutes = Minutes(**{name: value for name, value in fields.items() if name != "key"})
    return actions.talk_over(pact, minutes, actor=request.actor)


def _text_page(
    request: Request, pact: Pact, form: TextForm, status: int, crossed: list[Comment] | None = None
) -> HttpResponse:
    context = {"pact": pact, "form": form, "rows": form.rows(), "crossed": crossed or []}
    return render(request, "pacts/desk/text.html", context, status=status)


def _comments_page(
    request: Request,
    pact: Pact,
    form: StationCommentForm,
    status: int,
    refused: tuple[Comment, AnswerForm] | None = None,
) -> HttpResponse:
    shown = ShownForm(request.GET)
    is_answered = shown.used.get("show") == "answered"
    page = _comments_of(pact, is_answered=is_answered, after=cursor(request))
    context = {
        "pact": pact,
        "form": form,
        "page": None if refused else page,
        "lines": _lines(page.rows, refused),
        "is_answered": is_answered,
        "filter_form": shown,
        "counts": counts_of(pact),
        "may_keep": can_keep(request.actor, pact),
        "is_open": pact.state == State.COMMENTING,
        "may_answer": pact.state in {State.COMMENTING, State.CONSOLIDATING, State.DRAFTING},
    }
    return render(request, "pacts/desk/comments.html", context, status=max(status, shown.status))


def _comments_of(pact: Pact, *, is_answered: bool, after: str) -> Page[Comment]:
    """Those with an answer, or those without one, in the order in which they were said."""
    rows = Comment.objects.filter(pact=pact, edition=pact.edition).select_related("person")
    shown = rows.exclude(answer=Answer.OPEN) if is_answered else rows.unanswered()
    return paging.page(shown, order=("written_at", "id"), after=after, size=SIZE)


def _lines(
    comments: list[Comment], refused: tuple[Comment, AnswerForm] | None
) -> list[tuple[Comment, AnswerForm]]:
    """Each with the form of its answer; one that was refused stands first, as it was typed."""
    first = [refused] if refused else []
    rest = [each for each in comments if not refused or each.pk != refused[0].pk]
    return first + [(each, AnswerForm(prefix=str(each.pk))) for each in rest]


def _talks_page(request: Request, pact: Pact, form: TalkForm, status: int) -> HttpResponse:
    rows = Talk.objects.for_desk(request.actor).filter(pact=pact)
    found = rows.prefetch_related("parties__person").order_by("-talked_on", "-id")[:100]
    context = {"pact": pact, "form": form, "talks": list(found)}
    return render(request, "pacts/desk/talks.html", context, status=status)
