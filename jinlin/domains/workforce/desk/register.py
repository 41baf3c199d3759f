"""Who stands in the register, under which filters; one record; how many in which layers?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms import CrossForm, FilterForm, WhyForm
from jinlin.domains.workforce.models import Professional, Sector, UpdateKind
from jinlin.domains.workforce.permissions import can_see_clear
from jinlin.domains.workforce.queries import counts
from jinlin.domains.workforce.queries.board import register_page
from jinlin.domains.workforce.queries.standing import findings, holdings, known_of
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.shell.answers import put_problem
from jinlin.shell.requests import Request, cursor

READERS = (Role.REGISTRAR, Role.PARTNER)


@doors.role(*READERS)
@require_safe
def board(request: Request) -> HttpResponse:
    """The register, the newest first; names are masked."""
    actor: Actor = request.actor
    form = FilterForm(request.GET, actor=actor)
    used = form.chosen()
    page = register_page(actor, used, after=cursor(request))
    sectors = dict(Sector.objects.values_list("code", "name"))
    named = towns({row.place_code for row in page.rows})
    rows = [
        (row, sectors.get(getattr(row, "sector", ""), ""), named.get(row.place_code, ""))
        for row in page.rows
    ]
    context = {
        "form": form,
        "filter_form": form,
        "page": page,
        "rows": rows,
        "used": used,
        "keeps": actor.holds(Role.REGISTRAR),
        "why": WhyForm(),
    }
    return render(request, "workforce/desk/board.html", context, status=form.status)


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
    """How many people, in any cross of two or three layers, now or as a survey round froze them."""
    form = CrossForm(request.GET, actor=request.actor)
    used = form.used
    down, across = used.get("down") or "level", used.get("across") or "schooling"
    also = used.get("also") or ""
    if one := used.get("of"):
        found = counts.cross_of_round(one, across, down, also=also)
    else:
        rows = Professional.objects.for_desk(request.actor).standing()
        found = counts.cross(rows, across, down, also=also)
    return render(
        request,
        "workforce/desk/layers.html",
        {
            "form": form,
            "filter_form": form,
            "total": found.total,
            **_in_words(found, (down, also), across, request),
        },
        status=form.status,
    )


def _in_words(
    found: counts.Cross, down: tuple[str, str], across: str, request: Request
) -> dict[str, Any]:
    """The columns and rows of a cross, as people say them."""
    words = counts.dimensions()
    words["county"] = dict(counties(request.actor))
    keys = [row if down[1] else (row, None) for row, _cells, _total in found.rows]
    if "town" in {across, *down}:
        codes = {*found.columns, *(part for key in keys for part in key)}
        words["town"] = towns(code for code in codes if isinstance(code, str))
    named = [
        words[down[0]].get(first, first)
        if not down[1]
        else f"{_word_for(words, down[0], first)} · {_word_for(words, down[1], second)}"
        for first, second in keys
    ]
    rows = [(name, row[1], row[2]) for name, row in zip(named, found.rows, strict=True)]
    return {"columns": [words[across].get(value, value) for value in found.columns], "rows": rows}


def _word_for(words: dict[str, dict[Any, Any]], layer: str, value: Any) -> str:
    return str(words[layer].get(value, value) or _("Not known"))


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
        "holdings": holdings(one),
        **known_of(one),
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
