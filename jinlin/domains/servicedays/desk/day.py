"""The organiser's day on a phone: who is here, what is short, count, summary, done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.errors import NotHere, Unusable
from jinlin.core.story import shown_lines
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.desk.series import hosts, readers
from jinlin.domains.servicedays.forms.typed import (
    PhotosForm,
    ShiftForm,
    StallForm,
    SummaryForm,
    TallyForm,
)
from jinlin.domains.servicedays.models import Photo, Session, Shift, Stall, Tally
from jinlin.domains.servicedays.moves import SESSIONS
from jinlin.domains.servicedays.permissions import RULES, is_host
from jinlin.domains.servicedays.queries.day import helpers_of, photos_of, present_at, screen_of
from jinlin.domains.servicedays.queries.lists import TONES
from jinlin.domains.servicedays.queries.near import counts
from jinlin.domains.servicedays.queries.story import story
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.moves import take_files
from jinlin.shell.requests import Request

LATEST = 50  # counts that can be taken back one by one
LINE_TONES = {"hold": "done", "cancel": "ended"}


@readers
@never_cache
@require_safe
def session(request: Request, pk: UUID) -> HttpResponse:
    """The day as the organiser works through it."""
    return show(request, SESSIONS.in_scope(request.actor, pk))


def _back(row: Session) -> str:
    return reverse("servicedays:session", args=[row.pk])


MADE: dict[str, Any] = {
    "shift": Shift,
    "stall": Stall,
    "tally": Tally,
}  # made under the form's own key
PAGE = MovePage(template="servicedays/desk/move.html", row="session", back=_back)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Begin, close, move or cancel the day."""
    row = SESSIONS.in_scope(request.actor, pk)
    return answer_move(request, SESSIONS, SESSIONS.tried(request, row, move), PAGE)


@hosts
@never_cache
@require_POST
def add(request: Request, pk: UUID, what: str) -> HttpResponse:
    """A shift, a stall, a count or the summary is added to the day."""
    row, actor = SESSIONS.in_scope(request.actor, pk), request.actor
    kinds: dict[str, tuple[Any, Any]] = {
        "shift": (ShiftForm, lambda form: actions.add_shift(row, form.duty(), actor=actor)),
        "stall": (StallForm, lambda form: actions.add_stall(row, form.offer(), actor=actor)),
        "tally": (TallyForm, lambda form: _tally(row, form, request)),
        "summary": (
            SummaryForm,
            lambda form: actions.summarise(row, text=form.cleaned_data["text"], actor=actor),
        ),
    }
    if what not in kinds:
        raise NotHere
    form = kinds[what][0](request.POST, auto_id=f"{what}-%s")
    if what in MADE:
        posted = post_made(request, form, MADE[what], row.place_code, lambda: kinds[what][1](form))
    else:
        posted = post_once(request, form, lambda: str(kinds[what][1](form).pk))
    if not posted.is_done:
        return show(request, row, status=posted.status, **{f"{what}_form": form})
    messages.success(request, _("Kept."))
    return redirect("servicedays:session", pk)


@hosts
@require_POST
def release(request: Request, pk: UUID) -> HttpResponse:
    """Everybody reads the summary."""
    actions.release_summary(SESSIONS.in_scope(request.actor, pk), actor=request.actor)
    messages.success(request, _("Everybody can read it now."))
    return redirect("servicedays:session", pk)


@hosts
@require_POST
def met(request: Request, pk: UUID) -> HttpResponse:
    """What a stall needed is there."""
    visible = Session.objects.visible_to(request.actor).values("pk")
    stall = Stall.objects.filter(session__in=visible, pk=pk).first()
    if stall is None:
        raise NotHere
    actions.meet_need(stall, actor=request.actor)
    return redirect("servicedays:session", stall.session_id)


@hosts
@never_cache
@require_POST
def photos(request: Request, pk: UUID) -> HttpResponse:
    """Photos of the day come in; the form that arrives twice brings them once."""
    row, actor = SESSIONS.in_scope(request.actor, pk), request.actor
    form = PhotosForm(request.POST, auto_id="photos-%s")

    def act() -> int:
        taken = take_files(request, "photos", county=row.county)
        if not taken:
            raise Unusable(_("Please choose a photo."), field="photos")
        return len(actions.add_photos(row, taken, actor=actor))

    posted = post_once(request, form, act)
    if not posted.is_done:
        return show(request, row, status=posted.status, photos_form=form)
    messages.success(request, _("Kept. Only staff see them until you show them."))
    return redirect("servicedays:session", pk)


@hosts
@require_POST
def show_photo(request: Request, pk: UUID) -> HttpResponse:
    """Everybody sees one photo, or nobody but staff any more."""
    visible = Session.objects.visible_to(request.actor).values("pk")
    rows = Photo.objects.select_related("session").filter(session__in=visible, pk=pk)
    photo = rows.first()
    if photo is None:
        raise NotHere
    actions.show_photo(photo, is_released="hide" not in request.POST, actor=request.actor)
    return redirect("servicedays:session", photo.session_id)


@hosts
@never_cache
@require_safe
def screen(request: Request, pk: UUID) -> HttpResponse:
    """The code that is scanned, another every half minute."""
    row = SESSIONS.in_scope(request.actor, pk)
    context = {"session": row, **screen_of(row)}
    return render(request, "servicedays/desk/screen.html", context)


@readers
@never_cache
@require_safe
def sheet(request: Request, pk: UUID) -> HttpResponse:
    """The day on one page, to be printed."""
    row = SESSIONS.in_scope(request.actor, pk)
    context = {
        "session": row,
        "counts": counts(row),
        "present": present_at(row),
        "stalls": list(row.stalls.order_by("kind", "pk")),
    }
    return render(request, "servicedays/desk/sheet.html", context)


@readers
@require_safe
def tally(request: Request, pk: UUID) -> HttpResponse:
    """On to the day on which it was counted."""
    visible = Session.objects.visible_to(request.actor).values("pk")
    row = Tally.objects.filter(session__in=visible, pk=pk).first()
    if row is None:
        raise NotHere
    return redirect("servicedays:session", row.session_id)


@hosts
@require_POST
def strike(request: Request, pk: UUID) -> HttpResponse:
    """A count that was wrong is taken back."""
    visible = Session.objects.visible_to(request.actor).values("pk")
    row = Tally.objects.select_related("session").filter(session__in=visible, pk=pk).first()
    if row is None:
        raise NotHere
    actions.strike_count(row, actor=request.actor)
    messages.success(request, _("Taken back: it counts no more."))
    return redirect("servicedays:session", row.session_id)


def show(request: Request, row: Session, *, status: int = 200, **sent: Any) -> HttpResponse:
    """The day's page, with a form that could not be accepted, if there is one."""
    actor = request.actor
    context = {
        "session": row,
        "tone": TONES.get(row.state, "waiting"),  # type: ignore[call-overload]
        "helpers": helpers_of(row),
        "present": present_at(row),
        "counts": counts(row),
        "tallies": list(row.tallies.standing().order_by("-counted_at", "-pk")[:LATEST]),
        "shifts": list(row.shifts.select_related("unit").order_by("starts_at", "pk")),
        "stalls": list(row.stalls.order_by("kind", "pk")),
        "moves": RULES.open_to(actor, row),
        "is_host": is_host(actor, row),
        "entries": shown_lines(row, story(row, actor=actor), tones=LINE_TONES),
        "photos": photos_of(row),
        "photos_form": PhotosForm(auto_id="photos-%s"),
        "shift_form": ShiftForm(auto_id="shift-%s"),
        "stall_form": StallForm(auto_id="stall-%s"),
        "tally_form": TallyForm(auto_id="tally-%s"),
        "summary_form": SummaryForm(auto_id="summary-%s", initial={"text": row.summary}),
        **sent,
    }
    return render(request, "servicedays/desk/session.html", context, status=status)


def _tally(row: Session, form: TallyForm, request: Request) -> Tally:
    fields = form.cleaned_data
    return actions.tally(
        row, fields["kind"], fields["people"], key=fields["key"], actor=request.actor
    )
