"""Who stands in the register, under which filters; one record; how many in which layers?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms import CrossForm, FilterForm, WhyForm
from jinlin.domains.workforce.models import Professional, Sector, UpdateKind
from jinlin.domains.workforce.permissions import can_see_clear
from jinlin.domains.workforce.queries import counts
from jinlin.domains.workforce.queries.standing import findings, holdings
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request

READERS = (Role.REGISTRAR, Role.PARTNER)
ORDER = ("-entered_on", "-id")


@doors.role(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The register, the newest first; names are masked."""
    actor: Actor = request.actor
    form = FilterForm(request.GET, actor=actor)
    used = form.used()
    page = paging.page(
        chosen(actor, used), order=ORDER, after=request.GET.get("after", ""), size=50
    )
    sectors = dict(Sector.objects.values_list("code", "name"))
    rows = [(row, sectors.get(getattr(row, "sector", ""), "")) for row in page.rows]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "used": used,
        "keeps": actor.holds(Role.REGISTRAR),
        "why": WhyForm(),
    }
    return render(request, "workforce/desk/board.html", context)


@doors.role(*READERS)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: Request, pk: UUID) -> HttpResponse:
    """One record, masked; posted with a reason, clear for this once."""
    actor: Actor = request.actor
    one = in_scope(actor, pk)
    form, is_clear = WhyForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        try:
            actions.see_clear(one, why=form.cleaned_data["why"], actor=actor)
            is_clear = True
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            put_problem(form, refusal)
    status = 422 if form.errors else 200
    return render(
        request, "workforce/desk/record.html", shown(one, actor, form, is_clear), status=status
    )


@doors.role(*READERS)
@require_safe
def layers(request: Request) -> HttpResponse:
    """How many people, in any cross of two layers."""
    actor: Actor = request.actor
    form = CrossForm(request.GET)
    form.is_valid()
    down = form.cleaned_data.get("down") or "level"
    across = form.cleaned_data.get("across") or "schooling"
    words = counts.dimensions()
    words["county"] = dict(counties(actor))
    found = counts.cross(Professional.objects.for_desk(actor).standing(), across, down)
    for layer, values in ((across, found.columns), (down, [row[0] for row in found.rows])):
        if layer == "town":
            words["town"] = towns(values)
    context = {
        "form": form,
        "columns": [words[across].get(value, value) for value in found.columns],
        "rows": [
            (words[down].get(value, value), cells, total) for value, cells, total in found.rows
        ],
        "total": found.total,
    }
    return render(request, "workforce/desk/layers.html", context)


def chosen(actor: Actor, used: dict[str, Any]) -> "QuerySet[Any]":
    """The rows under the filters, with what their lines show."""
    rows: QuerySet[Any] = counts.layered(
        Professional.objects.for_desk(actor).standing()
    ).select_related("person")
    if name := used.get("name"):
        rows = rows.filter(name_key=match_key(name, "name"))
    if county := used.get("county"):
        rows = rows.filter(county=county)
    if level := used.get("level"):
        rows = rows.filter(level=level)
    if schooling := used.get("schooling"):
        rows = rows.filter(schooling=schooling)
    if sector := used.get("sector"):
        rows = rows.filter(sector=sector.pk)
    return rows


def in_scope(actor: Actor, pk: UUID) -> Professional:
    """The record, if this actor keeps it or it is of their unit. Raises NotHere."""
    one = Professional.objects.for_desk(actor).select_related("person").filter(pk=pk).first()
    if one is None:
        raise NotHere
    return one


def shown(one: Professional, actor: Actor, form: WhyForm, is_clear: bool) -> dict[str, Any]:
    """Everything that the page of a record shows."""
    year = clock.today().year
    return {
        "one": one,
        "name": one.person.shown_name(clear=is_clear),
        "citizen_id": one.person.shown_citizen_id(clear=is_clear),
        "phone": one.person.shown_phone(clear=is_clear),
        "is_clear": is_clear,
        "form": form,
        "may_look": can_see_clear(actor, one),
        "posts": list(one.posts.select_related("sector")),
        "degrees": list(one.degrees.all()),
        "holdings": holdings(one),
        "education": list(one.education.order_by("-on")[:20]),
        "findings": [(each, each.best) for each in findings(one, year)],
        "year": year,
        "kinds": UpdateKind.choices,
    }


def towns(codes: Iterable[Any]) -> dict[Any, Any]:
    """The names of these towns; somebody of whom only the county is known has none."""
    rows = Place.objects.present().filter(code__in=[code for code in codes if code])
    return {**dict(rows.values_list("code", "name")), None: ""}


def counties(actor: Actor) -> list[tuple[str, str]]:
    from jinlin.domains.workforce.forms import counties_of  # noqa: PLC0415 - one more question

    return counties_of(actor)
