"""Who may stand in the register twice, and what is decided of them?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.forms import counties_of
from jinlin.domains.workforce.models import Pair, Professional
from jinlin.domains.workforce.queries.alike import some_look_alikes
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.requests import Request, cursor


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def pairs(request: Request) -> HttpResponse:
    """Candidates with their reasons, and what was brought together; posted, one is decided."""
    actor: Actor = request.actor
    if request.method == "POST":
        messages.success(request, _decided(request, actor))
        return redirect("workforce:pairs")
    counties = [code for code, _name in counties_of(actor)]
    found, following = some_look_alikes(counties, cursor(request, "from"))
    page = paging.page(
        Pair.objects.filter(decision=Pair.Decision.MERGED, county__in=counties).select_related(
            "one__person", "other__person"
        ),
        order=("-decided_at", "-id"),
        after=cursor(request),
    )
    context = {"found": found, "following": following, "merged": page.rows, "page": page}
    return render(request, "workforce/desk/pairs.html", context)


def _decided(request: Request, actor: Actor) -> str:
    decision = request.POST.get("decision", "")
    if decision == "undo":
        pair = Pair.objects.filter(pk=_key(request, "pair")).first()
        if pair is None or not _in_scope(actor).filter(pk=pair.one_id).exists():
            raise NotHere
        actions.undo_merge(pair, actor=actor)
        return _("Both records stand as before.")
    rows = _in_scope(actor).in_bulk([_key(request, "one"), _key(request, "other")])
    if len(rows) != 2:
        raise NotHere
    one, other = rows[_key(request, "one")], rows[_key(request, "other")]
    if decision == "merge":
        actions.merge(one, other, actor=actor)
        return _("The two records were brought together.")
    actions.not_same(one, other, actor=actor)
    return _("Noted: these are two people.")


def _in_scope(actor: Actor) -> Any:
    return Professional.objects.for_desk(actor)


def _key(request: Request, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as problem:
        raise NotHere from problem
