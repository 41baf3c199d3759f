"""Who looks for work, and how is that written down for somebody without a phone?"""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jinlin.core import paging
from jinlin.core.actor import within
from jinlin.core.errors import NotHere
from jinlin.domains.training import actions
from jinlin.domains.training.desk import keepers
from jinlin.domains.training.forms.typed import LookingForm
from jinlin.domains.training.models import HOSTS, JobWish
from jinlin.ground.people import actions as people
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request, cursor


@keepers
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def looking(request: Request) -> HttpResponse:
    """Who of one's places looks for work, the longest first, and the form of somebody more."""
    form, status = LookingForm(request.POST or None, actor=request.actor), 200
    if form.is_bound:
        posted = post_once(request, form, lambda: _look(form, request))
        if posted.is_done:
            messages.success(request, _("Noted. They are asked before anybody gets their name."))
            return redirect("training:looking")
        status = posted.status
    rows = _wishes(request).select_related("person", "place")
    page = paging.page(rows, order=("said_on", "id"), after=cursor(request))
    context = {"form": form, "page": page, "rows": page.rows}
    return render(request, "training/desk/looking.html", context, status=status)


@keepers
@require_POST
def stop(request: Request, pk: UUID) -> HttpResponse:
    """They look for work no more."""
    row = _wishes(request).filter(pk=pk).first()
    if row is None:
        raise NotHere
    actions.stop_looking(row, actor=request.actor)
    messages.success(request, _("They are matched no more."))
    return redirect("training:looking")


def _wishes(request: Request) -> "QuerySet[JobWish]":
    return JobWish.objects.filter(within(request.actor.codes(*HOSTS)), ended_on=None)


def _look(form: LookingForm, request: Request) -> str:
    fields = form.cleaned_data
    place = fields["place"]
    person = people.know(
        place.county_code, name=fields["name"], phone=fields["phone"], actor=request.actor
    )
    made = actions.look_for_work(person, place, times=fields["times"], actor=request.actor)
    return str(made.pk)
