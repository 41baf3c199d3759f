"""Who volunteers here, and what stands in one volunteer's file?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, require
from jinlin.core.files.kinds import Family
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.people import actions as people
from jinlin.services.documents.models import Document
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.forms.entering import (
    BackfillForm,
    DescribeForm,
    EntryForm,
    LeaveForm,
    RegisterForm,
)
from jinlin.services.volunteers.models import Entry, ServiceRecord, Volunteer
from jinlin.services.volunteers.models.people import KEEPERS, READERS
from jinlin.services.volunteers.permissions import can_keep
from jinlin.services.volunteers.queries import boards, entries_of, exported, sums_of
from jinlin.services.volunteers.queries.lists import lines
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.boards import TabForm, check_for_a_file
from jinlin.shell.moves import take_files
from jinlin.shell.requests import Request, cursor

EVIDENCE, MOST_PAPERS = (Family.PHOTO, Family.PAPER), 5
readers, keepers = doors.role(*READERS), doors.role(*KEEPERS)


@readers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """The volunteers of one's places."""
    form = TabForm(request.GET, has_words=True)
    page = paging.page(
        boards.volunteers(request.actor, form.words),
        order=exported.BY_PLACE,
        after=cursor(request),
    )
    context = {
        "page": page,
        "text": form.words,
        "may_register": request.actor.holds(*KEEPERS),
        **form.head(),
    }
    return render(request, "volunteers/desk/people.html", context, status=form.status)


@readers
@require_safe
def export(request: Request, kind: str) -> HttpResponseBase:
    """The volunteers under the words in the address as a file, names masked."""
    form = TabForm(request.GET, has_words=True)
    check_for_a_file(form)
    rows = exported.volunteers(boards.volunteers(request.actor, form.words))
    return taken_out(request, exported.VOLUNTEERS, rows, name=_("Volunteers"), kind=kind)


@keepers
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: Request) -> HttpResponse:
    """Somebody is registered who need not have an account."""
    actor, status = request.actor, 200
    form = RegisterForm(request.POST or None, actor=actor)
    if form.is_bound:
        posted = post_made(
            request,
            form,
            Volunteer,
            lambda: form.cleaned_data["place"].code,
            lambda: _register(form, request),
        )
        if posted.is_done:
            messages.success(request, _("Registered."))
            return redirect("volunteers:one", posted.made)
        status = posted.status
    context = {"form": form, "title": _("Register a volunteer"), "back": "volunteers:board"}
    return render(request, "volunteers/desk/form.html", context, status=status)


@readers
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """The five groups of the file: the person, their service, and the lines of the other three."""
    return show(request, visible(request, pk))


@keepers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: Request, pk: UUID) -> HttpResponse:
    """What the volunteer says of themselves is noted for them."""
    row, status = visible(request, pk), 200
    require(can_keep(request.actor, row))
    form = DescribeForm(request.POST or None, volunteer=row)
    if form.is_bound:
        posted = post_once(request, form, lambda: _describe(form, row, request))
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("volunteers:one", pk)
        status = posted.status
    context = {"form": form, "title": _("Change what stands here"), "volunteer": row}
    return render(request, "volunteers/desk/form.html", context, status=status)


@keepers
@require_POST
def leave(request: Request, pk: UUID) -> HttpResponse:
    """The volunteer said that they leave."""
    row = visible(request, pk)
    if not LeaveForm(request.POST).is_valid():
        return show(request, row, status=422)
    actions.leave(row, actor=request.actor)
    messages.success(request, _("Noted."))
    return redirect("volunteers:one", pk)


@keepers
@never_cache
@require_POST
def enter(request: Request, pk: UUID) -> HttpResponse:
    """One more line in the file."""
    row, form = visible(request, pk), EntryForm(request.POST, auto_id="entry-%s")
    posted = post_made(request, form, Entry, row.place_code, lambda: _enter(row, form, request))
    if not posted.is_done:
        return show(request, row, entry_form=form, status=posted.status)
    messages.success(request, _("It stands in the file."))
    return redirect("volunteers:one", pk)


@keepers
@never_cache
@require_POST
def backfill(request: Request, pk: UUID) -> HttpResponse:
    """Hours are proposed afterwards; a second person decides."""
    row, form = visible(request, pk), BackfillForm(request.POST, auto_id="back-%s")
    posted = post_made(
        request, form, ServiceRecord, row.place_code, lambda: _backfill(form, row, request)
    )
    if not posted.is_done:
        return show(request, row, backfill_form=form, status=posted.status)
    messages.success(request, _("Proposed. A second person has to approve it."))
    return redirect("volunteers:record", posted.made)


@keepers
@never_cache
@require_POST
def certify(request: Request, pk: UUID) -> HttpResponse:
    """The certificate as of now."""
    document = actions.certify(visible(request, pk), actor=request.actor)
    return redirect("documents:page", document.pk)


def visible(request: Request, pk: UUID) -> Volunteer:
    rows = Volunteer.objects.for_desk(request.actor).select_related("person", "place")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotHere
    return row


def show(request: Request, row: Volunteer, *, status: int = 200, **sent: object) -> HttpResponse:
    """The file, with a form that could not be accepted, if there is one."""
    context = {
        "volunteer": row,
        "sums": sums_of(row),
        "skills": list(row.skills.order_by("name")),
        "entries": entries_of(row),
        "teams": list(row.memberships.select_related("team").order_by("-asked_on")),
        "records": lines(row.records.order_by("-begins_at")[:50]),
        "papers": list(
            Document.objects.visible_to(request.actor)
            .filter(about_id=row.pk)
            .order_by("-issued_at")
        ),
        "may_keep": can_keep(request.actor, row),
        "entry_form": EntryForm(auto_id="entry-%s"),
        "backfill_form": BackfillForm(auto_id="back-%s"),
        "leave_form": LeaveForm(auto_id="leave-%s"),
        **sent,
    }
    return render(request, "volunteers/desk/one.html", context, status=status)


def _register(form: RegisterForm, request: Request) -> Volunteer:
    fields, actor = form.cleaned_data, request.actor
    place = fields["place"]
    person = people.know(place.county_code, name=fields["name"], phone=fields["phone"], actor=actor)
    if year := fields["birth_year"]:
        people.fill_in_birth_year(person, year, actor=actor)
    return actions.register(person, place, details=form.details(), actor=actor)


def _describe(form: DescribeForm, row: Volunteer, request: Request) -> str:
    skills = form.cleaned_data["skills"]
    described = actions.describe(row, form.details(), skills=skills, actor=request.actor)
    return str(described.pk)


def _enter(row: Volunteer, form: EntryForm, request: Request) -> Entry:
    """The line with its evidence, which lies encrypted."""
    papers = take_files(
        request, "evidence", county=row.county, takes=EVIDENCE, sealed=True, most=MOST_PAPERS
    )
    return actions.enter(row, form.line(), actor=request.actor, evidence=papers)


def _backfill(form: BackfillForm, row: Volunteer, request: Request) -> ServiceRecord:
    fields = form.cleaned_data
    return actions.backfill(
        row,
        form.service(row.place),
        reason_kind=fields["reason_kind"],
        reason=fields["reason"],
        actor=request.actor,
    )
