"""What did people tell the register, and does it stand?"""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere, Refusal
from jinlin.core.files import uploads
from jinlin.core.text import tidy
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.desk.register import in_scope
from jinlin.domains.workforce.forms.keeping import TELLING
from jinlin.domains.workforce.models import (
    Degrees,
    Level,
    Update,
    UpdateKind,
    UpdateState,
)
from jinlin.domains.workforce.moves import answered
from jinlin.domains.workforce.permissions import can_verify
from jinlin.ground.accounts import doors
from jinlin.ground.accounts.roles import Role
from jinlin.shell.boards import TabForm
from jinlin.shell.requests import Request, cursor

WORDS = {"level": dict(Level.choices), "degree": dict(Degrees.choices)}


@doors.role(Role.REGISTRAR)
@require_safe
def updates(request: Request) -> HttpResponse:
    """What was told, that which waits first."""
    form = TabForm(request.GET, states=UpdateState.choices)
    seen = Update.objects.visible_to(request.actor)
    rows = seen.filter(state=form.tab).select_related("professional__person")
    page = paging.page(rows, order=("due_at", "id"), after=cursor(request))
    tabs = form.counted(lambda each: seen.filter(state=each))
    context = {"page": page, "rows": page.rows, "tabs": tabs, **form.head()}
    return render(request, "workforce/desk/updates.html", context, status=form.status)


@doors.role(Role.REGISTRAR)
@require_http_methods(["GET", "HEAD", "POST"])
def update(request: Request, pk: UUID) -> HttpResponse:
    """One fact with its evidence; posted, it is verified or refused."""
    actor = request.actor
    rows = Update.objects.visible_to(actor).select_related("professional__person")
    row, problem = rows.filter(pk=pk).first(), ""
    if row is None:
        raise NotHere
    if request.method == "POST":
        try:
            _decide(request, row)
        except Refusal as refusal:
            if refusal.status in {403, 404}:
                raise
            problem = str(refusal)
        else:
            messages.success(request, _("Decided."))
            return redirect("workforce:updates")
    status = 422 if problem else 200
    return render(
        request, "workforce/desk/update.html", _shown(request, row, problem), status=status
    )


@doors.role(Role.REGISTRAR)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """The registrar writes down what somebody brings; it waits to be verified like any other."""
    one = in_scope(request.actor, pk)
    form, posted = answered(request, one, kind)
    if posted and posted.is_done:
        messages.success(request, _("Written down; it waits to be verified."))
        return redirect("workforce:record", pk)
    context = {"one": one, "form": form, "kind": dict(UpdateKind.choices)[kind]}
    status = posted.status if posted else 200
    return render(request, "workforce/desk/tell.html", context, status=status)


def facts_of(update: Update) -> list[tuple[str, Any]]:
    """What was told, field by field, as people read it."""
    labels = {name: field.label for name, field in TELLING[update.kind].base_fields.items()}
    facts: dict[str, str] = json.loads(update.told)
    return [
        (str(labels.get(name, name)), _word(name, value)) for name, value in facts.items() if value
    ]


def _shown(request: Request, row: Update, problem: str) -> dict[str, Any]:
    return {
        "update": row,
        "facts": facts_of(row),
        "papers": list(uploads.of(row)),
        "problem": problem,
        "reason": tidy(request.POST.get("reason", "")),
        "may_decide": row.state == UpdateState.SENT and can_verify(request.actor, row),
    }


def _word(name: str, value: str) -> Any:
    words = WORDS.get(name, {})
    return words.get(int(value), value) if words and value.isdecimal() else value


def _decide(request: Request, row: Update) -> None:
    if "refuse" in request.POST:
        actions.refuse_update(row, reason=request.POST.get("reason", ""), actor=request.actor)
    else:
        actions.verify(row, actor=request.actor)
