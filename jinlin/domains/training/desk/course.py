"""The class on one page: what was agreed, its timetable, its people, their papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal, require
from jinlin.core.story import shown_lines
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.desk import planners, readers
from jinlin.domains.training.forms.keyed import PupilForm
from jinlin.domains.training.forms.planning import (
    AnswerForm,
    AskForm,
    LessonForm,
    ListForm,
    MeetForm,
)
from jinlin.domains.training.lifecycle import OPEN, State
from jinlin.domains.training.models import Course, Enrolment, Lesson, Meeting, Party
from jinlin.domains.training.moves import COURSES
from jinlin.domains.training.permissions import (
    RULES,
    can_answer,
    can_teach,
    can_watch,
    is_host,
)
from jinlin.domains.training.queries.board import TONES
from jinlin.domains.training.queries.course import PARTS, class_page, exams_of, opinions_of
from jinlin.domains.training.queries.story import story
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.shell.answers import MovePage, answer_move, post_made, post_once
from jinlin.shell.requests import Request, cursor, flag


@readers
@never_cache
@require_safe
def one(request: Request, pk: UUID) -> HttpResponse:
    """The class as those who run it work through it."""
    return show(request, COURSES.in_scope(request.actor, pk))


def _back(row: Course) -> str:
    return reverse("training:class", args=[row.pk])


PAGE = MovePage(template="training/desk/move.html", row="course", back=_back)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: UUID, move: str) -> HttpResponse:
    """Agree, announce, begin, end, cancel."""
    row = COURSES.in_scope(request.actor, pk)
    return answer_move(request, COURSES, COURSES.tried(request, row, move), PAGE)


@planners
@never_cache
@sensitive_post_parameters()
@require_POST
def add(request: Request, pk: UUID, what: str) -> HttpResponse:
    """A party, a meeting, a lesson, a person or a whole list is added to the class."""
    row = COURSES.in_scope(request.actor, pk)
    if what not in ADDED:
        raise NotHere
    kind, verb, makes = ADDED[what]
    form = _form(kind, row, request.POST, prefix=what)
    if makes is None:
        posted = post_once(request, form, lambda: verb(row, form, request))
    else:
        posted = post_made(request, form, makes, row.place_code, lambda: verb(row, form, request))
    if not posted.is_done:
        return show(request, row, status=posted.status, **{f"{what}_form": form})
    messages.success(request, _("Kept."))
    return redirect("training:class", pk)


@readers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: UUID) -> HttpResponse:
    """What a party answered: the organisation itself, or the host for it."""
    visible = Course.objects.for_desk(request.actor).values("pk")
    rows = Party.objects.filter(course__in=visible).select_related(
        "course__place", "course__organiser", "organisation"
    )
    party = rows.filter(pk=pk).first()
    if party is None:
        raise NotHere
    require(can_answer(request.actor, party))
    form, status = AnswerForm(request.POST or None, initial={"on": clock.today()}), 200
    if form.is_bound:
        posted = post_once(
            request, form, lambda: str(actions.answer(party, form.reply(), actor=request.actor).pk)
        )
        if posted.is_done:
            messages.success(request, _("Kept."))
            return redirect("training:class", party.course_id)
        status = posted.status
    context = {"form": form, "party": party, "course": party.course}
    return render(request, "training/desk/answer.html", context, status=status)


@planners
@require_POST
def certify(request: Request, pk: UUID) -> HttpResponse:
    """Everybody who has completed the class has a certificate; who has one keeps that one."""
    row = COURSES.in_scope(request.actor, pk)
    require(is_host(request.actor, row))
    issued, refused = 0, 0
    for each in row.enrolments.filter(completed_on__isnull=False).order_by("enrolled_at", "pk"):
        try:
            actions.certify(each, actor=request.actor)
            issued += 1
        except Refusal:
            refused += 1
    result = _("Certificates: %(issued)d hold, %(refused)d are not due yet.")
    messages.success(request, result % {"issued": issued, "refused": refused})
    return redirect("training:class", pk)


def show(request: Request, row: Course, *, status: int = 200, **sent: Any) -> HttpResponse:
    """The page of the class, with a form that could not be accepted, if there is one."""
    actor = request.actor
    context = {
        "course": row,
        "tone": TONES.get(row.state, "waiting"),  # type: ignore[call-overload]
        "parties": _parties(actor, row),
        "meetings": list(row.meetings.all()),
        **(_people(request, row) if can_watch(actor, row) else {"sees_people": False}),
        "exams": exams_of(row) if row.exam_year else None,
        "moves": RULES.open_to(actor, row),
        "is_host": is_host(actor, row),
        "may_give": row.state in OPEN and can_teach(actor, row),
        "entries": shown_lines(
            row, story(row, actor=actor), tones={"finish": "done", "cancel": "ended"}
        ),
        **{
            f"{name}_form": _form(kind, row, None, prefix=name)
            for name, (kind, _verb, _makes) in ADDED.items()
        },
        **sent,
    }
    return render(request, "training/desk/class.html", context, status=status)


def _people(request: Request, row: Course) -> dict[str, Any]:
    part = next((part for part in PARTS if flag(request, part)), "held")
    page = class_page(row, part=part, after=cursor(request))
    return {"sees_people": True, "page": page, "opinions": opinions_of(row)}


def _parties(actor: Actor, row: Course) -> list[tuple[Party, bool]]:
    """Each with whether this actor may note its answer."""
    is_open = row.state == State.PROPOSED
    rows = row.parties.select_related("organisation", "course").order_by("side", "pk")
    return [(party, is_open and can_answer(actor, party)) for party in rows]


def _form(kind: Any, row: Course, data: Any, *, prefix: str) -> Any:
    more = {"course": row} if kind in {AskForm, LessonForm, PupilForm} else {}
    return kind(data, auto_id=f"{prefix}-%s", **more)


def _enrol(row: Course, form: PupilForm, request: Request) -> Enrolment:
    person = _person(row, form.cleaned_data, request)
    if year := form.cleaned_data.get("birth_year"):
        people.fill_in_birth_year(person, year, actor=request.actor)
    return actions.enrol(row, [person], actor=request.actor)[0]


def _enrol_list(row: Course, form: ListForm, request: Request) -> Any:
    found = [_person(row, {"name": name, "phone": phone}, request) for name, phone in form.lines()]
    if form.cleaned_data["together"]:
        return len(actions.enrol(row, found, actor=request.actor))
    return len(actions.enrol_list(row, found, actor=request.actor))


def _person(row: Course, fields: dict[str, Any], request: Request) -> Person:
    return people.know(row.county, name=fields["name"], phone=fields["phone"], actor=request.actor)


def _ask(row: Course, form: AskForm, request: Request) -> Party:
    return actions.ask(row, form.invitation(), actor=request.actor)


def _meet(row: Course, form: MeetForm, request: Request) -> Meeting:
    details = {name: form.cleaned_data[name] for name in ("held_on", "minutes")}
    return actions.meet(row, **details, actor=request.actor)


def _add_lesson(row: Course, form: LessonForm, request: Request) -> Lesson:
    return actions.add_lesson(row, form.slot(), actor=request.actor)


# what can be added -> its form, its verb, and what one of it is; a list makes many
ADDED: dict[str, tuple[Any, Any, Any]] = {
    "party": (AskForm, _ask, Party),
    "meeting": (MeetForm, _meet, Meeting),
    "lesson": (LessonForm, _add_lesson, Lesson),
    "person": (PupilForm, _enrol, Enrolment),
    "list": (ListForm, _enrol_list, None),
}
