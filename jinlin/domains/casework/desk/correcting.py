"""What does one service without a case say, and how is it put right or taken back?"""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, require
from jinlin.domains.casework import actions
from jinlin.domains.casework.desk.serving import place_of, service_door, signed
from jinlin.domains.casework.forms.cases import agency_choices
from jinlin.domains.casework.forms.correcting import CorrectionForm, StrikeForm
from jinlin.domains.casework.models import Point, Service
from jinlin.domains.casework.permissions import can_correct
from jinlin.domains.casework.queries.choices import places_of
from jinlin.ground.accounts.queries import names_of
from jinlin.shell.answers import post_made, post_once
from jinlin.shell.requests import Request, cursor

SIZE = 50


@service_door
@require_safe
def service(request: Request, service: UUID) -> HttpResponse:
    """One service: what was written down, by whom; struck out, by whom and why."""
    row = _in_scope(request, service)
    names = names_of(key for key in (row.by, row.struck_by) if key)
    context = {
        "service": row,
        "by": names.get(row.by, "") if row.by else "",
        "struck_by": names.get(row.struck_by, "") if row.struck_by else "",
        "right": Service.objects.filter(corrects=row).first(),
        "along": row.along.count(),
        "may_correct": row.struck_at is None and can_correct(request.actor, row),
    }
    return render(request, "casework/desk/service.html", context)


@service_door
@require_safe
def struck(request: Request) -> HttpResponse:
    """What was struck out, with the reason: nothing that was written down disappears."""
    rows = Service.objects.for_desk(request.actor).filter(case=None, struck_at__isnull=False)
    page = paging.page(
        rows.select_related("place", "agency"),
        order=("-struck_at", "-id"),
        after=cursor(request),
        size=SIZE,
    )
    context = {"page": page, "rows": signed(page.rows)}
    return render(request, "casework/desk/struck_services.html", context)


@service_door
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: Request, service: UUID) -> HttpResponse:
    """The service counts no longer."""
    row, status = _in_scope(request, service), 200
    require(can_correct(request.actor, row))
    form = StrikeForm(request.POST or None)
    if form.is_bound:
        posted = post_once(request, form, lambda: _strike(row, form, request))
        if posted.is_done:
            messages.success(request, _("Struck out: it counts no longer."))
            return redirect("casework:service", service)
        status = posted.status
    context = {"service": row, "form": form}
    return render(request, "casework/desk/strike_service.html", context, status=status)


@service_door
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def correct(request: Request, service: UUID) -> HttpResponse:
    """The service as it really was stands in its stead; sent twice, once."""
    row, status = _in_scope(request, service), 200
    require(can_correct(request.actor, row))
    form = _form(request, row)
    if form.is_bound:
        posted = post_made(request, form, Service, "", lambda: _corrected(request, row, form))
        if posted.is_done:
            messages.success(request, _("Put right. The line that was wrong counts no longer."))
            return redirect("casework:service", posted.made)
        status = posted.status
    context = {"service": row, "form": form}
    return render(request, "casework/desk/correct_service.html", context, status=status)


def _in_scope(request: Request, key: UUID) -> Service:
    rows = Service.objects.for_desk(request.actor).filter(case=None)
    row = rows.select_related("agency", "place", "point", "corrects").filter(pk=key).first()
    if row is None:
        raise NotHere
    return row


def _form(request: Request, row: Service) -> CorrectionForm:
    points = {each.pk: each.name for each in Point.objects.open().filter(agency=row.agency)}
    points |= {row.point.pk: row.point.name} if row.point else {}
    places = dict([(row.place_code, row.place.name), *places_of([row.agency])])
    return CorrectionForm(
        request.POST or None,
        service=row,
        agencies=agency_choices([row.agency]),
        points=[(str(key), name) for key, name in points.items()],
        places=list(places.items()),
    )


def _strike(row: Service, form: StrikeForm, request: Request) -> str:
    reason = form.cleaned_data["reason"]
    return str(actions.strike(row, reason=reason, actor=request.actor).pk)


def _corrected(request: Request, row: Service, form: CorrectionForm) -> Service:
    fields = form.cleaned_data
    points = Point.objects.filter(agency=row.agency)
    point = points.filter(pk=fields["point"]).first() if fields["point"] else None
    terms = replace(form.service_terms(place_of(fields["place"]), point), key=None)
    return actions.correct(row, terms, reason=fields["reason"], actor=request.actor)
