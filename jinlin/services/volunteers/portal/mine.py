"""How many minutes have I, where does each come from, and is it right?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.story import shown_lines
from jinlin.ground.accounts import doors
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.people.myself import myself
from jinlin.ground.places.asking import ask_where
from jinlin.ground.places.queries import chosen_here, county_here
from jinlin.services.documents.models import Document
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.forms.entering import (
    AboutForm,
    DescribeForm,
    LeaveForm,
    MissingForm,
)
from jinlin.services.volunteers.models import Membership, ServiceRecord, Volunteer
from jinlin.services.volunteers.moves import RECORDS
from jinlin.services.volunteers.permissions import RULES
from jinlin.services.volunteers.queries import led_by, story, sums_of
from jinlin.services.volunteers.queries.lists import Line, lines
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.requests import Request, cursor

OWN = frozenset({"verify", "dispute", "insist", "appeal"})
TONES = {"verify": "done", "dispute": "late", "turn_down": "ended", "strike": "ended"}


def mine_of(request: Request) -> Volunteer | None:
    rows = Volunteer.objects.own(request.actor).filter(county=county_here(request))
    return rows.select_related("person", "place").first()


@doors.signed_in
@never_cache
@require_safe
def mine(request: Request) -> HttpResponse:
    """The sum by who saw it, then every record with what can be said to it."""
    volunteer = mine_of(request)
    if volunteer is None:
        return redirect("volunteers:register_me")
    page = paging.page(
        ServiceRecord.objects.filter(volunteer=volunteer),
        order=("-begins_at", "-id"),
        after=cursor(request),
        size=20,
    )
    papers = Document.objects.filter(about_id=volunteer.pk).order_by("-issued_at")[:5]
    context = {
        "volunteer": volunteer,
        "sums": sums_of(volunteer),
        "page": page,
        "rows": lines(page.rows),
        "papers": list(papers),
        "led": led_by(request.actor).exists(),
        "teams": list(volunteer.memberships.select_related("team").order_by("-asked_on")),
    }
    return render(request, "volunteers/portal/mine.html", context)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """A resident becomes a volunteer."""
    here, status = chosen_here(request), 200
    if here is None:
        return ask_where(request)
    is_born_known = _is_born_known(request, here.county_code)
    form = AboutForm(request.POST or None, county=here.county_code, is_born_known=is_born_known)
    if form.is_bound:
        posted = post_made(
            request, form, Volunteer, here.code, lambda: _register(form, request, here)
        )
        if posted.is_done:
            messages.success(request, _("Welcome among the volunteers."))
            return redirect("volunteers:teams_here")
        status = posted.status
    context = {"form": form, "here": here, "title": _("Become a volunteer")}
    return render(request, "volunteers/portal/form.html", context, status=status)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def missing(request: Request) -> HttpResponse:
    """Hours that are missing are asked for."""
    volunteer, status = mine_of(request), 200
    if volunteer is None:
        return redirect("volunteers:register_me")
    form = MissingForm(request.POST or None)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            ServiceRecord,
            volunteer.place_code,
            lambda: _request(form, volunteer, request),
        )
        if posted.is_done:
            messages.success(request, _("Asked. You hear from whoever looks after your place."))
            return redirect("volunteers:mine")
        status = posted.status
    context = {"form": form, "here": volunteer.place, "title": _("Ask for missing hours")}
    return render(request, "volunteers/portal/form.html", context, status=status)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: Request) -> HttpResponse:
    """What one said of oneself is changed."""
    volunteer, status = mine_of(request), 200
    if volunteer is None:
        return redirect("volunteers:register_me")
    form = DescribeForm(request.POST or None, volunteer=volunteer)
    if form.is_bound:
        posted = post_once(request, form, lambda: describe_by(form, volunteer, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("volunteers:mine")
        status = posted.status
    context = {"form": form, "here": volunteer.place, "title": _("Change what I said of myself")}
    return render(request, "volunteers/portal/form.html", context, status=status)


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request) -> HttpResponse:
    """One is no volunteer any more; what was recorded stays."""
    volunteer = mine_of(request)
    if volunteer is None:
        return redirect("volunteers:register_me")
    form = LeaveForm(request.POST or None)
    if not form.is_valid():
        status = 200 if request.method != "POST" else 422
        return render(request, "volunteers/portal/leave.html", {"form": form}, status=status)
    actions.leave(volunteer, actor=request.actor)
    messages.success(request, _("You are no longer a volunteer. Your hours stay on record."))
    return redirect("volunteers:mine")


@doors.signed_in
@require_POST
def certificate(request: Request) -> HttpResponse:
    """One's own certificate as of now."""
    volunteer = mine_of(request)
    if volunteer is None:
        raise NotNow(_("Please register as a volunteer first."))
    return redirect("documents:page", actions.certify(volunteer, actor=request.actor).pk)


@doors.signed_in
@require_POST
def part(request: Request, pk: UUID) -> HttpResponse:
    """Out of a team, or an asking taken back."""
    rows = Membership.objects.filter(volunteer__in=Volunteer.objects.own(request.actor))
    row = rows.select_related("team__leader__person", "volunteer__person").filter(pk=pk).first()
    if row is None:
        raise NotHere
    actions.part(row, actor=request.actor)
    messages.success(request, _("You are out of the team."))
    return redirect("volunteers:mine")


@doors.signed_in
@never_cache
@require_safe
def record(request: Request, pk: UUID) -> HttpResponse:
    """One record of one's own: where the minutes come from, and what can be said to it."""
    row = _own(request, pk)
    context = {
        "line": Line(row),
        "record": row,
        "moves": [move for move in RULES.open_to(request.actor, row) if move.name in OWN],
        "entries": shown_lines(row, story(row, actor=request.actor), tones=TONES),
    }
    return render(request, "volunteers/portal/record.html", context)


def _back(row: ServiceRecord) -> str:
    return reverse("volunteers:own_record", args=[row.pk])


PAGE = MovePage(template="volunteers/portal/move.html", row="record", back=_back, part="")


@doors.signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """The volunteer's word on a record."""
    if move not in OWN:
        raise NotHere
    row = _own(request, pk)
    return answer_move(request, RECORDS, RECORDS.tried(request, row, move), PAGE)


def describe_by(form: DescribeForm, volunteer: Volunteer, request: Request) -> str:
    skills = form.cleaned_data["skills"]
    row = actions.describe(volunteer, form.details(), skills=skills, actor=request.actor)
    return str(row.pk)


def _own(request: Request, pk: UUID) -> ServiceRecord:
    rows = ServiceRecord.objects.own(request.actor).select_related("volunteer__person", "activity")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def _is_born_known(request: Request, county: str) -> bool:
    user: Any = request.user
    known = Person.objects.filter(user=user, county=county)
    return known.exclude(birth_year=None).exists()


def _register(form: AboutForm, request: Request, here: Any) -> Volunteer:
    actor, person = request.actor, myself(request, here.county_code)
    if year := form.cleaned_data.get("birth_year"):
        people.fill_in_birth_year(person, year, actor=actor)
    return actions.register(
        person, here, details=form.details(), skills=form.cleaned_data["skills"], actor=actor
    )


def _request(form: MissingForm, volunteer: Volunteer, request: Request) -> ServiceRecord:
    service = form.service(volunteer.place)
    reason = form.cleaned_data["reason"]
    return actions.request(volunteer, service, reason=reason, actor=request.actor)
