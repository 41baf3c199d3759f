"""Which rounds are there, how far have they come, and how is one planned, split, and taken out?"""

from dataclasses import replace
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from jinlin.core import paging, sheets
from jinlin.core.actor import Actor
from jinlin.core.counting import with_counts
from jinlin.core.errors import NotHere, require
from jinlin.core.story import shown_lines
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.forms.writing import (
    DOOR_STATES,
    STATES,
    DoorFilterForm,
    FilterForm,
    PlanForm,
    SplitForm,
)
from jinlin.domains.visits.models import Round
from jinlin.domains.visits.models.round import READERS
from jinlin.domains.visits.moves import ROUNDS
from jinlin.domains.visits.permissions import ROUND_RULES, can_answer, can_keep
from jinlin.domains.visits.queries import coverage, listed
from jinlin.domains.visits.queries.exported import COLUMNS, exported
from jinlin.domains.visits.queries.offered import groups_offered, versions_offered
from jinlin.domains.visits.queries.unhoused import unhoused
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import counties, way_down
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.boards import check_for_a_file, head, tabs_of
from jinlin.shell.requests import Request, cursor, place_code

SIZE, DOORS = 30, 50
PAGE = MovePage[Round](
    "visits/desk/round_move.html", "round", lambda row: reverse("visits:round", args=[row.pk])
)
TONES = {"set_out": "inhand", "close": "done", "drop": "ended"}


@doors.keeper(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The rounds under the filters in the address, the most urgent first."""
    actor, codes = request.actor, request.actor.codes(*READERS)
    places = way_down(codes, place_code(request))
    form = FilterForm(request.GET, places=places)
    filters = form.filters()
    rows = partial(listed.board, actor)
    order = listed.ORDERS["due" if filters.state in {"open", *listed.OPEN} else "newest"]
    page = paging.page(rows(filters), order=order, after=cursor(request), size=SIZE)
    context = {
        **head(form, request.GET, STATES, lambda state: rows(replace(filters, state=state))),
        "filters": filters,
        "places": places,
        "page": page,
        "rows": listed.listed(page.rows, actor=actor),
        "may_plan": actor.holds(Role.CLERK, Role.LEAD),
        "may_lead": actor.holds(Role.LEAD),
    }
    return render(request, "visits/desk/board.html", context, status=form.status)


@doors.keeper(Role.CLERK, Role.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    """The form of a new round; sent twice, there is one."""
    kept = counties(request.actor.codes(Role.CLERK, Role.LEAD))
    places = registrable(request.actor).order_by("code")[:400]
    form = PlanForm(
        request.POST or None,
        places=[(each.code, _named(each)) for each in places],
        groups=groups_offered(kept),
        versions=versions_offered(kept),
    )
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Round, lambda: form.cleaned_data["place"], lambda: _plan(form, request)
        )
        if posted.is_done:
            return redirect(reverse("visits:round", args=[posted.made]))
        status = posted.status
    context = {"form": form, "has_checklist": bool(form.fields["checklist"].queryset)}  # type: ignore[attr-defined]
    return render(request, "visits/desk/plan.html", context, status=status)


def _named(place: Place) -> str:
    return f"{place.name} · {place.parent.name}" if place.parent else place.name


def _plan(form: PlanForm, request: Request) -> Round:
    fields = form.cleaned_data
    terms = actions.Terms(
        title=fields["title"],
        groups=list(fields["groups"]),
        checklist=fields["checklist"],
        starts_on=fields["starts_on"],
        ends_on=fields["ends_on"],
        goes_first=fields["goes_first"],
    )
    place = Place.objects.present().get(code=fields["place"])
    return actions.plan(place, terms, actor=request.actor)


@doors.keeper(*READERS)
@require_safe
def round_(request: Request, pk: UUID) -> HttpResponse:
    """The page of one round: its coverage by group and place, what was found, its story."""
    actor, row = request.actor, ROUNDS.in_scope(request.actor, pk)
    (line,) = listed.listed([row], actor=actor)
    open_moves = ROUND_RULES.open_to(actor, row)
    context = {
        "round": row,
        "row": line,
        "groups": list(row.groups.all()),
        "whole": coverage.whole(row),
        "by_group": coverage.by_group(row),
        "by_place": coverage.by_place(row),
        "by_visitor": coverage.by_visitor(row),
        "outcomes": coverage.outcomes(row),
        "put_right": coverage.put_right(row),
        "unhoused": _unhoused(row, actor),
        "for_lead": row.doors.filter(listed.needs_the_lead()).count(),
        "has_clock": row.state in listed.OPEN,
        "entries": shown_lines(row, ROUNDS.story(row, actor=actor), tones=TONES),
        "buttons": sorted(open_moves, key=lambda each: (each.danger, each != line.likely)),
        "may_keep": can_keep(actor, row),
    }
    return render(request, "visits/desk/round.html", context)


def _unhoused(row: Round, actor: Actor) -> int:
    return unhoused(row, actor).count() if row.state in listed.OPEN and can_keep(actor, row) else 0


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def round_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = ROUNDS.in_scope(request.actor, pk)
    return answer_move(request, ROUNDS, ROUNDS.tried(request, row, move), PAGE)


@doors.keeper(*READERS)
@require_safe
def doors_of(request: Request, pk: UUID) -> HttpResponse:
    """The doors of a round under the filters in the address."""
    actor, row = request.actor, ROUNDS.in_scope(request.actor, pk)
    form = DoorFilterForm(request.GET)
    filters = form.filters()
    rows = partial(listed.doors_of, row, actor)
    page = paging.page(rows(filters), order=listed.DOOR_ORDER, after=cursor(request), size=DOORS)
    context = {
        "round": row,
        "filters": filters,
        "filter_form": form,
        "tabs": with_counts(
            tabs_of(DOOR_STATES, request.GET), lambda state: rows(replace(filters, state=state))
        ),
        "groups": list(row.groups.all()),
        "places": way_down(actor.codes(*READERS), filters.place),
        "page": page,
        "rows": listed.listed_doors(page.rows, actor=actor),
        "may_export": can_answer(actor, row),
    }
    return render(request, "visits/desk/doors.html", context, status=form.status)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def split(request: Request, pk: UUID) -> HttpResponse:
    """What one visitor still has to try is shared out among others."""
    row = ROUNDS.in_scope(request.actor, pk)
    require(can_keep(request.actor, row))
    givers = [
        (each.code, f"{each.name or _('Nobody yet')} ({each.doors})")
        for each in coverage.by_visitor(row)
    ]
    form = SplitForm(
        request.POST or None,
        givers=givers,
        visitors=actions.visitors_at(row.place_code, inside=True),
    )
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _split(row, form, request))
        if posted.is_done:
            notice = ngettext(
                "%(n)d door changed hands.", "%(n)d doors changed hands.", posted.made
            )
            messages.success(request, notice % {"n": posted.made})
            return redirect(reverse("visits:round", args=[pk]))
        status = posted.status
    return render(request, "visits/desk/split.html", {"round": row, "form": form}, status=status)


def _split(row: Round, form: SplitForm, request: Request) -> int:
    fields = form.cleaned_data
    to = list(User.objects.filter(pk__in=fields["to"]).order_by("name", "pk"))
    giver = UUID(fields["giver"]) if fields["giver"] else None
    return actions.split(row, giver=giver, to=to, actor=request.actor)


@doors.keeper(*READERS)
@require_safe
def report(request: Request, pk: UUID) -> HttpResponse:
    """The round's report with its numbers, to be read or printed."""
    row = ROUNDS.in_scope(request.actor, pk)
    context = {
        "round": row,
        "whole": coverage.whole(row),
        "by_group": coverage.by_group(row),
        "by_place": coverage.by_place(row),
        "outcomes": coverage.outcomes(row),
        "put_right": coverage.put_right(row),
        "now": clock.now(),
    }
    return render(request, "visits/desk/report.html", context)


@doors.keeper(*READERS)
@require_GET
def export(request: Request, pk: UUID, kind: str) -> HttpResponseBase:
    """The doors of a round as a file, streamed; that they were taken out is on record."""
    row = ROUNDS.in_scope(request.actor, pk)
    require(can_answer(request.actor, row))
    if kind not in sheets.CONTENT:
        raise NotHere
    form = DoorFilterForm(request.GET)
    check_for_a_file(form)
    rows = exported(listed.doors_of(row, request.actor, form.filters()))
    return taken_out(request, COLUMNS, rows, name=_("Doors"), kind=kind, of=row)
