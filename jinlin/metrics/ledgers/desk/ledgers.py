"""Where are ledgers drawn up, counted anew, signed and taken out?"""

from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jinlin.core import paging
from jinlin.core.errors import Refusal
from jinlin.core.files.kinds import KINDS
from jinlin.ground.accounts import doors
from jinlin.metrics.ledgers import actions, queries
from jinlin.metrics.ledgers.forms import DrawForm
from jinlin.metrics.ledgers.models import Ledger, Template
from jinlin.metrics.papers.desk import open_to, place_of, version_of
from jinlin.metrics.papers.rows import WRITERS
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request, cursor

ORDER = ("-counted_at", "-pk")


@doors.keeper(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ledgers(request: Request) -> HttpResponse:
    """The ledgers of the places that this person looks after; a new one is drawn up."""
    place = place_of(request)
    found = Template.objects.current().filter(place_code__in=_above(place.code)).order_by("name")
    form = DrawForm(request.POST or None, templates=found)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            template = found.get(pk=form.cleaned_data["template"])
            period = form.cleaned_data["period"]
            made = actions.draw_up(template, place, period, actor=request.actor)
            return redirect("ledgers:ledger", made.pk)
        except Refusal as refusal:
            put_problem(form, refusal)
            status = refusal.status
    rows = queries.briefly(Ledger.objects.for_desk(request.actor)).select_related("template")
    page = paging.page(rows, order=ORDER, after=cursor(request))
    context = {"place": place, "form": form, "page": page, "templates": found}
    return render(request, "ledgers/ledgers.html", context, status=status)


@doors.keeper(*WRITERS)
@require_safe
def ledger(request: Request, pk: UUID) -> HttpResponse:
    """One ledger: what it says, and how each figure is counted."""
    found = _found(request, pk)
    context = {
        "ledger": found,
        "words": found.values.get("情况", ""),
        "period": found.values.get("期间", found.period),
        "lines": queries.lines_of(found),
        "keys": {each["name"]: each for each in found.definitions},
        "why_unsigned": queries.why_unsigned(found),
        **open_to(request, found, actions.LEDGER),
    }
    return render(request, "ledgers/ledger.html", context)


@doors.keeper(*WRITERS)
@require_POST
def recount(request: Request, pk: UUID) -> HttpResponse:
    """Once more, from the records as they are now."""
    actions.recount(_found(request, pk), version=version_of(request), actor=request.actor)
    messages.success(request, _("Counted anew."))
    return redirect("ledgers:ledger", pk)


@doors.keeper(*WRITERS)
@require_POST
def sign(request: Request, pk: UUID) -> HttpResponse:
    """From now on it stays as it is."""
    paper = actions.sign(_found(request, pk), version=version_of(request), actor=request.actor)
    messages.success(request, _("Signed: %(number)s.") % {"number": paper.number})
    return redirect("ledgers:ledger", pk)


@doors.keeper(*WRITERS)
@require_safe
def file(request: Request, pk: UUID) -> HttpResponseBase:
    """The ledger in the county's own layout."""
    found = _found(request, pk)
    kind = found.template.kind
    return FileResponse(
        BytesIO(queries.file_of(found)),
        as_attachment=True,
        filename=f"{found.title}-{found.period}.{kind}",
        content_type=KINDS[kind].content_type,
    )


@doors.keeper(*WRITERS)
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """The template is offered no more."""
    rows = Template.objects.for_desk(request.actor).current()
    actions.drop(get_object_or_404(rows, pk=pk), actor=request.actor)
    messages.success(request, _("This template is offered no more."))
    return redirect("ledgers:templates")


def _above(code: str) -> list[str]:
    """A place and all that lie above it: their templates may be used below."""
    return [code[:length] for length in range(2, len(code) + 1)]


def _found(request: Request, pk: UUID) -> Ledger:
    rows = Ledger.objects.for_desk(request.actor).select_related("place", "template")
    return get_object_or_404(rows, pk=pk)
