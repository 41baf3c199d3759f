"""Which tables can be taken out of training, as Excel or CSV, streamed and masked?"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jinlin.core.errors import require
from jinlin.core.sheets import Column
from jinlin.domains.training.desk import planners, readers, suppliers, watchers
from jinlin.domains.training.forms.filters import FilterForm
from jinlin.domains.training.models import WITH_PERSON, Course, FollowUp, LessonState, Supply
from jinlin.domains.training.moves import COURSES
from jinlin.domains.training.permissions import can_watch
from jinlin.domains.training.queries import board as boards
from jinlin.domains.training.queries.board import ORDERS
from jinlin.domains.training.queries.course import whole_class
from jinlin.domains.training.queries.outcomes import followed
from jinlin.domains.training.queries.pool import pool
from jinlin.ground.accounts.taking_out import taken_out
from jinlin.shell.answers import file_kind
from jinlin.shell.boards import check_for_a_file
from jinlin.shell.requests import Request

CHUNK = 500
_HEADINGS_OF_CLASSES = (
    (gettext_lazy("Training class"), 30),
    (pgettext_lazy("training", "Kind"), 12),
    (gettext_lazy("Module"), 16),
    (gettext_lazy("Place"), 20),
    (gettext_lazy("Organised by"), 28),
    (gettext_lazy("State"), 12),
    (gettext_lazy("First lesson"), 17),
    (gettext_lazy("Seats"), 8),
    (gettext_lazy("Seats taken"), 8),
    (gettext_lazy("Opened by orders"), 10),
    (gettext_lazy("Due"), 17),
)
OF_CLASSES = tuple(Column(*each) for each in _HEADINGS_OF_CLASSES)
OF_PEOPLE = (
    Column(gettext_lazy("Name"), 12),
    Column(gettext_lazy("Phone"), 16),
    Column(gettext_lazy("Seat"), 16),
    Column(gettext_lazy("Lessons attended, in percent"), 14),
    Column(gettext_lazy("Test points"), 10),
    Column(gettext_lazy("Certificate of the class"), 24),
)
OF_WISHES = tuple(
    Column(heading, 14)
    for heading in (
        gettext_lazy("Community"),
        gettext_lazy("Module"),
        gettext_lazy("People who want it"),
        gettext_lazy("On weekdays by day"),
        gettext_lazy("On weekday evenings"),
        gettext_lazy("At the weekend"),
        gettext_lazy("At any time"),
    )
)
OF_SUPPLY = tuple(
    Column(heading, 16)
    for heading in (
        gettext_lazy("Module"),
        gettext_lazy("Course"),
        gettext_lazy("Offered by"),
        gettext_lazy("Teacher"),
        gettext_lazy("Hours of lessons"),
        gettext_lazy("Seats"),
        gettext_lazy("Cost for one person, in yuan"),
        gettext_lazy("Where"),
        gettext_lazy("Qualification of the provider"),
        gettext_lazy("Valid until"),
    )
)
OF_OUTCOMES = tuple(
    Column(heading, 16)
    for heading in (
        gettext_lazy("Training class"),
        gettext_lazy("Name"),
        gettext_lazy("Months after"),
        gettext_lazy("To be asked on"),
        gettext_lazy("How they stand"),
        gettext_lazy("Answered on"),
        gettext_lazy("By phone"),
    )
)


@readers
@never_cache
@require_safe
def classes(request: Request) -> HttpResponseBase:
    """The classes under the filters of the address. A filter that cannot be used is a no."""
    form = FilterForm(request.GET)
    check_for_a_file(form)
    filters = form.filters()
    rows = boards.board(request.actor, filters).order_by(*ORDERS[filters.order])
    return taken_out(
        request, OF_CLASSES, _classes(rows), name=_("Training classes"), kind=file_kind(request)
    )


@planners
@never_cache
@require_safe
def people(request: Request, pk: UUID) -> HttpResponseBase:
    """The list of the class, names and phones masked, with a column for each lesson that was
    held.
    """
    course = COURSES.in_scope(request.actor, pk)
    require(can_watch(request.actor, course))
    lessons, everybody = whole_class(course)
    held = [n for n, each in enumerate(lessons) if each.state == LessonState.HELD]
    days = [Column(f"{lessons[n].on:%m-%d}", 8) for n in held]
    lines = ([*_person(pupil), *_cells(pupil, held)] for pupil in everybody)
    return taken_out(
        request, (*OF_PEOPLE, *days), lines, name=_("Class list"), kind=file_kind(request)
    )


@watchers
@never_cache
@require_safe
def wanted(request: Request) -> HttpResponseBase:
    """The whole pool: numbers, no names."""
    lines = (
        [row.place, row.module.name, row.people, *row.cells]
        for row in pool(request.actor, most=None)
    )
    return taken_out(request, OF_WISHES, lines, name=_("Training orders"), kind=file_kind(request))


@suppliers
@never_cache
@require_safe
def supply(request: Request) -> HttpResponseBase:
    """课程供给清单."""
    rows = Supply.objects.visible_to(request.actor).current()
    rows = rows.select_related("module", "provider", "teacher")
    rows = rows.order_by("module__order", "module__name", "title", "pk")
    return taken_out(
        request, OF_SUPPLY, _supply(rows), name=_("Courses on offer"), kind=file_kind(request)
    )


@watchers
@never_cache
@require_safe
def outcomes(request: Request) -> HttpResponseBase:
    """How each stands who was to be asked, names masked; empty where it is not known."""
    rows = followed(request.actor).select_related(*WITH_PERSON).order_by("due_on", "pk")
    name = _("What became of them")
    return taken_out(request, OF_OUTCOMES, _outcomes(rows), name=name, kind=file_kind(request))


def _classes(rows: Any) -> Iterator[Sequence[Any]]:
    row: Course
    for row in rows.iterator(chunk_size=CHUNK):
        yield (
            row.title,
            str(row.get_kind_display()),
            row.module.name if row.module else "",
            row.place.name,
            row.organiser.name,
            str(row.get_state_display()),
            row.starts_at,
            row.seats,
            row.unit.taken if row.unit else 0,
            _("yes") if row.opened_by_orders else "",
            row.due_at,
        )


def _person(pupil: Any) -> Sequence[Any]:
    return (
        pupil.name,
        pupil.row.person.shown_phone(),
        str(pupil.row.seat.get_state_display()),
        pupil.percent,
        pupil.assessment.total if pupil.assessment else "",
        pupil.certificate.number if pupil.certificate else "",
    )


def _cells(pupil: Any, held: Sequence[int]) -> list[str]:
    return [_("yes") if pupil.cells[number][1] else "" for number in held]


def _supply(rows: Any) -> Iterator[Sequence[Any]]:
    row: Supply
    for row in rows.iterator(chunk_size=CHUNK):
        yield (
            row.module.name,
            row.title,
            row.provider.name,
            row.teacher.name if row.teacher else "",
            row.hours,
            row.seats,
            row.cost,
            row.where,
            row.qualification,
            row.valid_until,
        )


def _outcomes(rows: Any) -> Iterator[Sequence[Any]]:
    row: FollowUp
    for row in rows.iterator(chunk_size=CHUNK):
        yield (
            row.title,
            row.person.shown_name(),
            row.months,
            row.due_on,
            str(row.get_answer_display()) if row.answer else "",
            row.answered_on,
            _("yes") if row.is_by_phone else "",
        )
