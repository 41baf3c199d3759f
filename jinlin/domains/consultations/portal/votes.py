"""How does a resident vote, and what does everybody read of the result?

The page seals a secret ballot itself. What arrives here is sealed, and the answer holds nothing but
the receipt: no message, no session, no row but those of the box.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Refusal
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Ballot
from jinlin.domains.consultations.deadlines import in_metres
from jinlin.domains.consultations.forms.writing import BallotForm, ChoiceForm
from jinlin.domains.consultations.models import Vote
from jinlin.domains.consultations.queries import public
from jinlin.ground.accounts import doors
from jinlin.shell.requests import Request


@require_safe
def vote(request: Request, pk: UUID) -> HttpResponse:
    """The question, by when, who counts; the ballot for who may vote; afterwards the result."""
    return _page(request, _shown(pk))


@sensitive_post_parameters()
@doors.signed_in
@never_cache
@require_POST
def cast(request: Request, pk: UUID) -> HttpResponse:
    """A sealed ballot into the box: answered with its receipt."""
    row = _shown(pk)
    return _sealed(request, lambda ballot: actions.cast(row, ballot, actor=request.actor))


@sensitive_post_parameters()
@doors.signed_in
@require_POST
def choice(request: Request, pk: UUID) -> HttpResponse:
    """How one votes in a vote by name."""
    row = _shown(pk)
    form = ChoiceForm(request.POST, choices=row.choices)
    if not form.is_valid():
        return _page(request, row, status=422, problem=_("Please choose one of the answers."))
    try:
        actions.vote_by_name(row, **form.cleaned_data, actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        return _page(request, row, status=refusal.status, problem=str(refusal))
    messages.success(request, _("Thank you. Your vote is on record."))
    return redirect("consultations:vote", pk)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: Request, pk: UUID) -> HttpResponse:
    """The ballot for who has a printed code; nobody signs in."""
    row = _shown(pk)
    if not row.is_secret:
        raise NotHere
    if request.method == "POST":
        return _sealed(request, lambda ballot: actions.cast_by_code(row, ballot))
    return _page(request, row, with_code=True)


def _shown(pk: UUID) -> Vote:
    rows = Vote.objects.shown().select_related("place", "unit", "topic", "teller_one", "teller_two")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _sealed(request: Request, put: object) -> HttpResponse:
    form = BallotForm(request.POST)
    if not form.is_valid():
        words = _("This ballot is not sealed as it should be. Please open the page again.")
        return JsonResponse({"problem": words}, status=422)
    try:
        receipt = put(Ballot(**form.cleaned_data))  # type: ignore[operator]
    except Refusal as refusal:
        return JsonResponse({"problem": str(refusal)}, status=refusal.status)
    return JsonResponse({"receipt": receipt})


def _page(
    request: Request, row: Vote, *, status: int = 200, problem: str = "", with_code: bool = False
) -> HttpResponse:
    card, places = public.vote_card(row), public.places(row, request.actor)
    ballots = [None] if with_code else [each for each in places if each.shows_ballot]
    context = {
        "vote": row,
        "card": card,
        "topic": row.topic,
        "places": places,
        "ballots": ballots if card.is_open else [],
        "with_code": with_code,
        "result": public.result_of(row),
        "areas": public.areas_of(row),
        "area": in_metres(row.area),
        "area_took_part": in_metres(row.area_took_part or 0),
        "voters": public.voters_of(row),
        "problem": problem,
    }
    return render(request, "consultations/portal/vote.html", context, status=status)
