"""How does a lead say who sits in a series?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jinlin.core.errors import NotHere, Unusable
from jinlin.domains.receptions import actions
from jinlin.domains.receptions.desk.series import leads, show, visible
from jinlin.domains.receptions.forms.series import SeatForm
from jinlin.shell.requests import Request


@leads
@require_POST
def seat(request: Request, pk: UUID) -> HttpResponse:
    """One more place on the roster."""
    row = visible(request, pk)
    form = SeatForm(request.POST, series=row, auto_id="seat-%s")
    if form.is_valid():
        try:
            made = actions.seat(row, chair=form.chair(), actor=request.actor)
            messages.success(request, _("On the roster: %(who)s.") % {"who": made.face})
            return redirect("receptions:one_series", pk)
        except Unusable as no:
            form.add_error(no.field if no.field in form.fields else None, str(no))
    return show(request, row, seat_form=form, status=422)


@leads
@require_POST
def unseat(request: Request, pk: UUID, seat: UUID) -> HttpResponse:
    """A place less on the roster."""
    found = visible(request, pk).roster.select_related("organisation").filter(pk=seat).first()
    if found is None:
        raise NotHere
    actions.unseat(found, actor=request.actor)
    messages.success(request, _("No longer on the roster: %(who)s.") % {"who": found.face})
    return redirect("receptions:one_series", pk)
