"""What do all pages of one case share?

The case in scope with the look on record, and a form that is acted on once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from jinlin.domains.casework import actions
from jinlin.domains.casework.forms.cases import Keyed
from jinlin.domains.casework.models import Case
from jinlin.domains.casework.moves import MOVES
from jinlin.domains.casework.permissions import is_on_team
from jinlin.domains.casework.queries.lists import listed
from jinlin.shell.answers import post_once
from jinlin.shell.requests import Request

FORM = "casework/desk/form.html"


def read(request: Request, pk: UUID, what: str) -> Case:
    """The case, for whoever sees it; that they read it is on record. Raises NotHere."""
    case = MOVES.in_scope(request.actor, pk)
    if request.method != "POST":
        actions.look(case, actor=request.actor, what=what)
    return case


def page_of(request: Request) -> str:
    """How the looks call the page that is asked for."""
    match = request.resolver_match
    return match.url_name or "" if match else ""


@dataclass(frozen=True)
class FormPage:
    """One form of a case: what the page and its button are called, and what is said when it is
    done.
    """

    title: Any
    button: Any
    done: Any
    back: str = "casework:case"
    template: str = FORM
    more: Mapping[str, Any] = field(default_factory=dict)


def answer(
    request: Request, case: Case, form: Keyed, page: FormPage, act: Callable[[], Any]
) -> HttpResponse:
    """The form; sent, it is acted on once, or comes back with the reason and what was typed."""
    if request.method != "POST":
        return shown(request, case, form, page, 200)
    posted = post_once(request, form, act)
    if not posted.is_done:
        return shown(request, case, form, page, posted.status)
    messages.success(request, page.done)
    return redirect(page.back, case.pk)


def shown(request: Request, case: Case, form: Any, page: FormPage, status: int) -> HttpResponse:
    """The page; sent and refused, it is read once more, which is on record, too."""
    if request.method == "POST":
        actions.look(case, actor=request.actor, what=page_of(request))
    context = {
        "case": case,
        "row": listed([case], actor=request.actor)[0],
        "form": form,
        "title": page.title,
        "button": page.button,
        "may_write": is_on_team(request.actor, case),
        **page.more,
    }
    return render(request, page.template, context, status=status)
