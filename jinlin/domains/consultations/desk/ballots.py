"""How does staff run a vote: the roll, the keys, the station, the count?"""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, NotNow, Refusal, require
from jinlin.core.story import shown_lines
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions import Owner
from jinlin.domains.consultations.desk.boards import known
from jinlin.domains.consultations.forms.writing import (
    CodesForm,
    CountForm,
    EnrolForm,
    OwnersForm,
    StandInForm,
    TellerKeyForm,
)
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import Elector, Vote
from jinlin.domains.consultations.models.topics import KEEPERS, READERS
from jinlin.domains.consultations.moves import VOTE_MOVES
from jinlin.domains.consultations.permissions import (
    VOTE_RULES,
    can_keep,
    is_keeper,
    is_teller,
)
from jinlin.domains.consultations.queries import public
from jinlin.domains.consultations.queries.counting import state_of_count
from jinlin.domains.consultations.queries.listed import listed_votes
from jinlin.domains.consultations.queries.story import story_of_vote
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.answers import MovePage, answer_move, post_once, put_problem
from jinlin.shell.requests import Request, cursor

SIZE = 100
PAGE = MovePage[Vote](
    "consultations/desk/vote_move.html",
    "vote",
    lambda vote: reverse("consultations:desk_vote", args=[vote.pk]),
)


@doors.role(*READERS, Role.TELLER)
@require_safe
def desk_vote(request: Request, pk: UUID) -> HttpResponse:
    """One vote: how far it is, who counts, and nothing of how anybody voted."""
    row, actor = VOTE_MOVES.in_scope(request.actor, pk), request.actor
    buttons = VOTE_RULES.open_to(actor, row)
    context = {
        **_context(row, actor),
        "row": listed_votes([row], actor=actor)[0],
        "roll_size": row.electors.count(),
        "count": state_of_count(row),
        "result": public.result_of(row),
        "areas": public.areas_of(row),
        "entries": shown_lines(row, story_of_vote(row, actor=actor), tones={"publish": "done"}),
        "buttons": sorted(buttons, key=lambda each: each.danger),
    }
    return render(request, "consultations/desk/vote.html", context)


@doors.role(*READERS, Role.TELLER)
@require_http_methods(["GET", "HEAD", "POST"])
def vote_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = VOTE_MOVES.in_scope(request.actor, pk)
    return answer_move(request, VOTE_MOVES, VOTE_MOVES.tried(request, row, move), PAGE)


@sensitive_post_parameters()
@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: Request, pk: UUID) -> HttpResponse:
    """Who may vote. Before opening it is written; then it is the station's list."""
    row = _kept(request, pk)
    form: Any = OwnersForm(request.POST or None) if row.by_area else EnrolForm(request.POST or None)
    status = 200
    if request.method == "POST":
        write = _enrol_owners if row.by_area else _enrol
        posted = post_once(request, form, lambda: write(request, row, form))
        if posted.is_done:
            return redirect("consultations:roll", pk)
        status = posted.status
    after = cursor(request)
    rows = row.electors.select_related("proxy")
    page = paging.page(rows, order=("number", "id"), after=after, size=SIZE)
    context = {**_context(row, request.actor), "form": form, "page": page, "rows": page.rows}
    return render(request, "consultations/desk/roll.html", context, status=status)


@doors.keeper(*KEEPERS)
@require_POST
def roll_step(request: Request, pk: UUID, elector: UUID, step: str) -> HttpResponse:
    """Somebody is off the roll, took a printed code, or voted on paper."""
    row = _kept(request, pk)
    found = get_object_or_404(Elector, pk=elector, vote=row)
    steps = {
        "strike": actions.strike,
        "code": actions.give_code,
        "paper": actions.vote_on_paper,
    }
    if step not in steps:
        raise NotHere
    try:
        steps[step](found, actor=request.actor)
        messages.success(request, _("On record."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("consultations:roll", pk)


@sensitive_post_parameters()
@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def proxy(request: Request, pk: UUID, elector: UUID) -> HttpResponse:
    """Who votes by a written power; nobody any more, where that is posted."""
    row = _kept(request, pk)
    found = get_object_or_404(Elector.objects.select_related("vote", "proxy"), pk=elector, vote=row)
    if "nobody" in request.POST:
        actions.name_proxy(found, person=None, actor=request.actor)
        return redirect("consultations:roll", pk)
    form, status = StandInForm(request.POST or None), 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _name_proxy(request, found, form))
        if posted.is_done:
            messages.success(request, _("On record."))
            return redirect("consultations:roll", pk)
        status = posted.status
    context = {**_context(row, request.actor), "form": form, "elector": found}
    return render(request, "consultations/desk/proxy.html", context, status=status)


@doors.keeper(*KEEPERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: Request, pk: UUID) -> HttpResponse:
    """One-time codes to be printed now: this page is the only place where they ever stand."""
    row = _kept(request, pk)
    form, made = CodesForm(request.POST or None), []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.print_codes(row, **form.cleaned_data, actor=request.actor)
                status = 200
            except Refusal as refusal:
                put_problem(form, refusal)
                status = refusal.status
    context = {**_context(row, request.actor), "form": form, "codes": made}
    return render(request, "consultations/desk/codes.html", context, status=status)


@doors.role(Role.TELLER)
@require_http_methods(["GET", "HEAD", "POST"])
def key(request: Request, pk: UUID) -> HttpResponse:
    """The page makes a pair of keys; one half goes to the house, the other into a file."""
    row = _vote_of_teller(request, pk)
    form, status = TellerKeyForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.hand_in_key(row, key=form.cleaned_data["public"], actor=request.actor)
                messages.success(request, _("Your key stands with the vote. Keep your file well."))
                return redirect("consultations:desk_vote", pk)
            except Refusal as refusal:
                put_problem(form, refusal)
                status = refusal.status
    has_key = row.key_one if request.actor.user_id == row.teller_one_id else row.key_two
    context = {**_context(row, request.actor), "form": form, "has_key": bool(has_key)}
    return render(request, "consultations/desk/key.html", context, status=status)


@doors.role(Role.TELLER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def box(request: Request, pk: UUID) -> HttpResponse:
    """Both tellers' files open the box in this browser; only the count is sent."""
    row = _vote_of_teller(request, pk)
    if row.state != VoteState.CLOSED:
        raise NotNow(_("Nothing is counted before the vote is closed, or after it is published."))
    form = CountForm(request.POST or None, choices=row.choices, hidden=True)
    status = _counted(request, row, form, actions.hand_in_count)
    if not status:
        messages.success(request, _("Your count is handed in."))
        return redirect("consultations:desk_vote", pk)
    sealed = row.box.exclude(sealed="").values_list("sealed", flat=True)
    ballots = json.dumps({"vote": str(row.pk), "choices": row.keys, "ballots": list(sealed)})
    context = {**_context(row, request.actor), "form": form, "ballots": ballots}
    return render(request, "consultations/desk/box.html", context, status=status)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Request, pk: UUID) -> HttpResponse:
    """What one counted of the papers in the urn."""
    row = _kept(request, pk)
    form = CountForm(request.POST or None, choices=row.choices, by_area=row.by_area)
    status = _counted(request, row, form, actions.count_paper)
    if not status:
        messages.success(request, _("Your count is handed in. A second person counts again."))
        return redirect("consultations:desk_vote", pk)
    context = {**_context(row, request.actor), "form": form}
    return render(request, "consultations/desk/paper.html", context, status=status)


def _counted(request: Request, row: Vote, form: CountForm, enter: Any) -> int:
    """0 when the count is on record, else the status of the page that asks for it."""
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 422
    sure = {"is_sure": form.cleaned_data["is_sure"]} if "is_sure" in form.fields else {}
    try:
        enter(row, counts=form.counts(), **sure, actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        put_problem(form, refusal)
        return refusal.status
    return 0


def _kept(request: Request, pk: UUID) -> Vote:
    row = VOTE_MOVES.in_scope(request.actor, pk)
    require(can_keep(request.actor, row))
    return row


def _vote_of_teller(request: Request, pk: UUID) -> Vote:
    row = VOTE_MOVES.in_scope(request.actor, pk)
    require(is_teller(request.actor, row))
    return row


def _enrol_owners(request: Request, row: Vote, form: OwnersForm) -> int:
    owners = [
        Owner(name, area, known(request, row.county, name, phone) if phone else None)
        for name, area, phone in form.cleaned_data["owners"]
    ]
    return actions.enrol_owners(row, owners=owners, actor=request.actor)


def _name_proxy(request: Request, found: Elector, form: StandInForm) -> str:
    fields = form.cleaned_data
    person = known(request, found.county, fields["name"], fields["phone"])
    return str(actions.name_proxy(found, person=person, actor=request.actor).pk)


def _enrol(request: Request, row: Vote, form: EnrolForm) -> str:
    fields = form.cleaned_data
    person = (
        known(request, row.county, fields["name"], fields["phone"]) if fields["phone"] else None
    )
    return str(actions.enrol(row, name=fields["name"], person=person, actor=request.actor).pk)


def _context(row: Vote, actor: Any) -> dict[str, Any]:
    return {
        "vote": row,
        "topic": row.topic,
        "may_keep": is_keeper(actor, row),
        "is_teller": is_teller(actor, row),
        "is_prepared": row.state == VoteState.PREPARED,
        "is_open": row.state == VoteState.OPEN,
        "is_closed": row.state == VoteState.CLOSED,
    }
