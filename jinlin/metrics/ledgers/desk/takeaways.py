"""Where is a long list asked for, watched and fetched?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.sheets import CONTENT
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.taking_out import let_out
from jinlin.metrics import queries as figures
from jinlin.metrics import units
from jinlin.metrics.catalogue import find
from jinlin.metrics.ledgers import actions
from jinlin.metrics.ledgers.forms import TakeawayForm
from jinlin.metrics.ledgers.models import Step, Takeaway
from jinlin.metrics.permissions import READERS, can_read_figure
from jinlin.metrics.spans import NO_SUCH_DAYS
from jinlin.shell.requests import Request


@doors.role(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def takeaways(request: Request) -> HttpResponse:
    """The lists that this person asked for, and how far they are."""
    if request.method == "POST":
        _ask(request)
        messages.success(request, _("The list is being made. It waits here until it is fetched."))
        return redirect("ledgers:takeaways")
    rows = list(Takeaway.objects.of(request.actor).order_by("-asked_at")[:50])
    running = any(row.step in {Step.WAITING, Step.GOING} for row in rows)
    return render(request, "ledgers/takeaways.html", {"rows": rows, "running": running})


@doors.role(*READERS)
@require_safe
def fetch(request: Request, pk: UUID) -> HttpResponseBase:
    """The file, for whoever asked for it."""
    row = get_object_or_404(Takeaway.objects.of(request.actor), pk=pk)
    require(
        can_read_figure(request.actor, find(row.key), row.place_code)
    )  # a grant may have ended meanwhile
    if row.step != Step.DONE:
        raise NotNow(_("This list is not ready, or has expired. Please ask for it again."))
    try:
        held = row.path.open("rb")
    except FileNotFoundError as problem:
        raise NotHere from problem
    return let_out(
        request,
        held,
        why=f"{row.name}, {row.kind}, {row.done}: as_of={row.as_of}",
        called=f"{row.name}-{row.as_of:%Y%m%d}.{row.kind}",
        content_type=CONTENT[row.kind],
        of=row,
    )


def _ask(request: Request) -> Takeaway:
    form = TakeawayForm(request.POST)
    if not form.is_valid():
        raise Unusable(_("Please open the rows behind a figure and take them away from there."))
    fields = form.cleaned_data
    place = figures.readable_place(request.actor, fields["place"])
    if place is None:
        raise NotHere
    try:
        days = {name: fields[name] for name in ("month", "year", "as_of", "since")}
        window = figures.window_of(place, **days)
    except ValueError as problem:
        raise Unusable(NO_SUCH_DAYS) from problem
    unit = units.readable_unit(request.actor, str(fields["unit"])) if fields["unit"] else None
    if fields["unit"] and unit is None:
        raise NotHere
    terms = {"met_only": fields["met"], "unit": unit, "actor": request.actor}
    return actions.ask_for(fields["key"], window, fields["kind"], **terms)
