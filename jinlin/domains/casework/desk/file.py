"""What does the team see of one case, how do they move it, and what can the person be given?"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.story import shown_lines
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.desk.caseload import case_door
from jinlin.domains.casework.desk.pages import FormPage, answer, read
from jinlin.domains.casework.forms.cases import FileForm, MeasureForm
from jinlin.domains.casework.lifecycle import State
from jinlin.domains.casework.models import Case, Consent, Member, Passing, Relative
from jinlin.domains.casework.moves import MOVES
from jinlin.domains.casework.permissions import RULES, can_assign, can_write, is_on_team
from jinlin.domains.casework.queries import file as kept
from jinlin.domains.casework.queries.course import course
from jinlin.domains.casework.queries.genogram import drawing
from jinlin.domains.casework.queries.lists import listed
from jinlin.domains.casework.queries.scales import SCALES
from jinlin.domains.casework.queries.story import story
from jinlin.domains.casework.queries.teams import team_of
from jinlin.shell.answers import MovePage, answer_move
from jinlin.shell.moves import take_files
from jinlin.shell.requests import Request

PAGE = MovePage[Case](
    "casework/desk/move.html",
    "case",
    lambda case: reverse("casework:case", args=[case.pk]),
    onward=lambda request, tried: _onward(request, tried.row),
)
TONES = {"close": "done", "decline": "ended", "seal": "waiting", "send_back": "late"}
TAKES = (Family.PHOTO, Family.PAPER, Family.SOUND)


@case_door
@require_safe
def case(request: Request, pk: UUID) -> HttpResponse:
    """The page of one case: where it stands, what is open, whom it is about, what was done."""
    row = read(request, pk, "case")
    actor, line = request.actor, listed([row], actor=request.actor)[0]
    buttons = sorted(RULES.open_to(actor, row), key=lambda each: (each.danger, each != line.likely))
    context = {
        "case": row,
        "row": line,
        "buttons": buttons,
        "may_write": can_write(actor, row),
        "may_assign": can_assign(actor, row),
        "is_reader": not is_on_team(actor, row),
        "is_over": row.state in {State.CLOSED, State.DECLINED},
        "scales": list(SCALES.values()),
        "entries": shown_lines(row, story(row, actor=actor), tones=TONES),
        **_written(row),
        **_around(row),
    }
    return render(request, "casework/desk/case.html", context)


def _written(row: Case) -> dict[str, Any]:
    return {
        "plans": kept.versions(row)[:1],
        "notes": kept.sheets(row)[:3],
        "course": course(row, today=clock.today()),
        "filled": kept.filled(row)[:4],
        "files": list(uploads.of(row)),
    }


def _around(row: Case) -> dict[str, Any]:
    """Who works on it, who agreed, who belongs to whom."""
    return {
        "team": team_of(row),
        "passings": list(Passing.objects.filter(case=row).order_by("-asked_at")),
        "consents": list(Consent.objects.filter(case=row).order_by("-given_at")),
        "genogram": drawing(row, Relative.objects.filter(case=row)),
        "members": list(Member.objects.filter(case=row, left_on=None)),
    }


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """One move: its form; posted, it is made or comes back with the reason."""
    row = MOVES.in_scope(request.actor, pk)
    tried = MOVES.tried(request, row, move)
    if not tried.done:  # its page says what stands in the file
        actions.look(row, actor=request.actor, what=tried.move.name)
    return answer_move(request, MOVES, tried, PAGE)


@case_door
@require_safe
def looks(request: Request, pk: UUID) -> HttpResponse:
    """Who read the file, and when: to be printed for the person."""
    row = read(request, pk, "looks")
    context = {"case": row, "looks": kept.looks(row)}
    return render(request, "casework/desk/looks.html", context)


@case_door
@require_safe
def printed(request: Request, pk: UUID) -> HttpResponse:
    """The whole file on paper: for the person, or for the court that asked for it."""
    row = read(request, pk, "print")
    context = {
        "case": row,
        "team": team_of(row),
        "consents": list(Consent.objects.filter(case=row).order_by("given_at")),
        "plans": kept.versions(row),
        "notes": list(reversed(kept.sheets(row))),
        "filled": kept.filled(row),
        "genogram": drawing(row, Relative.objects.filter(case=row)),
    }
    return render(request, "casework/desk/print.html", context)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: Request, pk: UUID) -> HttpResponse:
    """When the sentence or measure ends, by which the file is sealed."""
    row = read(request, pk, "measure")
    form = MeasureForm(request.POST or None, initial={"ends_on": row.measure_ends_on})
    page = FormPage(_("Sentence or measure"), _("Save the day"), _("The day is noted."))

    def act() -> str:
        day = form.cleaned_data["ends_on"]
        return str(actions.note_measure(row, day, actor=request.actor).pk)

    return answer(request, row, form, page, act)


@case_door
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request, pk: UUID) -> HttpResponse:
    """A photo, paper or sound is added; it lies sealed on the disk."""
    row = read(request, pk, "files")
    form = FileForm(request.POST or None, request.FILES or None)
    title, done = _("Add a file"), _("The file is with the case.")
    page = FormPage(title, title, done, more={"has_files": True})
    return answer(request, row, form, page, lambda: _attach(request, row, form))


def _attach(request: Request, row: Case, form: FileForm) -> str:
    (upload,) = take_files(request, "file", county=row.county, takes=TAKES, sealed=True, most=1)
    return str(actions.attach(row, upload, actor=request.actor).pk)


def _onward(request: Request, row: Case) -> str:
    """The case, where it can still be seen."""
    if Case.objects.for_desk(request.actor).filter(pk=row.pk).exists():
        return f"{reverse('casework:case', args=[row.pk])}?done=1"
    return reverse("casework:board")
