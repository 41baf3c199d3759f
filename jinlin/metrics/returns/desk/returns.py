"""Where is a form filled, checked, signed and taken out?"""

from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import Refusal
from jinlin.core.figures.measures import NOWHERE
from jinlin.core.files.kinds import KINDS
from jinlin.core.time import clock
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import DUTIES
from jinlin.ground.accounts.taking_out import let_out
from jinlin.ground.places.models import Place
from jinlin.metrics import catalogue
from jinlin.metrics import queries as figures
from jinlin.metrics.papers.desk import open_to, place_of, version_of
from jinlin.metrics.papers.rows import WRITERS
from jinlin.metrics.publishing import chosen
from jinlin.metrics.returns import actions, queries
from jinlin.metrics.returns.desk import looks
from jinlin.metrics.returns.forms import TakeForm
from jinlin.metrics.returns.models import Answer, Blank, Origin, Return
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request, cursor

CELL = "cell:"  # before the ref in the name of a typed cell
METER = "returns.from_records_rate"
ORDER = ("-filled_at", "-pk")


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def returns(request: Request) -> HttpResponse:
    """The filled forms of the places that this person looks after, and the way in for a new one."""
    place = place_of(request)
    form = TakeForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        posted = post_once(request, form, lambda: _take(request, place, form))
        if posted.is_done:
            return redirect(posted.made)
        status = posted.status
    page = paging.page(queries.board(request.actor), order=ORDER, after=cursor(request))
    context = {
        "place": place,
        "form": form,
        "page": page,
        "blanks": queries.unconfirmed(request.actor)[:20],
        "known": queries.confirmed(request.actor)[:50],
    }
    return render(request, "returns/returns.html", context, status=status)


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def filled(request: Request, pk: UUID) -> HttpResponse:
    """One form with what stands in it; what is missing is written here."""
    found = _found(request, pk)
    if request.method != "POST":
        return _page(request, found)
    typed = {
        name.removeprefix(CELL): value
        for name, value in request.POST.items()
        if name.startswith(CELL) and isinstance(value, str)
    }
    try:
        actions.write(found, typed, version=version_of(request), actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        return _page(request, _found(request, pk), typed=typed, problem=refusal)
    messages.success(request, _("Kept. What you typed is marked as written by hand."))
    return redirect("returns:return", pk)


@doors.keeper(*WRITERS)
@require_safe
def answer(request: Request, pk: UUID) -> HttpResponse:
    """One cell: how it was counted, and the rows behind it that this person may open."""
    found = _found(request, pk)
    row = get_object_or_404(found.answers, ref=request.GET.get("ref", ""))
    context = {"return": found, "answer": row, "meaning": row.meaning, **_behind(request, row)}
    return render(request, "returns/answer.html", context)


@doors.keeper(*WRITERS)
@require_POST
def again(request: Request, pk: UUID) -> HttpResponse:
    """Once more, from the records as they are now."""
    actions.fill_again(_found(request, pk), version=version_of(request), actor=request.actor)
    messages.success(request, _("Filled anew. What was written by hand stayed."))
    return redirect("returns:return", pk)


@doors.keeper(*WRITERS)
@require_POST
def sign(request: Request, pk: UUID) -> HttpResponse:
    """From now on it stays as it is."""
    try:
        paper = actions.sign(_found(request, pk), version=version_of(request), actor=request.actor)
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        return _page(request, _found(request, pk), problem=refusal)
    messages.success(request, _("Signed: %(number)s.") % {"number": paper.number})
    return redirect("returns:return", pk)


@doors.keeper(*WRITERS)
@require_safe
def file(request: Request, pk: UUID) -> HttpResponseBase:
    """The form in its own layout, filled."""
    found = _found(request, pk)
    kind = found.blank.kind
    return let_out(
        request,
        BytesIO(queries.file_of(found)),
        why=f"{found.title}, {found.month}",
        called=f"{found.title}-{found.month}.{kind}",
        content_type=KINDS[kind].content_type,
        of=found,
    )


@doors.keeper(*WRITERS)
@require_safe
def meter(request: Request) -> HttpResponse:
    """How much is still typed by hand, by form and by role."""
    roles = [
        (DUTIES[each.name].label if each.name in DUTIES else each.name, each)  # type: ignore[index]
        for each in queries.by_role(request.actor)
    ]
    place = place_of(request)
    public = {each.key for each in chosen(place.county_code, clock.today())}
    context = {
        "forms": queries.by_form(request.actor),
        "roles": roles,
        "place": place,
        "is_public": METER in public,
    }
    return render(request, "returns/meter.html", context)


def _take(request: Request, place: Place, form: TakeForm) -> str:
    fields = form.cleaned_data
    made = actions.take_in(
        fields["file"], place, fields["month"], due_on=fields["due_on"], actor=request.actor
    )
    page = "returns:blank" if isinstance(made, Blank) else "returns:return"
    return reverse(page, args=[made.pk])


def _page(
    request: Request, found: Return, *, typed: Any = None, problem: Refusal | None = None
) -> HttpResponse:
    layout = queries.layout_of(found.blank)
    may = open_to(request, found, actions.RETURN)
    fields = _fields(found, typed or {}, may_change=may["may_change"])
    context = {
        "return": found,
        "tables": looks.tables(layout, fields),
        "paragraphs": looks.paragraphs(layout, fields),
        "meter": queries.meter_of(found),
        "missing": [each for each in fields.values() if each["row"].origin == Origin.MISSING],
        "problem": problem,
        "why_unsigned": queries.why_unsigned(found),
        **may,
    }
    status = problem.status if problem else 200
    return render(request, "returns/return.html", context, status=status)


def _fields(found: Return, typed: dict[str, str], *, may_change: bool) -> dict[str, Any]:
    address = reverse("returns:answer", args=[found.pk])
    by_hand = {Origin.HAND, Origin.MISSING}
    return {
        row.ref: {
            "row": row,
            "ref": row.ref,
            "name": f"{CELL}{row.ref}",
            "value": typed.get(row.ref, row.value),
            "is_typed": may_change and row.origin in by_hand,
            "href": f"{address}?{urlencode({'ref': row.ref})}",
        }
        for row in found.answers.all()
    }


def _behind(request: Request, row: Answer) -> dict[str, Any]:
    """The rows that the records have now for the days and place of the cell."""
    days, key = queries.window_of(row), row.meaning.get("key", "")
    if days is None or key not in catalogue.MEASURES:
        return {}
    measure = catalogue.find(key)
    met_only = row.meaning.get("part") == "met"
    found = figures.matters(measure, days, met_only=met_only, actor=request.actor)
    order = (f"-{measure.day_field}", "-pk")
    page = paging.page(found, order=order, after=cursor(request))
    lines = [
        (
            getattr(each, measure.subject_field) if measure.subject_field else each,
            measure.day_of(each),
        )
        for each in page.rows
    ]
    return {
        "measure": measure,
        "page": page,
        "lines": lines,
        "opening": catalogue.opening_of(lines[0][0]._meta.label_lower) if lines else NOWHERE,
        "place": Place.objects.present().filter(code=days.place_code).first(),
    }


def _found(request: Request, pk: UUID) -> Return:
    rows = Return.objects.for_desk(request.actor).select_related("place", "blank")
    return get_object_or_404(rows, pk=pk)
