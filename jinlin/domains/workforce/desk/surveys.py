"""How does a county ask its units who works for them, and what does a unit answer?"""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core import paging
from jinlin.core.errors import NotHere, Refusal
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms.keeping import RoundForm
from jinlin.domains.workforce.models import Answer, Round, UnitReturn
from jinlin.domains.workforce.permissions import can_answer_round, can_keep
from jinlin.domains.workforce.queries import rounds as queries
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import post_made
from jinlin.shell.requests import Request, cursor

SHOWN = 100  # returns on a page
READERS = (Role.REGISTRAR, Role.PARTNER)


@doors.role(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request: Request) -> HttpResponse:
    """The rounds so far; posted, a registrar opens one."""
    actor = request.actor
    form, status = RoundForm(request.POST or None, actor=actor), 200
    if request.method == "POST":
        posted = post_made(
            request, form, Round, lambda: form.cleaned_data["county"], lambda: _open(form, request)
        )
        if posted.is_done:
            return redirect("workforce:round", posted.made)
        status = posted.status
    page = paging.page(
        Round.objects.visible_to(actor),
        order=("-opens_on", "-id"),
        after=cursor(request),
    )
    lines = [(row, queries.completeness(row)) for row in page.rows]
    keeps = actor.holds(Role.REGISTRAR)
    context = {"form": form, "page": page, "rows": lines, "keeps": keeps}
    return render(request, "workforce/desk/rounds.html", context, status=status)


@doors.role(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def one_round(request: Request, pk: UUID) -> HttpResponse:
    """How far the units are, and what changed since the round before; posted, it is closed."""
    actor = request.actor
    row = Round.objects.visible_to(actor).filter(pk=pk).first()
    if row is None:
        raise NotHere
    if request.method == "POST":
        actions.close_round(row, actor=actor)
        messages.success(request, _("The round is closed; what was signed stands fast."))
        return redirect("workforce:round", pk)
    keeps = can_keep(actor, row.county)
    returns = queries.returns_of(row)
    if not keeps:
        returns = returns.filter(pk__in=UnitReturn.objects.visible_to(actor).values("pk"))
    context = {
        "round": row,
        "keeps": keeps,
        "returns": Paginator(returns, SHOWN).get_page(cursor(request, "page")),
        "completeness": queries.completeness(row),
        "before": queries.before(row) if keeps else None,
        "changes": queries.changes(row) if keeps else [],
        "levels": queries.levels(row) if keeps else [],
    }
    return render(request, "workforce/desk/round.html", context)


@doors.role(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def unit_return(request: Request, pk: UUID) -> HttpResponse:
    """The people of one unit, as the register knows them; posted, what the unit says of each."""
    actor = request.actor
    own = _in_scope(request, pk)
    if request.method == "POST":
        return _answer(request, own)
    answers = own.answers.select_related("professional__person", "sector")
    rows = answers.prefetch_related(
        "professional__posts__sector", "professional__qualifications", "professional__degrees"
    ).order_by("pk")
    context = {
        "own": own,
        "rows": list(rows),
        "says": [choice for choice in Answer.Says.choices if choice[0]],
        "is_open": own.signed_at is None and own.round.frozen_on is None,
        "may_answer": can_answer_round(actor, own),
    }
    return render(request, "workforce/desk/return.html", context)


@doors.role(*READERS)
@require_POST
def sign(request: Request, pk: UUID) -> HttpResponse:
    """The unit's answers stand fast."""
    own = _in_scope(request, pk)
    try:
        actions.sign(own, actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Signed: the answers stand fast."))
    return redirect("workforce:return", pk)


def _answer(request: Request, own: UnitReturn) -> HttpResponse:
    choices = {name.removeprefix("says-"): value for name, value in request.POST.dict().items()}
    for row in own.answers.order_by("pk"):
        wanted = str(choices.get(str(row.pk), row.says))
        if wanted != row.says:
            actions.answer(row, says=wanted, actor=request.actor)
    messages.success(request, _("Kept. Sign when every person has an answer."))
    return redirect("workforce:return", own.pk)


def _open(form: RoundForm, request: Request) -> Round:
    fields = form.cleaned_data
    days = (fields["opens_on"], fields["closes_on"])
    return actions.open_round(fields["county"], name=fields["name"], days=days, actor=request.actor)


def _in_scope(request: Request, pk: UUID) -> UnitReturn:
    rows = UnitReturn.objects.visible_to(request.actor).select_related("round", "organisation")
    own = rows.filter(pk=pk).first()
    if own is None:
        raise NotHere
    return own
