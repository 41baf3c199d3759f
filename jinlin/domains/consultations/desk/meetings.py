"""How does staff plan a meeting, see who comes, and keep its record?"""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging, site
from jinlin.core.errors import NotHere, NotNow, Refusal, require
from jinlin.core.files import uploads
from jinlin.core.story import shown_lines
from jinlin.core.time import clock
from jinlin.domains.consultations import actions
from jinlin.domains.consultations.actions.papers import drafted
from jinlin.domains.consultations.desk.boards import places_for
from jinlin.domains.consultations.desk.guests import invited, list_guests, make_step, onward, voices
from jinlin.domains.consultations.forms.writing import (
    MEETING_STATES,
    GuestForm,
    MeetingForm,
    NoteForm,
    PositionForm,
)
from jinlin.domains.consultations.lifecycle import MeetingState
from jinlin.domains.consultations.models import Invitee, LateRecord, Meeting, Speaker
from jinlin.domains.consultations.models.meetings import heads
from jinlin.domains.consultations.models.topics import KEEPERS, READERS
from jinlin.domains.consultations.moves import MEETING_MOVES
from jinlin.domains.consultations.permissions import MEETING_RULES, can_decide, can_keep, is_keeper
from jinlin.domains.consultations.queries import listed
from jinlin.domains.consultations.queries.story import story_of_meeting
from jinlin.ground.accounts import doors
from jinlin.ground.places.models import Place
from jinlin.services.documents.models import Document
from jinlin.services.seats import codes as seat_codes
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.boards import TabForm
from jinlin.shell.requests import Request, cursor

SIZE = 30
PAGE = MovePage[Meeting](
    "consultations/desk/meeting_move.html",
    "meeting",
    lambda meeting: reverse("consultations:desk_meeting", args=[meeting.pk]),
)


@doors.keeper(*READERS)
@require_safe
def meetings(request: Request) -> HttpResponse:
    """The meetings of one's places, the next first."""
    form = TabForm(request.GET, states=MEETING_STATES)
    rows = listed.meetings(request.actor, form.tab)
    after = cursor(request)
    page = paging.page(rows, order=listed.MEETING_ORDER, after=after, size=SIZE)
    context = {
        **form.head(),
        "tabs": form.counted(lambda tab: listed.meetings(request.actor, tab)),
        "page": page,
        "rows": listed.listed_meetings(page.rows, actor=request.actor),
        "may_plan": request.actor.looks_after(*KEEPERS),
    }
    return render(request, "consultations/desk/meetings.html", context, status=form.status)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request) -> HttpResponse:
    """The form of a new meeting; sent twice, there is one."""
    form = MeetingForm(request.POST or None, places=places_for(request))
    status = 200
    if request.method == "POST":
        posted = post_made(
            request, form, Meeting, lambda: form.cleaned_data["place"], lambda: _plan(request, form)
        )
        if posted.is_done:
            return redirect("consultations:desk_meeting", posted.made)
        status = posted.status
    return render(request, "consultations/desk/plan.html", {"form": form}, status=status)


@doors.keeper(*READERS)
@require_safe
def desk_meeting(request: Request, pk: UUID) -> HttpResponse:
    """One meeting: who is asked, who is here, what is talked over, who speaks."""
    return _meeting_page(request, MEETING_MOVES.in_scope(request.actor, pk))


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = MEETING_MOVES.in_scope(request.actor, pk)
    return answer_move(request, MEETING_MOVES, MEETING_MOVES.tried(request, row, move), PAGE)


@sensitive_post_parameters()
@doors.keeper(*KEEPERS)
@require_POST
def guests(request: Request, pk: UUID) -> HttpResponse:
    """More people, or a unit, on the list."""
    row = _kept(request, pk)
    form = GuestForm(request.POST, meeting=row)
    posted = post_once(request, form, lambda: list_guests(request, row, form.cleaned_data))
    if posted.is_done:
        return redirect(f"{reverse('consultations:desk_meeting', args=[pk])}#guests")
    return _meeting_page(request, row, form=form, status=posted.status)


@doors.keeper(*KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def guest_step(request: Request, pk: UUID, guest: UUID, step: str) -> HttpResponse:
    """Somebody is here, is off the list, asks for the floor, or is stood in for: of many, by whom
    is asked on a page.
    """
    if request.method != "POST" and step != "proxy":
        return HttpResponseNotAllowed(["POST"])
    row = _kept(request, pk)
    found = get_object_or_404(Invitee, pk=guest, meeting=row)
    if request.method != "POST":
        choice = {"guest": found, "others": voices(row), "onward": onward(request)}
        context = {**_context(row, request.actor), **choice}
        return render(request, "consultations/desk/stood_in.html", context)
    try:
        make_step(request, found, step)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        messages.error(request, str(refusal))
    return redirect(_guests(request, pk))


@doors.keeper(*KEEPERS)
@require_POST
def position(request: Request, pk: UUID, speaker: UUID) -> HttpResponse:
    """What a speaker stands for is in the record."""
    row = _kept(request, pk)
    found = get_object_or_404(Speaker, pk=speaker, meeting=row)
    form = PositionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say in at most 300 characters what they stand for."))
    else:
        actions.note_position(found, **form.cleaned_data, actor=request.actor)
    return redirect(f"{reverse('consultations:desk_meeting', args=[pk])}#speakers")


@doors.keeper(*KEEPERS)
@require_safe
def screen(request: Request, pk: UUID) -> HttpResponse:
    """The code for the room's screen; it changes every half minute."""
    row = _kept(request, pk)
    if row.seats is None:
        raise NotNow(_("The code is ready once people are invited."))
    now = clock.now()
    code = seat_codes.shown(row.seats, now)
    path = reverse("consultations:check_in", args=[row.pk, code])
    address = site.whole(path)
    drawing = segno.make(address, error="m", micro=False).svg_inline(border=1, scale=8)
    context = {"meeting": row, "qr": mark_safe(drawing), "code": code}  # noqa: S308 - drawn by us
    return render(request, "consultations/desk/screen.html", context)


@doors.keeper(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: Request, pk: UUID) -> HttpResponse:
    """The minutes as the record gives them; more can be added until they are signed."""
    row = MEETING_MOVES.in_scope(request.actor, pk)
    if row.state in {MeetingState.PLANNED, MeetingState.CALLED, MeetingState.CANCELLED}:
        raise NotHere
    first = {"note": row.note, "version": row.version}
    form = NoteForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        require(can_keep(request.actor, row))
        posted = post_once(request, form, lambda: _write_note(request, row, form))
        if posted.is_done:
            return redirect("consultations:minutes", pk)
        status = posted.status
    context = {**_context(row, request.actor), "data": drafted(row), "form": form}
    return render(request, "consultations/desk/minutes.html", context, status=status)


@doors.keeper(*KEEPERS)
@require_POST
def sign_first(request: Request, pk: UUID) -> HttpResponse:
    """The chair's signature."""
    row = _kept(request, pk)
    require(can_decide(request.actor, row))
    actions.sign_first(row, actor=request.actor)
    messages.success(request, _("Signed. The second signature is somebody else's."))
    return redirect("consultations:minutes", pk)


def _kept(request: Request, pk: UUID) -> Meeting:
    row = MEETING_MOVES.in_scope(request.actor, pk)
    require(can_keep(request.actor, row))
    return row


def _guests(request: Request, pk: UUID) -> str:
    """The list of who comes, at the page on which something was tapped."""
    return f"{reverse('consultations:desk_meeting', args=[pk])}{onward(request)}#guests"


def _plan(request: Request, form: MeetingForm) -> Meeting:
    fields = form.cleaned_data
    at = fields["at"]
    plan = actions.Plan(
        fields["title"],
        clock.at(fields["on"], at.hour, at.minute),
        fields["where"],
        fields["has_proxies"],
        fields["is_by_name"],
    )
    place = Place.objects.present().get(code=fields["place"])
    return actions.plan(place, plan, actor=request.actor)


def _write_note(request: Request, row: Meeting, form: NoteForm) -> str:
    row.version = form.cleaned_data["version"]
    note = form.cleaned_data["note"]
    return str(actions.write_note(row, note=note, actor=request.actor).pk)


def _context(row: Meeting, actor: Any) -> dict[str, Any]:
    return {
        "meeting": row,
        "may_keep": is_keeper(actor, row),
        "may_lead": can_decide(actor, row),
        "is_listed": row.state in {MeetingState.PLANNED, MeetingState.CALLED, MeetingState.SITTING},
        "is_under_way": row.state in {MeetingState.CALLED, MeetingState.SITTING},
        "is_sitting": row.state == MeetingState.SITTING,
        "is_held": row.state == MeetingState.HELD,
        "has_minutes": row.state in {MeetingState.SITTING, MeetingState.HELD, MeetingState.SIGNED},
    }


def _meeting_page(
    request: Request, row: Meeting, *, form: GuestForm | None = None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    line = listed.listed_meetings([row], actor=actor)[0]
    buttons = MEETING_RULES.open_to(actor, row)
    late = LateRecord.objects.filter(meeting=row).first() if row.entered_on else None
    context = {
        **_context(row, actor),
        "row": line,
        "late": late,
        "sheet": uploads.of(late) if late else [],
        **invited(request, row),
        "voices": heads(row.pk),
        "lines": list(row.lines.select_related("topic")),
        "speakers": list(row.speakers.select_related("invitee__organisation", "topic")),
        "entries": shown_lines(row, story_of_meeting(row, actor=actor), tones={"cancel": "ended"}),
        "papers": list(Document.objects.filter(about_id=row.pk).order_by("issued_at")),
        "buttons": sorted(buttons, key=lambda each: each.danger),
        "form": form or GuestForm(meeting=row),
    }
    return render(request, "consultations/desk/meeting.html", context, status=status)
