"""Where are the reports of months and years drawn up, put right, signed and taken out?"""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging, sheets
from jinlin.core.errors import Refusal
from jinlin.ground.accounts import doors
from jinlin.metrics import actions
from jinlin.metrics.forms import MonthForm, WordsForm
from jinlin.metrics.models import Report
from jinlin.metrics.papers import word
from jinlin.metrics.papers.desk import open_to, place_of, version_of
from jinlin.metrics.papers.rows import WRITERS
from jinlin.metrics.reporting import lines_of
from jinlin.shell.requests import Request, cursor, flag

ORDER = ("-month", "-pk")


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: Request) -> HttpResponse:
    """The reports of the places that this person looks after; a new one is drawn up for one of
    them.
    """
    place = place_of(request)
    form = MonthForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        drawn = actions.draw_up(place, form.cleaned_data["month"], actor=request.actor)
        return redirect("metrics:report", drawn.pk)
    rows = Report.objects.for_desk(request.actor).select_related("place").defer("lines", "words")
    page = paging.page(rows, order=ORDER, after=cursor(request))
    context = {"place": place, "form": form, "page": page}
    return render(request, "metrics/reports.html", context, status=422 if form.errors else 200)


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, pk: UUID) -> HttpResponse:
    """One report: its words, and each figure with its way to the rows."""
    found = _found(request, pk)
    form = WordsForm(request.POST or None, initial={"words": found.words, "version": found.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_words(found, **_typed(form), actor=request.actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return _page(request, _found(request, pk), form, refusal.status)
        messages.success(request, _("The words stand as you wrote them."))
        return redirect("metrics:report", pk)
    return _page(request, found, form, 422 if form.errors else 200)


@doors.keeper(*WRITERS)
@require_POST
def recount(request: Request, pk: UUID) -> HttpResponse:
    """Once more, from the records as they are now."""
    actions.recount(_found(request, pk), version=version_of(request), actor=request.actor)
    messages.success(request, _("Counted anew."))
    return redirect("metrics:report", pk)


@doors.keeper(*WRITERS)
@require_POST
def sign(request: Request, pk: UUID) -> HttpResponse:
    """From now on it stays as it is."""
    paper = actions.sign(_found(request, pk), version=version_of(request), actor=request.actor)
    messages.success(request, _("Signed: %(number)s.") % {"number": paper.number})
    return redirect("metrics:report", pk)


@doors.keeper(*WRITERS)
@require_safe
def take_report(request: Request, pk: UUID) -> HttpResponseBase:
    """The figures of the report as an Excel sheet, as they stand in it."""
    found = _found(request, pk)
    heads = (
        *(_("Field of work shown"), _("Figure"), found.period, before_of(found)),
        *(_("Unit of measure"), _("Met"), _("All"), _("What is counted")),
    )
    columns = [sheets.Column(str(heading), 20) for heading in heads]
    rows = (
        (
            *(line["group"], line["name"], line["shown"], line["before"], line["unit"]),
            *(line["numerator"], line["denominator"], line["counted"]),
        )
        for line in found.lines
    )
    file, _written = sheets.as_xlsx(columns, rows, name=found.month)
    name = f"{found.place.name}-{found.month}.xlsx"
    return FileResponse(
        file, as_attachment=True, filename=name, content_type=sheets.CONTENT["xlsx"]
    )


@doors.keeper(*WRITERS)
@require_safe
def take_words(request: Request, pk: UUID) -> HttpResponseBase:
    """The report as a Word file: its words, its figures and how each is counted."""
    found = _found(request, pk)
    file = BytesIO(word.written(found, before_of(found)))
    name = f"{found.place.name}-{found.month}.docx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=word.CONTENT)


def before_of(report: Report) -> str:
    """What its second column of figures is called."""
    return pgettext("report", "The year before") if report.is_of_year else _("The month before")


def _page(request: Request, found: Report, form: WordsForm, status: int) -> HttpResponse:
    groups: dict[str, list[Any]] = {}
    for line in _beside_now(found) if flag(request, "now") else found.lines:
        groups.setdefault(line["group"], []).append(line)
    context = {
        "report": found,
        "form": form,
        "groups": groups,
        "is_beside_now": flag(request, "now"),
        "before": before_of(found),
        **open_to(request, found, actions.kind_of(found)),
    }
    return render(request, "metrics/report.html", context, status=status)


def _beside_now(found: Report) -> list[dict[str, Any]]:
    """What was said then, each with what would be said now."""
    now = {line["key"]: line["shown"] for line in lines_of(found.place, found.month)}
    return [line | {"now": now.get(line["key"], "")} for line in found.lines]


def _found(request: Request, pk: UUID) -> Report:
    rows = Report.objects.for_desk(request.actor).select_related("place")
    return get_object_or_404(rows, pk=pk)


def _typed(form: WordsForm) -> dict[str, Any]:
    return {"words": form.cleaned_data["words"], "version": form.cleaned_data["version"]}
