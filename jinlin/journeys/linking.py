"""From which page does staff link what happened elsewhere to a project?"""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core.errors import NotHere, Refusal, require
from jinlin.domains.projects.models import ActivityKind
from jinlin.domains.projects.models.project import OWNERS
from jinlin.domains.projects.moves import MOVES
from jinlin.domains.projects.permissions import can_write
from jinlin.ground.accounts import doors
from jinlin.journeys.project_links import link, offers
from jinlin.shell.requests import Request


class LinkForm(forms.Form):
    kind = forms.ChoiceField(choices=ActivityKind.choices)
    key = forms.UUIDField()


@doors.role(*OWNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def project_links(request: Request, pk: UUID) -> HttpResponse:
    """What may be linked to the project; each posted stands among its activities."""
    row = MOVES.in_scope(request.actor, pk)
    require(can_write(request.actor, row))
    status = 200
    if request.method == "POST":
        form = LinkForm(request.POST)
        if form.is_valid():
            return _link(request, pk, form)
        status = 422
    found = offers(row, actor=request.actor) if row.is_running else []
    lines = [(each, ActivityKind(each.kind).label) for each in found]
    context = {"project": row, "lines": lines}
    return render(request, "journeys/project_links.html", context, status=status)


def _link(request: Request, pk: UUID, form: LinkForm) -> HttpResponse:
    row = MOVES.in_scope(request.actor, pk)
    try:
        made = link(row, **form.cleaned_data, actor=request.actor)
    except NotHere:
        messages.error(request, _("This is not offered any more."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Linked: %(name)s.") % {"name": made.title})
    return redirect("journeys:project_links", pk)
