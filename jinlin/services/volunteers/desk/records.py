"""Which hours wait for a decision, what happened to a record, and what looks wrong?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.actor import COUNTY_DIGITS
from jinlin.core.errors import NotHere, Refusal, require
from jinlin.core.story import shown_lines
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.ground.places.queries import counties
from jinlin.services.volunteers import actions, importing
from jinlin.services.volunteers.desk.people import keepers, readers
from jinlin.services.volunteers.forms.entering import ImportForm
from jinlin.services.volunteers.models import Finding, Recheck, ServiceRecord
from jinlin.services.volunteers.moves import RECORDS
from jinlin.services.volunteers.permissions import RULES, can_look_for_oddities
from jinlin.services.volunteers.queries import boards, exported, story
from jinlin.services.volunteers.queries.lists import Line, lines
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.boards import TabForm, check_for_a_file
from jinlin.shell.requests import Request, cursor

TABS = {
    "decide": gettext_lazy("To be decided"),
    "unchecked": gettext_lazy("Not checked by the volunteer"),
    "counted": gettext_lazy("Counting"),
    "afterwards": gettext_lazy("Written afterwards"),
    "recheck": gettext_lazy("Drawn to be checked again"),
    "all": gettext_lazy("All"),
}
TONES = {"verify": "done", "dispute": "late", "turn_down": "ended", "strike": "ended"}


@readers
@never_cache
@require_safe
def board(request: Request) -> HttpResponse:
    """The records of one's places, first those that wait for a decision."""
    form = TabForm(request.GET, states=list(TABS.items()))
    state = form.tab
    page = paging.page(
        boards.records(request.actor, state),
        order=("due_at", "id") if state == "decide" else ("-served_on", "-id"),
        after=cursor(request),
    )
    context = {
        "page": page,
        "rows": lines(page.rows),
        "tabs": form.counted(lambda tab: boards.records(request.actor, tab)),
        "may_look": any(can_look_for_oddities(request.actor, each) for each in _whole(request)),
        **form.head(),
    }
    return render(request, "volunteers/desk/records.html", context, status=form.status)


@readers
@require_safe
def export(request: Request, kind: str = "xlsx") -> HttpResponseBase:
    """The same records as a file, names masked, under the headings of the county's own table."""
    form = TabForm(request.GET, states=list(TABS.items()))
    check_for_a_file(form)
    rows = boards.records(request.actor, form.tab)
    columns = exported.record_columns(request.actor)
    return taken_out(request, columns, exported.records(rows), name=_("Service records"), kind=kind)


@readers
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """One record: whose, when, what, who saw it, what happened to it."""
    actor = request.actor
    row = RECORDS.in_scope(actor, pk)
    context = {
        "line": Line(row),
        "record": row,
        "moves": RULES.open_to(actor, row),
        "recheck": Recheck.objects.filter(record=row).first(),
        "findings": [choice for choice in Finding.choices if choice[0] != Finding.OPEN],
        "entries": shown_lines(row, story(row, actor=actor), tones=TONES),
    }
    return render(request, "volunteers/desk/record.html", context)


def _back(row: ServiceRecord) -> str:
    return reverse("volunteers:record", args=[row.pk])


PAGE = MovePage(template="volunteers/desk/record_move.html", row="record", back=_back)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move of a record."""
    row = RECORDS.in_scope(request.actor, pk)
    return answer_move(request, RECORDS, RECORDS.tried(request, row, move), PAGE)


@keepers
@require_POST
def recheck(request: Request, pk: UUID) -> HttpResponse:
    """What the person served said."""
    row = RECORDS.in_scope(request.actor, pk)
    drawn = Recheck.objects.select_related("record").filter(record=row).first()
    if drawn is None:
        raise NotHere
    finding, who = request.POST.get("finding", ""), request.POST.get("who", "")
    actions.find(drawn, finding=finding, who=who, actor=request.actor)
    messages.success(request, _("Noted."))
    return redirect("volunteers:record", pk)


@doors.role(Role.LEAD, Role.SUPERVISOR)
@never_cache
@require_safe
def odd(request: Request) -> HttpResponse:
    """What looks wrong in the county, for the county only; nobody is ranked."""
    whole = _whole(request)
    require(any(can_look_for_oddities(request.actor, county) for county in whole))
    found = [each for county in whole for each in boards.oddities(county)]
    return render(request, "volunteers/desk/odd.html", {"found": found})


def _whole(request: Request) -> list[str]:
    """The counties that this person answers for as a whole."""
    codes = request.actor.codes(Role.LEAD, Role.SUPERVISOR)
    return sorted(counties(code for code in codes if len(code) <= COUNTY_DIGITS))


@keepers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: Request) -> HttpResponse:
    """A table of hours comes in; what is wrong is named by its line."""
    form, taken, status = (
        ImportForm(request.POST or None, request.FILES or None, actor=request.actor),
        None,
        200,
    )
    if form.is_bound:
        status = 422
        if form.is_valid():
            fields = form.cleaned_data
            try:
                taken = importing.take_in(
                    fields["file"],
                    fields["place"],
                    organiser=fields["organiser"],
                    actor=request.actor,
                )
                status = 200
            except Refusal as refusal:
                form.add_error("file", str(refusal))
    context = {"form": form, "taken": taken, "usual": importing.USUAL.values()}
    return render(request, "volunteers/desk/import.html", context, status=status)
